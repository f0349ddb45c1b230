import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from statuspage.clock import Clock

_SIGNALS = {signal.SIGTERM, signal.SIGINT}
# Whatever is being done then is done again by the next worker.
_PATIENCE = 1.5


class Command(BaseCommand):
    help = "Work on what is due: maintenances that start and end, and the published site."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="look once, and end")

    def handle(self, *, once, **options):
        clock = Clock()
        if once:
            try:
                clock.tick()
            except (DatabaseError, InterfaceError) as error:
                raise CommandError(f"The database cannot be used: {error}") from error
            return
        run_until_signal(clock)


def run_until_signal(clock: Clock) -> None:
    """Run the clock until SIGTERM or SIGINT; a call that hangs does not keep it from ending.

    Python handles a signal only between two steps of the main thread, which therefore does
    nothing but wait for one.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    thread = threading.Thread(target=_run, args=[clock], daemon=True)
    thread.start()
    signal.sigwait(_SIGNALS)
    clock.stop()
    thread.join(_PATIENCE)
    # Not by way of Python's farewell, which waits for the threads of a connection pool.
    os._exit(0)


def _run(clock: Clock) -> None:
    try:
        clock.run()
    finally:
        # Should the clock have died: end with it, to be started anew.
        os.kill(os.getpid(), signal.SIGTERM)
