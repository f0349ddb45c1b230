"""What was written down long after it happened says so, wherever readers find it."""

from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from incidents.models import Incident
from pages.models import Page
from public import documents, history
from public import incident as incident_page
from public.month import Month
from tests.factories import make_incident, make_maintenance
from tests.public.api.published import read as read_json
from tests.public.reading import read

LATER = "Recorded later, on Aug 14, 2026"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(status_page, time_machine, at):
    time_machine.move_to(at(8, 14, 12), tick=False)


def article(page, incident):
    loaded = incident_page.loaded(Incident.objects.filter(pk=incident.pk)).get()
    return read(incident_page.render(page, loaded, now=timezone.now())).one("article")


def labels(part):
    return [label.text() for label in part.all(".recorded")]


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(0), []), (HOUR, []), (HOUR + MINUTE, [LATER, LATER]), (3 * DAY, [LATER, LATER])],
)
def test_an_incident_written_down_more_than_an_hour_later_says_so(status_page, ago, said):
    incident = make_incident(at=timezone.now() - ago)

    assert labels(article(status_page, incident)) == said


def test_when_it_began_may_be_long_ago_as_nobody_may_have_noticed(status_page):
    incident = make_incident(started_at=timezone.now() - DAY)

    assert labels(article(status_page, incident)) == []


def test_an_update_that_is_added_to_the_past_says_so_by_itself(status_page, time_machine):
    began = timezone.now()
    incident = make_incident()
    time_machine.shift(DAY)
    incident.post_update(status="identified", body="A disk.", at=began + HOUR)
    incident.post_update(status="resolved", body="Over.")

    page = article(status_page, incident)

    assert labels(page.one(".incident-header")) == []
    assert [labels(update) for update in page.all(".update")] == [
        [],
        ["Recorded later, on Aug 15, 2026"],
        [],
    ]


def test_the_day_is_that_of_the_page(status_page):
    status_page.time_zone = "Pacific/Auckland"
    incident = make_incident(at=timezone.now() - DAY)

    assert set(labels(article(status_page, incident))) == {"Recorded later, on Aug 15, 2026"}


def test_the_history_says_so(status_page):
    make_incident(name="Told then")
    make_incident(name="Told later", at=timezone.now() - DAY, status="resolved")

    page = read(history.render(status_page, Month(2026, 8), now=timezone.now()))

    entries = page.all("article")
    assert [(entry.one("h3").text(), labels(entry)) for entry in entries] == [
        ("Told then", []),
        ("Told later", [LATER]),
    ]


def test_programs_are_told_when_it_was_written_down(status_page):
    incident = make_incident(at=timezone.now() - DAY)
    incident.post_update(status="resolved", body="Over.")
    make_maintenance()

    (told,) = read_json("incidents")["incidents"]
    (work,) = read_json("scheduled-maintenances")["scheduled_maintenances"]

    at = "2026-08-14T12:00:00.000Z"
    assert [told["recorded_later_at"], work["recorded_later_at"]] == [at, None]
    assert [update["recorded_later_at"] for update in told["incident_updates"]] == [None, at]


def test_what_was_written_elsewhere_at_its_time_is_not_recorded_later(status_page):
    then = timezone.now() - DAY
    incident = make_incident(at=then, written_at=then)
    incident.post_update(status="resolved", body="Over.", at=then + HOUR, written_at=then + HOUR)

    assert labels(article(status_page, incident)) == []
    assert incident.created_at == then


def test_a_feed_tells_old_news_at_its_place_and_as_nothing_to_look_at_again(
    status_page, time_machine
):
    make_incident(name="New")
    time_machine.shift(60)
    old = make_incident(name="Old", at=timezone.now() - 3 * DAY, status="resolved")
    before = feed()
    time_machine.shift(3600)
    old.rename("Old and renamed")

    assert before == [
        ("New", "2026-08-14T12:00:00Z", "2026-08-14T12:00:00Z"),
        ("Old", "2026-08-11T12:01:00Z", "2026-08-11T12:01:00Z"),
    ]
    assert feed()[1] == ("Old and renamed", "2026-08-11T12:01:00Z", "2026-08-14T13:01:00Z")


def feed():
    """Title, publication and last change of each entry of the Atom feed."""
    now = timezone.now()
    (draft,) = [one for one in documents.front(Page.current(), now) if one.path == "/history.atom"]
    atom = feedparser.parse(draft.make().body)
    return [(entry.title, entry.published, entry.updated) for entry in atom.entries]
