"""How other machines learn at once that the page has changed: PostgreSQL's NOTIFY."""

import time

from django.db import connection

CHANNEL = "page_changed"


def announce() -> None:
    """Tell whoever waits, when this transaction commits. On SQLite there is nobody to tell."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def wait(seconds: float) -> None:
    """Wait for a change to be announced, at most so long; without PostgreSQL, just so long.

    An announcement may be lost with its connection: whoever waits must look for changes anyway.
    """
    if connection.vendor != "postgresql":
        time.sleep(seconds)
        return
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.execute(f"LISTEN {CHANNEL}")
        for _ in connection.connection.notifies(timeout=seconds, stop_after=1):
            pass
