"""`/history.json`: three months, as Statuspage's history page is drawn from them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from pages.models import Page
from public.api.present import Present
from public.feeds.history import render
from tests.factories import make_component, make_incident, make_maintenance
from tests.public.api.published import NOW, published

pytestmark = pytest.mark.usefixtures("clock")


def stamp(month, day, time):
    return f"{month} <var data-var='date'>{day:2}</var>, <var data-var='time'>{time}</var>"


def history():
    return json.loads(published()["/history.json"])


def test_it_says_of_which_page_and_which_months_it_is():
    make_component()
    page = Page.current()
    page.headline, page.support_url = "Up or down", "https://example.com/help"
    page.about = "All of **our** services."
    page.save_settings()

    told = history()

    components = json.loads(published()["/api/v2/components.json"])
    settings = {
        "headline": "Up or down",
        "page_description": "All of <strong>our</strong> services.",
        "support_url": "https://example.com/help",
    }
    months = [("August", 6, 31), ("July", 3, 31), ("June", 1, 30)]
    assert told == {
        "page_status": {"page": {**components["page"], **settings}},
        "components": components["components"],
        "months": [
            {"name": name, "year": 2026, "starts_on": weekday, "days": days, "incidents": []}
            for name, weekday, days in months
        ],
        "show_component_filter": False,
        "show_uptime_calendar": False,
        "component_filter": None,
        "start_time": "2026-06-01T00:00:00+00:00",
        "end_time": "2026-08-31T23:59:59+00:00",
    }


def test_an_incident_stands_in_its_month_with_its_newest_words_and_its_time():
    began_at, ended_at = (datetime(2026, 6, 30, 22, minute, tzinfo=UTC) for minute in (30, 45))
    incident = make_incident(at=began_at)
    incident.post_update(status="resolved", body="It **works**.", at=ended_at)

    assert [month["incidents"] for month in history()["months"]] == [
        [],
        [],
        [
            {
                "code": incident.code,
                "name": "Slow deliveries",
                "message": "It <strong>works</strong>.",
                "impact": "none",
                "timestamp": (
                    f"{stamp('Jun', 30, '22:30')} - <var data-var='time'>22:45</var> UTC"
                ),
            }
        ],
    ]


def test_a_maintenance_stands_in_the_month_of_its_window():
    make_maintenance(
        at=NOW - timedelta(days=50),
        scheduled_for=datetime(2026, 7, 9, 23, 0, tzinfo=UTC),
        scheduled_until=datetime(2026, 7, 10, 1, 0, tzinfo=UTC),
    ).start(at=datetime(2026, 7, 9, 23, 5, tzinfo=UTC))

    assert [[one["timestamp"] for one in month["incidents"]] for month in history()["months"]] == [
        [],
        [f"{stamp('Jul', 9, '23:00')} UTC &nbsp;-&nbsp; {stamp('Jul', 10, '01:00')} UTC"],
        [],
    ]


def test_what_is_open_has_no_end_yet():
    make_incident()

    (incident,) = history()["months"][0]["incidents"]

    assert incident["timestamp"] == f"{stamp('Aug', 14, '12:00')} UTC"


def test_older_parts_are_three_months_each_in_the_offset_of_their_time():
    page = Page.current()
    page.time_zone = "Europe/London"

    older = json.loads(render(page, 2, NOW, Present(page, NOW)))
    oldest = json.loads(render(page, 3, NOW, Present(page, NOW)))

    assert [month["name"] for month in older["months"]] == ["May", "April", "March"]
    assert (older["start_time"], older["end_time"]) == (
        "2026-03-01T00:00:00+00:00",
        "2026-05-31T23:59:59+01:00",
    )
    assert [(month["name"], month["year"]) for month in oldest["months"]] == [
        ("February", 2026),
        ("January", 2026),
        ("December", 2025),
    ]
