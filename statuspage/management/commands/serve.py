import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import environ
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection, transaction

from components.models import Component
from incidents.models import Incident
from public.publish import store
from statuspage import demo_login
from statuspage.pools import close_pool
from statuspage.probe import answers
from statuspage.supervisor import supervise

env = environ.Env()

# Any number that nobody else locks in this database.
_SET_UP = 7_405_963


class Command(BaseCommand):
    help = "Set up what is missing, and run the web server and the worker until Ctrl-C."
    requires_system_checks = ()
    is_announced = False

    def handle(self, **options):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sys.exit(0))
        check_address()
        check_static_files()
        # The database holds what is not for everybody; what is published says so itself.
        os.umask(0o077)
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        login = self.set_up()
        sys.exit(
            supervise(
                gunicorn(),
                beside=[sys.executable, sys.argv[0], "worker"],
                tick=lambda: self.announce(login),
            )
        )

    def set_up(self) -> str | None:
        """Migrate, load the demo, publish; returns the demo's password while it is good."""
        try:
            with one_at_a_time():
                call_command("migrate", interactive=False, verbosity=0)
                if env.bool("DEMO", default=True) and is_empty():
                    load_demo()
            # What is published already is brought up to date by the worker, while it is served.
            if store().revision is None:
                call_command("publish", all=True)
            return demo_login.password()
        except (DatabaseError, InterfaceError) as error:
            if store().revision is None:
                raise CommandError(f"The database cannot be used: {error}") from error
            self.stderr.write(f"The page is served as last published. The database: {error}")
            return None
        finally:
            # The processes that are started next must not inherit it.
            close_pool()

    def announce(self, login: str | None) -> None:
        """Say where the page is, once, when it answers."""
        if self.is_announced or not answers(
            settings.BIND, settings.PORT, site_url=settings.SITE_URL
        ):
            return
        self.is_announced = True
        self.stdout.write(f"\nThe page:   {settings.SITE_URL}/")
        self.stdout.write(f"Staff:      {settings.SITE_URL}/admin/")
        if login:
            self.stdout.write(f"Demo login: {demo_login.USERNAME} / {login}")
        self.stdout.write("Ctrl-C stops it.\n")
        self.stdout.flush()


def check_address() -> None:
    """Refuse an address on which gunicorn could not listen."""
    family = socket.AF_INET6 if ":" in settings.BIND else socket.AF_INET
    try:
        socket.create_server((settings.BIND, settings.PORT), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise CommandError(
            f"Cannot listen on port {settings.PORT} of {settings.BIND}: {why}. "
            "Set PORT to another one, such as PORT=8001."
        ) from error


def check_static_files() -> None:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise CommandError("The static files are missing: run manage.py collectstatic first.")


def gunicorn() -> list[str]:
    host = f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND
    return [
        *(sys.executable, "-m", "gunicorn", "statuspage.wsgi"),
        *("--config", "python:statuspage.gunicorn", "--bind", f"{host}:{settings.PORT}"),
    ]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several machines that start together, one sets up and the others wait."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_SET_UP])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_SET_UP])


def is_empty() -> bool:
    return not Component.objects.exists() and not Incident.objects.exists()


def load_demo() -> None:
    with transaction.atomic():
        call_command("load_demo")
        demo_login.create()
