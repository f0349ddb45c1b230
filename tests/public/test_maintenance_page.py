"""How a maintenance was planned and how it went, wherever readers look."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import Incident
from public import cards, history, home
from public import incident as incident_page
from public.month import Month
from public.timeline import timeline_of
from tests.factories import make_component, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


@pytest.fixture
def clock(status_page, at):
    with time_machine.travel(at(8, 14, 2), tick=False) as traveller:
        yield traveller


@pytest.fixture
def maintenance(clock, at):
    return make_maintenance(at=at(8, 13), scheduled_for=at(8, 14, 2), scheduled_until=at(8, 14, 3))


def page_of(status_page, maintenance, now):
    loaded = incident_page.loaded(Incident.objects.filter(pk=maintenance.pk)).get()
    return read(incident_page.render(status_page, loaded, now=now))


def timeline(maintenance):
    return timeline_of(incident_page.loaded(Incident.objects.filter(pk=maintenance.pk)).get())


def facts(status_page, maintenance, now):
    lines = page_of(status_page, maintenance, now).one(".incident-facts").lines()
    return dict(zip(lines[::2], lines[1::2], strict=True))


def test_an_extended_maintenance_keeps_its_first_plan(status_page, maintenance, clock, at):
    clock.shift(timedelta(minutes=2))
    maintenance.start()
    maintenance.extend(until=at(8, 14, 4, 30))
    extended = facts(status_page, maintenance, at(8, 14, 2, 5))
    clock.shift(timedelta(minutes=83))
    maintenance.complete()

    planned = {
        "Impact": "Maintenance",
        "Planned": "Aug 14, 2026, 02:00-03:00 UTC",
        "Extended until": "04:30 UTC",
        "Began": "Aug 14, 2026, 02:02 UTC",
    }
    assert extended == planned
    assert facts(status_page, maintenance, at(8, 15)) == {
        **planned,
        "Ended": "Aug 14, 2026, 03:25 UTC",
        "Ran over": "25 minutes",
    }


def test_a_cancelled_maintenance_says_so_at_once(status_page, maintenance, at):
    maintenance.post_update(
        status="scheduled", body="The API pauses.", component_statuses=[(make_component(), None)]
    )
    maintenance.cancel(reason="The vendor is not ready.")

    page = page_of(status_page, maintenance, at(8, 14, 2, 5))

    assert page.one(".state").text() == "Cancelled"
    assert [part.text() for part in page.all(".label")] == [
        "Cancelled -",
        "Update -",
        "Scheduled -",
    ]
    # It would have; it did not.
    assert page.all(".components-affected") == []
    assert facts(status_page, maintenance, at(8, 15)) == {
        "Impact": "Maintenance",
        "Planned": "Aug 14, 2026, 02:00-03:00 UTC",
        "Cancelled": "Aug 14, 2026, 02:00 UTC",
    }


def test_what_was_cancelled_affected_nothing_wherever_it_is_told(status_page, maintenance, at):
    maintenance.post_update(
        status="scheduled", body="The API pauses.", component_statuses=[(make_component(), None)]
    )
    announced = (cards.affected(timeline(maintenance)), timeline(maintenance).mark)
    maintenance.cancel(reason="The vendor is not ready.")

    page = page_of(status_page, maintenance, at(8, 14, 2, 5))
    assert announced == ("Affects API.", "maintenance")
    assert (cards.affected(timeline(maintenance)), timeline(maintenance).mark) == (
        "",
        "notice",
    )
    assert "affected" not in page.by_id("tickets").text()


def test_nobody_worked_on_the_days_of_a_window_that_passed_before_it_was_cancelled(
    status_page, maintenance, clock, at
):
    clock.move_to(at(8, 16, 2))
    maintenance.cancel(reason="The vendor is not ready.")

    page = read(home.render(status_page, now=at(8, 16, 12)))

    assert page.all(".spanning") == []


def in_history(status_page, now):
    page = read(history.render(status_page, Month.parse("2026-08"), now=now))
    return page.one("article").one(".facts").text()


def test_the_history_shows_the_plan_and_by_how_much_it_was_missed(
    status_page, maintenance, clock, at
):
    maintenance.start()
    maintenance.extend(until=at(8, 14, 4, 30))
    during = in_history(status_page, at(8, 14, 2, 5))
    clock.shift(timedelta(minutes=85))
    maintenance.complete()

    assert (during, in_history(status_page, at(8, 15))) == (
        "Maintenance Aug 14, 02:00-03:00 UTC In progress",
        "Maintenance Aug 14, 02:00-03:00 UTC Ran 25 minutes over",
    )


def test_the_history_keeps_what_was_cancelled(status_page, maintenance, at):
    maintenance.cancel(reason="The vendor is not ready.")

    assert in_history(status_page, at(8, 15)) == "Maintenance Aug 14, 02:00-03:00 UTC Cancelled"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ((8, 14, 4, 30), "02:00-04:30 UTC planned until 03:00 UTC, extended"),
        ((8, 14, 2, 30), "02:00-02:30 UTC planned until 03:00 UTC, shortened"),
    ],
)
def test_the_first_page_shows_both_ends(status_page, maintenance, at, until, said):
    maintenance.start()
    maintenance.reschedule(scheduled_for=maintenance.scheduled_for, scheduled_until=at(*until))

    page = read(home.render(status_page, now=at(8, 14, 2, 5)))

    (told,) = page.all(".scheduled-maintenance")
    assert told.one(".facts").text() == f"In progress Aug 14, {said}"
