"""What the fast worker keeps of gthread: its settings, its signals, its limits."""

import re
import signal
import time

import pytest

from tests.publishing.gunicorns import (
    ASK,
    FAST,
    PAGE,
    PLAIN,
    ask,
    gunicorn,
    is_closed,
    publish_pages,
)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("published")
    publish_pages(root)
    return root


@pytest.fixture
def serve(published, tmp_path):
    """Starts a gunicorn with one worker and the documents in its memory."""
    running = []

    def start(*options, worker=FAST):
        context = gunicorn(published, tmp_path, worker, "--workers", "1", *options)
        server = context.__enter__()
        running.append(context)
        server.warm_up("/", "/large.png")
        return server

    yield start
    for context in running:
        context.__exit__(None, None, None)


@pytest.mark.parametrize("worker", [FAST, PLAIN])
def test_a_kept_connection_is_closed_when_its_time_is_over(serve, worker):
    server = serve("--keep-alive", "1", worker=worker)
    sock = server.connect()

    ask(sock)
    is_closed_early = is_closed(sock, 0.7)
    ask(sock)
    is_closed_since_asked = is_closed(sock, 0.7)

    assert (is_closed_early, is_closed_since_asked) == (False, False)
    assert is_closed(sock, 1.8)


def test_each_request_gives_a_connection_new_time_and_the_others_none(serve):
    server = serve("--keep-alive", "1")
    quiet, busy = server.connect(), server.connect()
    ask(quiet)
    ask(busy)

    for _ in range(5):
        time.sleep(0.5)
        ask(busy)

    assert is_closed(quiet, 0.1)
    assert not is_closed(busy, 0.1)


def test_without_keep_alive_every_answer_ends_the_connection(serve):
    server = serve("--keep-alive", "0")
    sock = server.connect()

    head, body = ask(sock)

    assert (b"Connection: close\r\n" in head, body) == (True, PAGE)
    assert is_closed(sock, 1)


@pytest.mark.parametrize("worker", [FAST, PLAIN])
def test_a_stopping_worker_answers_on_kept_connections_and_closes_them(serve, worker):
    server = serve(worker=worker)
    kept, idle = server.connect(), server.connect()
    ask(kept)
    ask(idle)

    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    head, body = ask(kept)

    assert (b"Connection: close\r\n" in head, body) == (True, PAGE)
    assert is_closed(idle, 4)
    assert server.process.wait(timeout=5) == 0


def test_new_code_is_loaded_without_losing_a_request(serve):
    server = serve()
    before = server.workers()

    server.process.send_signal(signal.SIGHUP)
    bodies = []
    for _ in range(200):
        bodies.append(server.answer(ASK).partition(b"\r\n\r\n")[2])
        time.sleep(0.01)

    assert bodies == [PAGE] * 200
    assert set(server.workers()).isdisjoint(before)


@pytest.mark.parametrize("worker", [FAST, PLAIN])
def test_a_worker_retires_after_its_number_of_requests(serve, worker):
    server = serve("--max-requests", "100", worker=worker)
    sock = server.connect()

    answered = 0
    head = b""
    while b"Connection: close\r\n" not in head:
        head, _ = ask(sock)
        answered += 1

    # 41 requests were for starting and warming up.
    assert answered == 100 - 41


def test_the_number_of_connections_is_limited(serve):
    server = serve("--worker-connections", "10")

    connections = [server.connect() for _ in range(13)]
    answered = []
    for sock in connections:
        sock.sendall(ASK)
        sock.settimeout(0.2)
        try:
            answered.append(bool(sock.recv(1)))
        except TimeoutError:
            answered.append(False)

    assert answered == [True] * 10 + [False] * 3


def test_kept_connections_leave_room_for_busy_ones(serve):
    server = serve("--worker-connections", "10")

    connections = [server.connect() for _ in range(8)]
    kept = [b"Connection: keep-alive\r\n" in ask(sock)[0] for sock in connections]

    assert kept == [True] * 6 + [False] * 2


def test_an_idle_or_busy_worker_is_not_taken_for_dead(serve):
    server = serve("--timeout", "2")
    before = server.workers()

    until = time.monotonic() + 2.2
    sock = server.connect()
    while time.monotonic() < until:
        ask(sock)
    time.sleep(2.3)

    assert server.workers() == before


def test_the_access_log_has_every_request(serve, tmp_path):
    log = tmp_path / "access.log"
    server = serve("--access-logfile", str(log))
    sock = server.connect()

    ask(sock)
    ask(sock)

    # gunicorn writes the line when the answer is out.
    time.sleep(0.5)
    logged = re.findall(r'"GET / HTTP/1.1" 200 13200', log.read_text())
    assert len(logged) == 20 + 2
    assert "because of the access log" in server.log()


def test_without_a_published_site_the_worker_is_gthread(serve, monkeypatch):
    monkeypatch.setenv("ECHO_ONLY", "1")
    server = serve()

    answer = server.answer(ASK)

    assert answer.endswith(b"\r\n\r\nGET /  0")
