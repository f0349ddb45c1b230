"""What time alone brings about: maintenances start and end, promises come due, the page ages."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections

from incidents import reminders
from incidents.models import MaintenanceSeries, ScheduledMaintenance
from incidents.refusals import NothingToAnnounce, NotInProgress, NotScheduled
from public.publish import keep_fresh

logger = logging.getLogger(__name__)

INTERVAL = 1.0
LONGEST_PAUSE = 30.0

Job = tuple[str, Callable[[], object]]


def due_jobs() -> Iterator[Job]:
    """What is to be done now. Other workers may be doing the same: each job happens once."""
    for maintenance in ScheduledMaintenance.objects.due_to_start():
        yield f"start {maintenance.code}", maintenance.start
    for maintenance in ScheduledMaintenance.objects.due_to_complete():
        yield f"complete {maintenance.code}", maintenance.complete
    for maintenance in ScheduledMaintenance.objects.due_to_remind():
        yield f"remind of {maintenance.code}", maintenance.remind
    for series in MaintenanceSeries.objects.due():
        yield f"announce one of series {series.pk}", series.announce
    yield "publish", keep_fresh
    # Last: a mail server may take its time, and readers come first.
    yield "remind staff", reminders.send_due


class Clock:
    """Looks once a second for what is due, and goes on whatever happens."""

    def __init__(self) -> None:
        self._stopping = False
        self._failures = 0
        self._failing: set[str] = set()

    def stop(self) -> None:
        self._stopping = True

    def run(self) -> None:
        """Tick until `stop` is called."""
        while not self._stopping:
            self._sleep(self._pause_after_tick())

    def tick(self) -> None:
        """Do what is due; raises OperationalError or InterfaceError while the database is away."""
        close_old_connections()
        for name, job in due_jobs():
            try:
                # Another worker was faster.
                with suppress(NotScheduled, NotInProgress, NothingToAnnounce):
                    job()
                self._failing.discard(name)
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                # Once, and not again every second.
                if name not in self._failing:
                    logger.exception("Failed, and is tried again every second: %s", name)
                self._failing.add(name)

    def _pause_after_tick(self) -> float:
        try:
            self.tick()
        except (DatabaseError, InterfaceError) as error:
            if not self._failures:
                logger.error("The database cannot be used, trying again: %s", error)
            self._failures += 1
            return min(2.0 ** (self._failures - 1), LONGEST_PAUSE)
        if self._failures:
            logger.info("The database is back.")
            self._failures = 0
        return INTERVAL

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < until:
            time.sleep(0.05)
