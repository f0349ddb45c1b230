"""The documents by Django, for addresses that are not published yet."""

import pytest
from django.db import connection

from public import views
from publishing.store import Document, Store
from tests.factories import make_component, make_incident
from tests.public.reading import read


@pytest.fixture
def incident(status_page):
    return make_incident(component_statuses=[(make_component(), "major_outage")])


def test_every_address_answers_with_its_document_and_nothing_personal(client, incident):
    addresses = ["/", "/live", "/history", f"/incidents/{incident.code}"]

    answers = {address: client.get(address) for address in addresses}

    assert {
        address: (
            answer.status_code,
            answer["Content-Type"],
            sorted(answer["Cache-Control"].split(", ")),
            dict(answer.cookies),
            "Vary" in answer,
            "Slow deliveries" in answer.text,
        )
        for address, answer in answers.items()
    } == {
        address: (200, "text/html; charset=utf-8", ["max-age=10", "public"], {}, False, True)
        for address in addresses
    }


def test_a_month_has_an_address(client, status_page, at):
    make_incident(status="resolved", at=at(8, 14))

    page = read(client.get("/history/2026-08").text)

    assert [month.one("h2").text() for month in page.all(".month")] == [
        "August 2026",
        "July 2026",
        "June 2026",
    ]


def test_a_numbered_page_of_the_history_leads_to_its_months(client, status_page, time_machine, at):
    time_machine.move_to(at(8, 14))

    answers = [client.get(f"/history?page={number}") for number in [1, 2, 5]]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/history"),
        (302, "/history/2026-05"),
        (302, "/history/2025-08"),
    ]


def test_every_unknown_address_gets_the_same_answer_in_the_look_of_the_site(
    client, incident, time_machine, at
):
    time_machine.move_to(at(8, 14), tick=False)
    incident.withdraw()

    answers = {
        address: client.get(address)
        for address in [
            "/incidents/000000000000",
            f"/incidents/{incident.code}",
            f"/incidents/{incident.code}'--",
            "/history/2001-01",
            "/history/2026-13",
            "/history/soon",
            "/history?page=0",
            "/history?page=-1",
            "/history?page=two",
            "/history?page=" + "9" * 5000,
        ]
    }

    assert {answer.status_code for answer in answers.values()} == {404}
    (page,) = {answer.text for answer in answers.values()}
    document = read(page)
    assert document.one("title").text() == "Acme Status - Not Found"
    assert [link.attributes["href"] for link in document.one("main").all("a")] == ["/", "/history"]


def test_an_unknown_address_is_answered_while_the_database_cannot_answer(rf, db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pages_page")

    answer = views.not_found(rf.get("/nothing"))

    assert answer.status_code == 404
    assert read(answer.text).one("main").lines() == [
        "There is nothing here",
        "The address may be mistyped, or what stood here is gone.",
        "Current status Incident history",
    ]


def test_while_the_database_is_away_there_is_what_is_published(client, db, published_dir):
    incident = make_incident()
    Store(published_dir).publish([Document("/404", b"Nothing here.")], revision=1)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pages_page")
        cursor.execute("ALTER TABLE incidents_incident RENAME TO elsewhere")

    for path in ("/live", "/history", "/history/2026-08", f"/incidents/{incident.code}"):
        answer = client.get(path)

        assert (answer.status_code, answer.content) == (404, b"Nothing here.")


def test_without_a_database_and_a_published_page_the_page_says_that_it_cannot_be_shown(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pages_page")

    answer = client.get("/")

    assert answer.status_code == 503
    assert read(answer.text).one("h1").text() == "This page cannot be shown right now"


def test_an_error_is_told_in_the_look_of_the_page(client, db, monkeypatch):
    def fail(request):
        raise ValueError("a bug")

    client.raise_request_exception = False
    monkeypatch.setattr(views.Page, "current", fail)

    answer = client.get("/")

    assert answer.status_code == 500
    assert read(answer.text).one("h1").text() == "This page cannot be shown right now"


def test_once_published_an_address_is_its_file_whoever_serves_it(client, db, published_dir):
    incident = make_incident()
    path = incident.get_absolute_url()
    Store(published_dir).publish([Document("/404", b"Nothing."), Document(path, b"x")], revision=1)

    assert client.get(path).content == b"x"
    assert client.get("/incidents/0000bbbbcccc").content == b"Nothing."
    assert client.get("/incidents/..%2f..%2f404").content == b"Nothing."
