"""The history, three months at a time."""

import pytest

from public import history
from public.month import Month
from tests.factories import make_component, make_incident, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


def document(page, last_month, now):
    return read(history.render(page, Month.parse(last_month), now=now))


def listed(page, last_month, now):
    """The titles under each month."""
    return {
        month.one("h2").text(): [title.text() for title in month.all("h3")]
        for month in document(page, last_month, now).all(".month")
    }


def links(page, last_month, now):
    pagination = document(page, last_month, now).all(".pagination")
    found = [[(a.text(), a.attributes["href"]) for a in nav.all("a")] for nav in pagination]
    assert found[1:] == found[:1], "the links above and below are the same"
    return found[0]


def test_an_incident_is_listed_with_what_was_said_last(status_page, at):
    api = make_component(at=at(1, 1))
    incident = make_incident(at=at(8, 14, 12), component_statuses=[(api, "partial_outage")])
    incident.post_update(
        status="resolved", body="All is **well** &\nfast.\n\n- one", at=at(8, 14, 13, 30)
    )
    begun = make_maintenance(at=at(7, 1), scheduled_for=at(7, 20), scheduled_until=at(7, 20, 3))
    begun.start(body="Deliveries pause for a few minutes.", at=at(7, 20))
    make_maintenance(at=at(7, 1), scheduled_for=at(7, 29), scheduled_until=at(7, 29, 3))

    page = document(status_page, "2026-08", at(8, 22))

    assert page.one("title").text() == "Acme Status - Incident History"
    assert page.one("main").lines() == [
        "Incident History",
        "Search",
        "Filter by component",
        "API",
        "August 2026",
        "Slow deliveries",
        "All is well & fast.",
        "Major Aug 14, 12:00 UTC Lasted 1 hour, 30 minutes",
        "July 2026",
        "Database upgrade",
        "Deliveries pause for a few minutes.",
        "Maintenance Jul 20, 00:00-03:00 UTC In progress",
        "June 2026",
        "No incidents reported.",
    ]


def test_an_incident_belongs_to_the_month_in_which_it_began_in_the_zone_of_the_page(
    status_page, at
):
    status_page.time_zone = "America/New_York"
    make_incident(name="First", status="resolved", started_at=at(6, 1, 4), at=at(9, 1))
    make_incident(name="Too early", status="resolved", started_at=at(6, 1, 3, 59), at=at(9, 1))
    make_incident(name="Last", status="resolved", started_at=at(9, 1, 3, 59), at=at(9, 1, 5))
    make_incident(name="Too late", status="resolved", started_at=at(9, 1, 4), at=at(9, 1, 5))

    assert listed(status_page, "2026-08", at(11, 1)) == {
        "August 2026": ["Last"],
        "July 2026": [],
        "June 2026": ["First"],
    }


def test_older_and_newer_lead_through_the_whole_history_and_no_further(status_page, at):
    make_incident(status="resolved", at=at(1, 20))
    now = at(9, 10)

    assert links(status_page, "2026-09", now) == [("← Older", "/history/2026-06")]
    assert links(status_page, "2026-06", now) == [
        ("← Older", "/history/2026-03"),
        ("Newer →", "/history"),
    ]
    assert links(status_page, "2026-05", now) == [
        ("← Older", "/history/2026-02"),
        ("Newer →", "/history/2026-08"),
    ]
    assert links(status_page, "2026-03", now) == [("Newer →", "/history/2026-06")]


def test_every_month_from_the_first_incident_to_the_present_has_a_document(status_page, at):
    make_incident(status="resolved", at=at(1, 31, 23)).withdraw()
    make_incident(status="resolved", at=at(2, 28, 23))
    utc = [str(month) for month in history.months(status_page, at(4, 1))]
    status_page.time_zone = "Asia/Tokyo"
    tokyo = [str(month) for month in history.months(status_page, at(4, 1))]

    assert utc == ["2026-02", "2026-03", "2026-04"]
    assert tokyo == ["2026-03", "2026-04"]


def test_a_page_without_incidents_has_a_history_of_the_present_month(status_page, at):
    make_maintenance(at=at(8, 1), scheduled_for=at(10, 1), scheduled_until=at(10, 1, 3))

    assert [str(month) for month in history.months(status_page, at(8, 14))] == ["2026-08"]


def test_only_the_present_months_are_due_to_be_made_anew(status_page, at):
    make_incident(status="resolved", at=at(1, 20))

    assert [
        document(status_page, month, at(8, 14)).one("html").attributes.get("data-due-at")
        for month in ["2026-08", "2026-07"]
    ] == ["2026-08-14T00:15:00Z", None]
