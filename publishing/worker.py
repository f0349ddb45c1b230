"""A gunicorn worker that answers for published documents before there is a request object."""

import socket
import time
import warnings
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn import SERVER
from gunicorn.util import http_date
from gunicorn.workers import gthread

from publishing.compatibility import is_switched_off, needs_gunicorn, unknown_internals
from publishing.connections import ConnectionQueue
from publishing.fastpath import FastPath
from publishing.server import PublishedSite

# As much as gunicorn reads at once, so that its parser sees what it would have seen.
_READ = 8192
# How long a reader may take none of the bytes waiting for it.
_STALLED_AFTER = 60.0
# As gunicorn: how long, and for how many bytes, to listen to a client after the last answer, which
# would be lost if the connection were reset.
_LINGER = 2.0
_LINGER_BYTES = 64 * 1024


def worker_class() -> str:
    """The worker to name in a gunicorn configuration: plain gthread with FAST_WORKER=0."""
    if is_switched_off():
        return "gthread"
    if problem := unknown_internals():
        warnings.warn(f"Serving with plain gthread: {problem}.", RuntimeWarning, stacklevel=2)
        return "gthread"
    return "publishing.worker.FastWorker"


class FastWorker(gthread.ThreadWorker):
    """gthread, but plain requests for documents in memory are answered where they arrive.

    One read, one look-up, one write, in the thread that waits for all connections; it never waits
    for a single one. Any other request goes to gunicorn's own threads, unread. Without a
    PublishedSite, or with a setting the fast path does not honour, this is gthread.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fast: FastPath | None = None
        self.keepalived_conns = ConnectionQueue()
        self.pending_conns = ConnectionQueue()
        # With the bytes still to be sent, and those of further requests.
        self._sending = ConnectionQueue()
        # With the number of bytes heard since the last answer.
        self._lingering = ConnectionQueue()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        if not isinstance(self.wsgi, PublishedSite):
            return
        problem = unknown_internals() or needs_gunicorn(self.cfg, self.log)
        if problem:
            self.log.info("Published documents go gunicorn's own way because of %s.", problem)
            return
        limits = (self.cfg.limit_request_line, self.cfg.limit_request_field_size, _READ)
        self._fast = FastPath(
            self.wsgi,
            server=SERVER,
            http_date=http_date,
            longest=min(limit for limit in limits if limit > 0),
            most_lines=self.cfg.limit_request_fields,
        )

    def accept(self, listener: socket.socket) -> None:
        """Let a new connection wait here for its first bytes, and not in a thread."""
        if self._fast is None:
            super().accept(listener)
            return
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        conn = gthread.TConn(self.cfg, sock, address, listener.getsockname())
        patience = gthread.DEFAULT_WORKER_DATA_TIMEOUT + self.cfg.keepalive
        conn.timeout = time.monotonic() + patience
        self.pending_conns.append(conn)
        self.poller.register(sock, EVENT_READ, partial(self.on_client_socket_readable, conn))

    def on_client_socket_readable(self, conn: gthread.TConn, client: socket.socket) -> None:
        """Answer what has arrived, or hand it to a thread."""
        if self._fast is None:
            super().on_client_socket_readable(conn, client)
            return
        try:
            data = client.recv(_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._answer(conn, data)
        else:
            self._drop(conn)

    def _answer(self, conn: gthread.TConn, data: bytes) -> None:
        """Answer the requests in `data` for as long as they are plain ones."""
        while data:
            reply = self._reply(conn, data)
            if reply is None:
                self._hand_over(conn, data)
                return
            pieces, answered = reply
            self.nr += 1
            data = data[answered:]
            try:
                unsent = _send(conn.sock, pieces)
            except OSError:
                self._drop(conn)
                return
            if unsent:
                self._send_later(conn, unsent, data)
                return
        self._keep(conn)

    def _reply(self, conn: gthread.TConn, data: bytes) -> Any:
        # Whatever ends with the connection is gunicorn's: a stop, a last request, too many kept.
        fast = self._fast
        if fast is None or not self.alive or self.nr + 1 >= self.max_requests:
            return None
        if conn not in self.keepalived_conns and len(self.keepalived_conns) >= self.max_keepalived:
            return None
        try:
            return fast.answer(data)
        except Exception:
            self.log.exception("The fast path failed; gunicorn answers instead.")
            return None

    def _keep(self, conn: gthread.TConn) -> None:
        """Wait for the next request."""
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, time.monotonic() + gthread.STOP_KEEPALIVE_LINGER)
        if conn not in self.keepalived_conns:
            self._leave_queues(conn)
            readable = partial(self.on_client_socket_readable, conn)
            self.poller.modify(conn.sock, EVENT_READ, readable)
        self.keepalived_conns.append(conn)

    def _hand_over(self, conn: gthread.TConn, data: bytes) -> None:
        """Let gunicorn answer, as if it had read `data` itself."""
        self._leave_queues(conn)
        self.poller.unregister(conn.sock)
        conn.data_ready = True
        conn.init()
        conn.parser.unreader.unread(data)
        self.enqueue_req(conn)

    def _send_later(self, conn: gthread.TConn, unsent: list[Any], data: bytes) -> None:
        """Go on when the reader has taken some of what was sent."""
        self._leave_queues(conn)
        conn.timeout = time.monotonic() + _STALLED_AFTER
        self._sending.append(conn, (unsent, data))
        self.poller.modify(conn.sock, EVENT_WRITE, partial(self._on_writable, conn))

    def _on_writable(self, conn: gthread.TConn, client: socket.socket) -> None:
        unsent, data = self._sending.remove(conn)
        try:
            unsent = _send(client, unsent)
        except OSError:
            self._drop(conn)
            return
        if unsent:
            self._send_later(conn, unsent, data)
        elif data:
            self._answer(conn, data)
        else:
            self._keep(conn)

    def finish_request(self, conn: gthread.TConn, fs: Future) -> None:
        """As gunicorn, but without waiting here for a client to hang up."""
        if self._fast is None or fs.cancelled() or fs.exception() or fs.result() is not False:
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, partial(self._on_last_words, conn))
        except (OSError, ValueError):
            self.nr_conns -= 1
            conn.close()
            return
        conn.timeout = time.monotonic() + _LINGER
        self._lingering.append(conn, 0)

    def _on_last_words(self, conn: gthread.TConn, client: socket.socket) -> None:
        """Hear a client out whose connection ends: nothing it says is answered."""
        try:
            data = client.recv(_READ)
        except OSError:
            data = b""
        heard = self._lingering.kept(conn) + len(data)
        if not data or heard >= _LINGER_BYTES:
            self._drop(conn)
        else:
            self._lingering.keep(conn, heard)

    def murder_pending(self) -> None:
        """Close the connections that used up their time."""
        super().murder_pending()
        now = time.monotonic()
        for queue in (self._sending, self._lingering):
            while queue and queue[0].timeout <= now:
                self._drop(queue[0])

    def _cap_keepalive(self, deadline: float) -> None:
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _drop(self, conn: gthread.TConn) -> None:
        self._leave_queues(conn)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _leave_queues(self, conn: gthread.TConn) -> None:
        for queue in (self.keepalived_conns, self.pending_conns, self._sending, self._lingering):
            queue.discard(conn)


def _send(sock: socket.socket, pieces: Any) -> list[Any]:
    """Send what the socket takes now; returns what it did not."""
    pieces = list(pieces)
    while pieces:
        try:
            sent = sock.send(pieces[0])
        except BlockingIOError:
            return pieces
        if sent < len(pieces[0]):
            pieces[0] = memoryview(pieces[0])[sent:]
            continue
        del pieces[0]
    return pieces
