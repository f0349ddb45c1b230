from django.db import connection


def close_pool() -> None:
    """Close the connection of this thread, and the pool behind it where the database has one.

    Python's end waits five seconds for each thread of a pool that is still open.
    """
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
