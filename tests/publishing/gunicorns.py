"""Real gunicorns on loopback, and what they say to raw bytes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from publishing.document import Document
from publishing.store import Store

FAST, PLAIN = "publishing.worker.FastWorker", "gthread"
PROJECT = Path(__file__).parents[2]
PAGE = b"<h1>All systems operational</h1>\n" * 400
# More than the buffers of a connection hold.
LARGE = os.urandom(7_000_000)
ASK = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
_DATE = re.compile(rb"Date: [^\r]*")
_TIMEOUT = 15


class Gunicorn:
    """A running gunicorn that serves a published folder in front of the echo application."""

    def __init__(self, process, port, log):
        self.process = process
        self.port = port
        self._log = log

    def log(self) -> str:
        return self._log.read_text()

    def workers(self) -> list[int]:
        pid = self.process.pid
        if self.process.poll() is not None:
            return []
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def connect(self) -> socket.socket:
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=_TIMEOUT)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def answer(self, *pieces: bytes) -> bytes:
        """All that comes back for bytes sent piece by piece, with the time of day blotted out."""
        with self.connect() as sock:
            try:
                for number, piece in enumerate(pieces):
                    if number:
                        time.sleep(0.002)
                    sock.sendall(piece)
                sock.shutdown(socket.SHUT_WR)
            except OSError:
                # It hung up before the end, which is an answer too.
                pass
            return undated(read_all(sock))

    def warm_up(self, *paths: str) -> None:
        """Ask so often that every worker has the documents in memory."""
        for _ in range(20):
            for path in paths:
                self.answer(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())


def undated(answer: bytes) -> bytes:
    return _DATE.sub(b"Date: -", answer)


def read_all(sock) -> bytes:
    received = []
    try:
        while data := sock.recv(65536):
            received.append(data)
    except ConnectionResetError:
        received.append(b"<reset>")
    return b"".join(received)


def read_response(file) -> tuple[bytes, bytes]:
    """One response to a GET off a connection's file: head and body."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = file.readline()
        if not line:
            raise EOFError(head)
        head += line
    length = re.search(rb"Content-Length: (\d+)", head)
    return head, file.read(int(length[1])) if length else b""


def ask(sock, raw=ASK):
    """Send on a kept connection, and read the answer's head and body."""
    sock.sendall(raw)
    with sock.makefile("rb") as file:
        return read_response(file)


def is_closed(sock, within):
    """Whether the server hangs up in so many seconds, having said nothing more."""
    sock.settimeout(within)
    try:
        return sock.recv(1) == b""
    except TimeoutError:
        return False


def publish_pages(root: Path) -> None:
    """A page, and a document that takes its time."""
    Store(root).publish([Document("/", PAGE), Document("/large.png", LARGE)], revision=1)


@contextmanager
def gunicorn(published: Path, home: Path, worker: str, *options: str):
    """Serve `published` until the end of the with block; `home` takes the log."""
    log = home / f"{worker}.log"
    with socket.socket() as listener, log.open("wb") as output:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1024)
        command = [
            *(sys.executable, "-m", "gunicorn", "--no-control-socket", "--worker-class", worker),
            *("--workers", "2", "--threads", "4", "--keep-alive", "5", "--bind"),
            *(f"fd://{listener.fileno()}", *options, "tests.publishing.echo_site:application"),
        ]
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | {"PUBLISHED": str(published)},
            pass_fds=[listener.fileno()],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        server = Gunicorn(process, listener.getsockname()[1], log)
        try:
            server.answer(b"GET /ready HTTP/1.1\r\n\r\n")
            yield server
        finally:
            # The workers first: they would serve on for a second after their arbiter died.
            for pid in server.workers():
                os.kill(pid, signal.SIGKILL)
            process.kill()
            process.wait()
