"""The fast worker and plain gthread say the same, byte for byte, whatever they are sent."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from publishing.document import Document
from publishing.fastpath import FastPath
from publishing.server import PublishedSite
from publishing.site import Site
from publishing.store import Store
from tests.publishing.gunicorns import FAST, PLAIN, gunicorn, undated
from tests.publishing.raw_requests import ODD, PAGE, PIPELINES, by_chance, request
from tests.publishing.raw_requests import PLAIN as PLAIN_REQUESTS

DOCUMENTS = [
    Document("/", PAGE),
    Document("/history", b"History " * 50),
    Document("/404", b"Not here"),
    Document("/api/v2/status.json", b'{"status": "none"}'),
]
# It is answered only where the connection was kept open.
LAST = request(b"/last", b"Connection: close\r\n")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("published")
    Store(root).publish(DOCUMENTS, revision=1)
    return root


@pytest.fixture(scope="module")
def servers(published, tmp_path_factory):
    home = tmp_path_factory.mktemp("gunicorns")
    with ExitStack() as stack:
        pair = [stack.enter_context(gunicorn(published, home, kind)) for kind in (FAST, PLAIN)]
        for server in pair:
            server.warm_up("/", "/history", "/api/v2/status.json")
        yield pair


def differences(servers, conversations):
    """The conversations that go differently, with both sides' answers."""
    with ThreadPoolExecutor(12) as pool:
        fast, plain = (
            list(pool.map(lambda pieces, server=server: server.answer(*pieces), conversations))
            for server in servers
        )
    spoken = zip(conversations, fast, plain, strict=True)
    return [(sent, ours, theirs) for sent, ours, theirs in spoken if ours != theirs]


@pytest.mark.parametrize("corpus", [PLAIN_REQUESTS, ODD, PIPELINES], ids=["plain", "odd", "many"])
def test_every_request_gets_the_same_answer_from_both_workers(servers, corpus):
    # Twice: the second time the fast worker may know the very bytes.
    conversations = [[sent + end] for sent in corpus for end in (b"", LAST, b"", LAST)]

    assert differences(servers, conversations) == []


def test_requests_made_by_chance_get_the_same_answer_from_both_workers(servers):
    conversations = [[sent + LAST] for sent in by_chance(1500, seed=20261124)]

    assert differences(servers, conversations) == []


def test_requests_get_the_same_answer_wherever_they_are_split(servers):
    whole = PLAIN_REQUESTS[4] + request(b"/x", b"Content-Length: 2\r\n", method=b"POST") + b"ok"
    whole += PLAIN_REQUESTS[0] + LAST

    conversations = [[whole[:place], whole[place:]] for place in range(1, len(whole))]

    assert differences(servers, conversations) == []
    assert len({servers[0].answer(*pieces) for pieces in conversations}) == 1


def test_plain_requests_and_only_those_are_answered_as_bytes(published):
    site = Site(published)
    for document in DOCUMENTS:
        site.find(document.path)
    fast = FastPath(
        PublishedSite(None, site), server="gunicorn", http_date=str, longest=8190, most_lines=100
    )

    answered = [sent for sent in [*PLAIN_REQUESTS, *ODD] if fast.answer(sent)]

    assert answered == PLAIN_REQUESTS


def test_an_answer_is_what_was_published(servers):
    answers = [server.answer(request(b"/", b"Host: a\r\n")) for server in servers]

    head, _, body = answers[0].partition(b"\r\n\r\n")
    assert body == PAGE
    assert head.split(b"\r\n")[:6] == [
        b"HTTP/1.1 200 OK",
        b"Server: gunicorn",
        b"Date: -",
        b"Connection: keep-alive",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Length: %d" % len(PAGE),
    ]
    assert answers[1] == undated(answers[0])
