"""The frame of the home page, and the order of what is in it."""

import pytest

from public import home
from tests.factories import make_component, make_incident, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


def test_the_blocks_stand_in_the_order_of_urgency(status_page, at):
    status_page.headline = "Mail that arrives"
    status_page.about = "We say what **fails**."
    status_page.support_url = "https://example.com/help"
    make_component(at=at(1, 1))
    make_incident(at=at(8, 14))
    make_maintenance(at=at(8, 1), scheduled_for=at(8, 20), scheduled_until=at(8, 20, 3))

    lines = read(home.render(status_page, now=at(8, 14))).one("body").lines()

    blocks = [
        "Acme",
        "Mail that arrives",
        "Get support",
        "Open Incident",
        "Slow deliveries",
        "We say what fails.",
        "Components",
        "Scheduled Maintenance",
        "Database upgrade",
        "Past Incidents",
        "This page was made at Aug 14, 00:00 UTC. It will be made anew by 00:15 UTC at the latest."
        " All times are in UTC.",
        "← Incident History Uptime Search API",
    ]
    assert [line for line in lines if line in blocks] == blocks


def test_upcoming_maintenances_come_soonest_first_with_their_window(status_page, at):
    api = make_component(at=at(1, 1))
    make_maintenance(
        name="Move", at=at(8, 1), scheduled_for=at(8, 21, 22), scheduled_until=at(8, 22, 3)
    )
    make_maintenance(
        at=at(8, 2), scheduled_for=at(8, 20), scheduled_until=at(8, 20, 3), components=[api]
    )

    document = read(home.render(status_page, now=at(8, 14)))

    assert document.one(".scheduled-maintenances-container").lines() == [
        "Scheduled Maintenance",
        "Database upgrade",
        "Scheduled Aug 20, 00:00-03:00 UTC",
        "Affects API.",
        "Scheduled -",
        "Deliveries pause for a few minutes.",
        "Aug 2, 00:00 UTC",
        "Move",
        "Scheduled Aug 21, 22:00 UTC - Aug 22, 03:00 UTC",
        "Scheduled -",
        "Deliveries pause for a few minutes.",
        "Aug 1, 00:00 UTC",
    ]


def test_the_live_fragment_is_the_part_of_the_page_that_changes(status_page, at):
    make_component(at=at(1, 1))
    make_incident(at=at(8, 14))

    page = read(home.render(status_page, now=at(8, 14, 1))).by_id("live")
    (fragment,) = [
        part
        for part in read(home.render_live(status_page, now=at(8, 14, 1))).children
        if part != "\n"
    ]

    assert fragment == page
    assert {
        name: value for name, value in fragment.attributes.items() if name.startswith("data-")
    } == {
        "data-made-at": "2026-08-14T01:00:00Z",
        "data-made": "01:00 UTC",
        "data-made-day": "Aug 14",
        "data-due-at": "2026-08-14T01:15:00Z",
        "data-due": "01:15 UTC",
        "data-title": "Acme Status - Open Incident",
        "data-indicator": "none",
        "data-icon": fragment.attributes["data-icon"],
        "data-sentence": "Open Incident. Investigating: Slow deliveries",
        "data-hx-get": "/live",
        "data-hx-trigger": "refresh",
        "data-hx-target": "this",
        "data-hx-swap": "outerHTML",
    }


def test_nothing_in_the_page_needs_a_policy_for_inline_code(status_page, at):
    make_component(at=at(1, 1))
    make_incident(at=at(8, 14), body="<script>alert(1)</script> <b style='x'>")

    document = read(home.render(status_page, now=at(8, 14)))

    assert [(script.attributes["src"], script.text()) for script in document.all("script")] == [
        ("/static/django_htmx/htmx-2.min.js", ""),
        ("/static/public/status.js", ""),
    ]
    assert [part for part in document.parts() if "style" in part.attributes] == []
    assert document.all("style") == []
