"""What the fast worker does better than gthread: nobody waits for somebody else."""

import re
import time
from email.utils import parsedate_to_datetime

import pytest

from publishing.document import Document
from publishing.store import Store
from tests.publishing.gunicorns import (
    ASK,
    FAST,
    LARGE,
    PAGE,
    ask,
    gunicorn,
    publish_pages,
    read_all,
    read_response,
)
from tests.publishing.raw_requests import request


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("published")
    publish_pages(root)
    return root


@pytest.fixture(scope="module")
def server(published, tmp_path_factory):
    with gunicorn(published, tmp_path_factory.mktemp("home"), FAST, "--workers", "1") as server:
        server.warm_up("/", "/large.png")
        yield server


def test_a_page_is_served_while_every_thread_is_busy(server):
    busy = [server.connect() for _ in range(6)]
    for sock in busy:
        sock.sendall(request(b"/sleep"))
    time.sleep(0.2)

    started = time.monotonic()
    _, body = ask(server.connect())
    took = time.monotonic() - started

    assert body == PAGE
    assert took < 1
    assert [read_response(sock.makefile("rb"))[1] for sock in busy[:4]] == [b"GET /sleep  0"] * 4


def test_a_publish_is_served_while_every_thread_is_busy(server, published):
    busy = [server.connect() for _ in range(6)]
    for sock in busy:
        sock.sendall(request(b"/sleep"))
    time.sleep(0.2)
    store = Store(published)

    started = time.monotonic()
    store.publish([Document("/", b"New")], revision=store.revision + 1)
    _, body = ask(server.connect())
    took = time.monotonic() - started
    store.publish([Document("/", PAGE)], revision=store.revision + 1)

    assert body == b"New"
    assert took < 1
    for sock in busy:
        read_response(sock.makefile("rb"))


def test_a_new_worker_serves_a_page_while_every_thread_is_busy(published, tmp_path):
    with gunicorn(published, tmp_path, FAST, "--workers", "1") as server:
        busy = [server.connect() for _ in range(6)]
        for sock in busy:
            sock.sendall(request(b"/sleep"))
        time.sleep(0.2)

        started = time.monotonic()
        _, body = ask(server.connect())
        took = time.monotonic() - started

    assert body == PAGE
    assert took < 1


def test_a_page_is_served_while_others_send_nothing_or_half_a_request(server):
    idle = [server.connect() for _ in range(50)]
    for sock in idle[:10]:
        sock.sendall(b"GET / HT")
    time.sleep(0.2)

    _, body = ask(server.connect())

    assert body == PAGE


def test_a_page_is_served_while_others_do_not_read_theirs(server):
    slow = []
    for _ in range(20):
        sock = server.connect()
        sock.sendall(request(b"/large.png") + ASK + request(b"/unknown", b"Connection: close\r\n"))
        slow.append(sock)
    time.sleep(0.2)

    _, body = ask(server.connect())
    answers = read_all(slow[0])

    assert body == PAGE
    assert answers.count(b"HTTP/1.1 200 OK") == 3
    assert LARGE in answers
    assert answers.endswith(b"GET /unknown  0")


def test_nobody_waits_for_a_client_that_does_not_hang_up(server):
    kept = server.connect()
    ask(kept)
    staying = [server.connect() for _ in range(5)]
    for sock in staying:
        sock.sendall(request(b"/", b"Connection: close\r\n"))
    time.sleep(0.2)

    started = time.monotonic()
    _, body = ask(kept)
    took = time.monotonic() - started

    assert body == PAGE
    assert took < 0.5
    assert [read_all(sock).endswith(PAGE) for sock in staying] == [True] * 5


def test_bytes_sent_after_the_last_answer_do_not_cut_it_short(server):
    sock = server.connect()

    sock.sendall(request(b"/large.png", b"Connection: close\r\n") + b"x" * 30_000)
    answer = read_all(sock)

    assert answer.endswith(LARGE)


def test_the_date_is_the_present_one(server):
    sock = server.connect()

    differences = []
    for _ in range(12):
        before = int(time.time())
        head, _ = ask(sock)
        date = parsedate_to_datetime(re.search(rb"Date: (.*)\r\n", head)[1].decode())
        differences.append(before <= date.timestamp() <= time.time())
        time.sleep(0.1)

    assert differences == [True] * 12


def test_a_publish_reaches_the_next_request_on_a_kept_connection(server, published):
    sock = server.connect()
    store = Store(published)

    bodies = [ask(sock)[1]]
    for number in range(10):
        store.publish([Document("/", b"%d" % number)], revision=store.revision + 1)
        bodies.append(ask(sock)[1])
    store.publish([Document("/", PAGE)], revision=store.revision + 1)

    assert bodies == [PAGE, *(b"%d" % number for number in range(10))]
