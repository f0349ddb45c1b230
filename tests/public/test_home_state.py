"""What the home page says first."""

import pytest

from public import home
from tests.factories import make_component, make_incident, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


def state(page, now):
    document = read(home.render(page, now=now))
    return {
        "title": document.title,
        "body": document.one("body").attributes["class"],
        "words": document.one(".state").text(),
        "mark": document.one(".state").one("use").attributes["href"],
        "banner": bool(document.all(".page-status")),
    }


def test_a_page_on_which_all_is_well_says_so(status_page, at):
    make_component(at=at(1, 1))

    assert state(status_page, at(8, 14)) == {
        "title": "Acme Status",
        "body": "status index status-none",
        "words": "All Systems Operational",
        "mark": "#mark-none",
        "banner": True,
    }


def test_an_open_incident_takes_the_place_of_the_banner_and_the_state_stays_readable(
    status_page, at
):
    api, site = make_component(at=at(1, 1)), make_component(name="Site", at=at(1, 1))
    make_incident(at=at(8, 14), component_statuses=[(api, "major_outage")])

    assert site.status == "operational"
    assert state(status_page, at(8, 14, 1)) == {
        "title": "Acme Status - Partial System Outage",
        "body": "status index status-major",
        "words": "Partial System Outage",
        "mark": "#mark-major",
        "banner": False,
    }


def test_no_page_with_an_open_incident_claims_that_all_is_well(status_page, at):
    make_component(at=at(1, 1))
    make_incident(at=at(8, 14), impact_override="critical")
    one = state(status_page, at(8, 14, 1))
    make_incident(at=at(8, 14, 1))
    two = state(status_page, at(8, 14, 1))

    assert one == {
        "title": "Acme Status - Open Incident",
        "body": "status index status-none",
        "words": "Open Incident",
        "mark": "#mark-critical",
        "banner": False,
    }
    assert two == {**one, "title": "Acme Status - 2 Open Incidents", "words": "2 Open Incidents"}


def test_the_banner_stays_while_only_a_maintenance_is_in_progress(status_page, at):
    api = make_component(at=at(1, 1))
    work = make_maintenance(
        at=at(8, 1), scheduled_for=at(8, 14), scheduled_until=at(8, 14, 3), components=[api]
    )
    work.start(at=at(8, 14))

    document = read(home.render(status_page, now=at(8, 14, 1)))

    assert state(status_page, at(8, 14, 1)) == {
        "title": "Acme Status - Service Under Maintenance",
        "body": "status index status-maintenance",
        "words": "Service Under Maintenance",
        "mark": "#mark-maintenance",
        "banner": True,
    }
    assert document.one(".active").lines() == [
        "Maintenance in Progress",
        "Database upgrade",
        "In progress Aug 14, 00:00-03:00 UTC",
        "API Under Maintenance",
        "In progress -",
        "The scheduled maintenance has begun.",
        "Aug 14, 00:00 UTC",
        "Scheduled -",
        "Deliveries pause for a few minutes.",
        "Aug 1, 00:00 UTC",
    ]


def test_a_status_nobody_knows_is_not_called_operational(status_page, at):
    api = make_component(at=at(1, 1))
    api.status = "on_fire"

    # The database refuses such a status; a newer version's rows, read by an older one, may have it.
    unknown = home.board([api])[0]

    assert (unknown.words, unknown.level) == ("Unknown", "unknown")
    assert home.state_of([api], []).words == "Status Partly Unknown"
