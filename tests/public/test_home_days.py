"""Past incidents, by the days of the page's zone."""

import pytest

from public import home
from tests.factories import make_incident, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


def days(page, now):
    """The lines of each of the days, without the date's year, by date."""
    document = read(home.render(page, now=now))
    found = [day.lines() for day in document.one(".incidents-list").all(".status-day")]
    return {date.removesuffix(", 2026"): lines for date, *lines in found}


def eventful(page, now):
    return {d: lines for d, lines in days(page, now).items() if lines != [EMPTY]}


EMPTY = "No incidents reported."


def test_the_last_fifteen_days_are_listed_the_present_one_first(status_page, at):
    assert days(status_page, at(3, 10, 12)) == {
        **{f"Mar {day}": [EMPTY] for day in range(10, 0, -1)},
        **{f"Feb {day}": [EMPTY] for day in range(28, 23, -1)},
    }
    assert list(days(status_page, at(3, 10, 12)))[::14] == ["Mar 10", "Feb 24"]


def test_an_incident_sits_on_the_day_of_its_end_and_is_named_on_the_days_before(status_page, at):
    incident = make_incident(body="Slow.", at=at(3, 7, 22))
    incident.post_update(status="resolved", body="Fast.", at=at(3, 9, 2))

    assert eventful(status_page, at(3, 10)) == {
        "Mar 9": [
            "Slow deliveries",
            "Resolved -",
            "Fast.",
            "Mar 9, 02:00 UTC",
            "Investigating -",
            "Slow.",
            "Mar 7, 22:00 UTC",
        ],
        "Mar 8": ["Slow deliveries was open"],
        "Mar 7": ["Slow deliveries was open"],
    }


def test_no_day_of_an_open_incident_is_called_free_of_incidents(status_page, at):
    make_incident(at=at(3, 9))

    assert eventful(status_page, at(3, 10)) == {
        "Mar 10": ["Slow deliveries is open"],
        "Mar 9": ["Slow deliveries was open"],
    }


def test_a_maintenance_spans_its_window_and_not_the_time_since_it_was_announced(status_page, at):
    work = make_maintenance(at=at(3, 1), scheduled_for=at(3, 8, 23), scheduled_until=at(3, 9, 2))
    before = eventful(status_page, at(3, 8))
    work.start(at=at(3, 8, 23))
    during = eventful(status_page, at(3, 9, 1))
    work.complete(at=at(3, 9, 2))
    after = eventful(status_page, at(3, 10))

    assert before == {}
    assert during == {
        "Mar 9": ["Database upgrade is in progress"],
        "Mar 8": ["Database upgrade was in progress"],
    }
    assert {day: lines[:2] for day, lines in after.items()} == {
        "Mar 9": ["Database upgrade", "Completed -"],
        "Mar 8": ["Database upgrade was in progress"],
    }


def test_the_days_are_those_of_the_zone_of_the_page(status_page, at):
    make_incident(status="resolved", at=at(3, 9, 22, 59))
    make_incident(status="resolved", name="Slow site", at=at(3, 9, 23))
    status_page.time_zone = "Europe/Paris"

    # Midnight in Paris is 23:00 UTC.
    assert eventful(status_page, at(3, 9, 23)) == {
        "Mar 10": ["Slow site", "Resolved -", "We are looking into it.", "Mar 10, 00:00 CET"],
        "Mar 9": ["Slow deliveries", "Resolved -", "We are looking into it.", "Mar 9, 23:59 CET"],
    }


def test_the_day_on_which_the_clocks_change_is_one_day(status_page, at):
    make_incident(status="resolved", at=at(3, 28, 23))
    make_incident(status="resolved", name="Slow site", at=at(3, 29, 21, 59))
    make_incident(status="resolved", name="Slow mail", at=at(3, 29, 22))
    status_page.time_zone = "Europe/Paris"

    assert {
        day: [line for line in lines if "Slow" in line or "CE" in line]
        for day, lines in eventful(status_page, at(4, 1)).items()
    } == {
        "Mar 30": ["Slow mail", "Mar 30, 00:00 CEST"],
        "Mar 29": [
            "Slow site", "Mar 29, 23:59 CEST", "Slow deliveries", "Mar 29, 00:00 CET",
        ],
    }  # fmt: skip


def test_an_incident_resolved_before_the_oldest_day_is_left_to_the_history(status_page, at):
    make_incident(status="resolved", at=at(2, 23, 23, 59))
    make_incident(status="resolved", name="Slow site", at=at(2, 24))

    assert list(eventful(status_page, at(3, 10))) == ["Feb 24"]


def test_the_oldest_day_begins_at_its_midnight_in_the_zone_of_the_page(status_page, at):
    make_incident(status="resolved", at=at(2, 23, 14, 59))
    make_incident(status="resolved", name="Slow site", at=at(2, 23, 15))
    status_page.time_zone = "Asia/Tokyo"

    # Midnight in Tokyo is 15:00 UTC.
    assert {day: lines[0] for day, lines in eventful(status_page, at(3, 10)).items()} == {
        "Feb 24": "Slow site"
    }


def test_no_day_is_called_today_because_the_file_may_be_read_tomorrow(status_page, at):
    assert "today" not in home.render(status_page, now=at(3, 10)).lower()
