"""A connection that a hanging PostgreSQL cannot keep waiting for ever."""

from typing import Any

import psycopg

from statuspage import patience


class Connection(psycopg.Connection[Any]):
    """Gives up on an answer when the process has no more patience, and closes.

    No setting of the driver does: of a server that hangs, the kernel still acknowledges all it
    is sent, and the server's own `statement_timeout` hangs with it.
    """

    def wait(self, gen: Any, *args: Any, timeout: float | None = None, **kwargs: Any) -> Any:
        # None is no limit; 0 is a look without waiting.
        timeout = patience.seconds if timeout is None else timeout
        try:
            return super().wait(gen, *args, timeout=timeout, **kwargs)  # type: ignore[misc]
        except psycopg.OperationalError:
            # Its answer would be taken for the next one's.
            if self.info.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                self.close()
            raise
