"""Connections waiting for something, and when to give them up."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any


class ConnectionQueue:
    """Connections in the order of their `timeout`, with what is kept for each.

    Stands in for the deque that gunicorn has, in which every removal searches from the start.
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[Any, Any] = OrderedDict()

    def __contains__(self, conn: object) -> bool:
        return conn in self._waiting

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._waiting)

    def __getitem__(self, index: int) -> Any:
        """The connection that is first to time out, which is all that is ever asked for."""
        if index != 0 or not self._waiting:
            raise IndexError(index)
        return next(iter(self._waiting))

    def append(self, conn: Any, kept: Any = None) -> None:
        """Put a connection last; it may be in the queue already."""
        self._waiting[conn] = kept
        self._waiting.move_to_end(conn)

    def kept(self, conn: Any) -> Any:
        return self._waiting[conn]

    def keep(self, conn: Any, kept: Any) -> None:
        """Keep something else for a connection, which stays where it stands."""
        self._waiting[conn] = kept

    def popleft(self) -> Any:
        return self._waiting.popitem(last=False)[0]

    def remove(self, conn: Any) -> Any:
        """Take a connection out, wherever it stands, and return what was kept for it."""
        return self._waiting.pop(conn)

    def discard(self, conn: Any) -> None:
        self._waiting.pop(conn, None)
