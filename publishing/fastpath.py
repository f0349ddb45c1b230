"""Whole answers to whole requests: bytes in, bytes out."""

from collections.abc import Callable
from time import time

from publishing.requests import PlainRequest, plain_request
from publishing.responses import NOT_MODIFIED, OK, Entry
from publishing.server import PublishedSite

_REMEMBERED = 1024
_LONGEST_REMEMBERED = 2048
# Copying more than this costs more than sending twice.
_LARGEST_COPIED = 128 * 1024

# What to send, one piece after the other, and how many bytes of the request it answers.
type Reply = tuple[tuple[bytes, ...], int]


class FastPath:
    """Answers plain requests for documents at hand, in the very bytes gunicorn would send.

    The same client sends the same bytes each time, so a request that was understood once is
    found by its bytes alone. For one thread only.
    """

    def __init__(
        self,
        published: PublishedSite,
        *,
        server: str,
        http_date: Callable[[int], str],
        longest: int,
        most_lines: int,
    ):
        self._published = published
        self._site = published.site
        self._server = server
        self._http_date = http_date
        self._longest = longest
        self._most_lines = most_lines
        self._state: object = None
        self._remembered: dict[bytes, tuple[Entry, str, bytes, bytes]] = {}
        self._second = 0
        self._start: dict[str, bytes] = {}

    def answer(self, data: bytes) -> Reply | None:
        """The answer to the first request in `data`, and that request's length.

        None when the request is not plain, or not for a document at hand: then a server has
        to look at the same bytes.
        """
        state = self._site.state()
        if state is not self._state:
            self._remembered.clear()
            self._state = state
        second = int(time())
        if second != self._second:
            self._tick(second)
        if known := self._remembered.get(data):
            entry, status, lines, body = known
            # Keeps what is read often in the site's memory.
            entry.used = True
            return self._pieces(status, lines, body), len(data)
        return self._understand(data)

    def _understand(self, data: bytes) -> Reply | None:
        request = plain_request(data)
        if request is None or request.length > self._longest or request.lines > self._most_lines:
            return None
        if not self._published.is_ours(request.path, request.query):
            return None
        entry = self._site.find_quickly(request.path)
        if entry is None:
            return None
        status, _, lines, body = entry.answer(request.accept_encoding, request.if_none_match)
        if request.is_head:
            body = b""
        # Not what is served for want of better: the file may be repaired at any time.
        if self._is_for_keeping(request, data) and self._site.recall(request.path) is entry:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[data] = (entry, status, lines, body)
        return self._pieces(status, lines, body), request.length

    def _is_for_keeping(self, request: PlainRequest, data: bytes) -> bool:
        # A cookie is somebody's secret, and differs from reader to reader.
        return request.length == len(data) <= _LONGEST_REMEMBERED and not request.has_cookie

    def _pieces(self, status: str, lines: bytes, body: bytes) -> tuple[bytes, ...]:
        if len(body) > _LARGEST_COPIED:
            return self._start[status] + lines, body
        return (b"".join((self._start[status], lines, body)),)

    def _tick(self, second: int) -> None:
        """Write the lines that are the same for all answers of one second."""
        self._start = {
            status: (
                f"HTTP/1.1 {status}\r\nServer: {self._server}\r\n"
                f"Date: {self._http_date(second)}\r\nConnection: keep-alive\r\n"
            ).encode("latin-1")
            for status in (OK, NOT_MODIFIED)
        }
        self._second = second
