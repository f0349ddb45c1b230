"""Searching what was told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from incidents.models import Postmortem
from tests.factories import make_component, make_group, make_incident
from tests.public.reading import read
from tests.public.search.asking import found

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def history(db):
    """Incidents that have some words in common, the newest first by name."""
    api = make_component(group=make_group(), name="Ingest API")
    hour = timedelta(hours=1)
    first = make_incident(
        name="Disk full", body="The queue of **Café** São is stuck at api.example.com.",
        at=timezone.now() - 2 * hour,
        component_statuses=[(api, "major_outage")],
        impact_words={api: {"fails": "Uploads from Zürich"}},
    )  # fmt: skip
    make_incident(name="Queue slow", body="A queue is slow, 障害が発生.", at=timezone.now() - hour)
    first.post_update(status="resolved", body="The Straße is clear.")
    postmortem = Postmortem.objects.of(first)
    postmortem.save_draft("A pelican sat on it.")
    postmortem.publish()
    postmortem.save_draft("A flamingo, in fact.")
    return api


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("queue", ["Queue slow", "Disk full"]),
        ("QUEUE", ["Queue slow", "Disk full"]),
        ("queue disk", ["Disk full"]),
        ("disk que", ["Disk full"]),
        ("que disk", []),
        ("dis", ["Disk full"]),
        ('"dis"', []),
        ('"queue slow"', ["Queue slow"]),
        ('"slow queue"', []),
        ("cafe sao", ["Disk full"]),
        ("CAFÉ", ["Disk full"]),
        ("strasse", ["Disk full"]),
        ("pelican", ["Disk full"]),
        ("flamingo", []),
        ("zurich", ["Disk full"]),
        ("ingest", ["Disk full"]),
        ("platform", ["Disk full"]),
        ("api.example.com", ["Disk full"]),
        ("example.api.com", []),
        ("障害", ["Queue slow"]),
        ("害障", []),
    ],
)
def test_all_words_are_found_however_they_are_written(client, history, words, names):
    assert found(client, q=words) == names


def test_a_search_may_ask_for_a_component_and_for_the_time_since(client, history):
    long_ago = timezone.now() - timedelta(days=800)
    make_incident(name="Long ago", status="resolved", at=long_ago)
    this_year = f"{timezone.now() - timedelta(days=60):%Y-%m}"

    assert found(client, component=history.code) == ["Disk full"]
    assert found(client, q="queue", component=history.code) == ["Disk full"]
    assert found(client, **{"from": this_year}) == ["Queue slow", "Disk full"]
    assert found(client, **{"from": f"{long_ago:%Y-%m}"}) == ["Queue slow", "Disk full", "Long ago"]


def test_a_result_shows_when_and_what_and_marks_the_hits_safely(client, time_machine):
    time_machine.move_to("2026-08-14 12:00:00Z", tick=False)
    make_incident(name="Slow <b>queues</b> & more", body="So far <i>the queue</i> is *slow*.")

    answer = client.get("/search", {"q": "slow queue"})

    page = read(answer.text)
    assert page.one(".results").lines() == [
        "Slow <b>queues</b> & more",
        "So far <i>the queue</i> is slow.",
        "None Aug 14, 2026, 12:00 UTC Investigating",
    ]
    assert [mark.text() for mark in page.all("mark")] == ["Slow", "queues", "queue", "slow"]
    assert page.one(".found").text() == "1 incident found, the newest first."


def test_a_hit_deep_in_a_long_text_is_shown_with_the_words_around_it(client):
    make_incident(body="before " * 500 + "a pelican sat " + "after " * 500)

    (shown,) = read(client.get("/search?q=pelican").text).all(".message")

    words = shown.text().split()
    assert (words[0], words[-1]) == ("…", "…")
    assert "before a pelican sat after" in " ".join(words)
    assert len(shown.text()) < 260


def test_twenty_are_listed_a_page_and_lead_to_each_other(client):
    for number in range(41):
        make_incident(name=f"Case {number}", at=timezone.now() - timedelta(hours=number + 1))

    pages = [read(client.get(f"/search?q=case&page={number}").text) for number in (1, 2, 3)]

    assert [len(page.all(".incident-title")) for page in pages] == [20, 20, 1]
    assert [
        [(link.text(), link.attributes["href"]) for link in page.one(".pagination").all("a")]
        for page in pages
    ] == [
        [("← Older", "?q=case&page=2")],
        [("← Older", "?q=case&page=3"), ("Newer →", "?q=case")],
        [("Newer →", "?q=case&page=2")],
    ]
    assert client.get("/search?q=case&page=4").status_code == 404


@pytest.mark.parametrize(
    "words",
    [
        '"', '""', '"unclosed', "*", "a*", "AND", "queue AND", "NOT queue", "NEAR(a b)",
        "text:queue",
        "^queue", "(", "queue)", "-queue", "'; DROP TABLE x; --", "'", "\\", ":*", "a:*b", "<->",
        "& | !", "%", "_", "%s", "\x00", "que\x00ue", "\ud800", "😀", "é" * 200, "a " * 100,
        "1e5 0x1f",
        "\u202e\ufeff\u0300", "ﷺ" * 50, "+", "{}", "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_no_input_is_an_error(client, history, words):
    answer = client.get("/search", {"q": words.encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("words", ["x" * 201, "word " * 2000])
def test_a_query_that_is_too_long_is_told_so(client, history, words):
    answer = client.get("/search", {"q": words})

    assert answer.status_code == 422
    assert read(answer.text).one(".found").text() == (
        "This is too long to search for: 200 characters at most."
    )


@pytest.mark.parametrize(
    "asked",
    ["page=0", "page=101", "page=x", "page=-1", "component=nope", "component=%00", "from=soon",
     "from=2026-13", "from=0001-01", "from=2026-8"],
)  # fmt: skip
def test_an_address_that_no_form_leads_to_is_unknown(client, history, asked):
    assert client.get(f"/search?q=queue&{asked}").status_code == 404


def test_nothing_found_and_nothing_asked_are_said_in_words(client, history):
    nothing, unasked = (
        read(client.get(address).text) for address in ("/search?q=Pelicans%20%26", "/search")
    )

    assert nothing.one(".found").text() == "Nothing found for “Pelicans &”."
    assert nothing.one("input").attributes["value"] == "Pelicans &"
    assert unasked.one(".found").text().startswith("Everything that was told is searched")


def test_the_answer_is_nobodys_own_and_no_search_engine_keeps_it(client, history):
    answer = client.get("/search?q=queue")

    assert sorted(answer["Cache-Control"].split(", ")) == ["max-age=10", "public"]
    assert (answer["X-Robots-Tag"], dict(answer.cookies), "Vary" in answer) == (
        "noindex", {}, False,
    )  # fmt: skip


def test_while_the_database_is_away_the_page_says_so_and_leads_to_the_history(rf, client, db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE public_indexedincident RENAME TO elsewhere")
        cursor.execute("ALTER TABLE pages_page RENAME TO elsewhere_too")
    try:
        answer = client.get("/search?q=queue")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO public_indexedincident")
            cursor.execute("ALTER TABLE elsewhere_too RENAME TO pages_page")

    page = read(answer.text)
    assert answer.status_code == 503
    assert page.one("h1").text() == "Search is not available right now"
    assert [link.attributes["href"] for link in page.one("main").all("a")] == ["/", "/history"]
