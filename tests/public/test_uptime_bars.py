"""Ninety days of a component as bars, and the same in words."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from components.models import Component
from public.uptime import bars, records
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.reading import read

HOUR = timedelta(hours=1)


@pytest.fixture
def now(at):
    return at(8, 14, 12)


@pytest.fixture
def show(status_page, now):
    """What a reader sees of a component or a group."""

    def shown(subject, now=now):
        return read(bars.load(status_page, records.shown(), now=now).get(subject.code, ""))

    return shown


def down(component, status, start, **span):
    component.set_status(status, at=start)
    component.set_status("operational", at=start + timedelta(**span))


def classes(document):
    """That of each day: a line lies under days in a row, dashed to be a bar each."""
    found = ["nothing"] * 90
    for line in document.all("path"):
        start, length = re.fullmatch(r"M(\d+) 34h(\d+)", line.attributes["d"]).groups()
        first, days = int(start) // 5, (int(length) + 2) // 5
        assert (5 * first, 5 * days - 2) == (int(start), int(length))
        found[first : first + days] = [line.attributes["class"]] * days
    return found


def figures(document):
    return [figure.text() for figure in document.all(".legend-item-uptime-value")]


def said(document):
    return [item.text() for item in document.all("li")]


def test_a_component_has_a_bar_a_day_that_says_what_was(show, at):
    api = make_component(at=at(1, 1))
    down(api, "partial_outage", at(8, 13, 10), minutes=12)
    down(api, "major_outage", at(8, 14, 10), hours=1, seconds=1)

    document = show(api)

    svg = document.one("svg")
    assert (svg.attributes["viewbox"], svg.attributes["aria-hidden"]) == ("0 0 448 34", "true")
    assert [(line.attributes["class"], line.attributes["d"]) for line in svg.all("path")] == [
        ("lost-0", "M0 34h438"),
        ("lost-1", "M440 34h3"),
        ("lost-7", "M445 34h3"),
    ]
    assert [
        (line.attributes["class"], line.all("title")[0].text()) for line in svg.all("path")[1:]
    ] == [
        ("lost-1", "Aug 13, 2026: partial outage 12 minutes"),
        ("lost-7", "Aug 14, 2026: major outage 1 hour"),
    ]


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (1, 1), (594, 1), (595, 2), (1188, 2), (1189, 3), (1584, 3), (1585, 4), (1980, 4),
        (1981, 5), (2790, 5), (2791, 6), (3600, 6), (3601, 7), (86_400, 7),
    ],
)  # fmt: skip
def test_the_colour_turns_where_statuspages_does(show, at, seconds, level):
    api = make_component(at=at(1, 1))
    down(api, "major_outage", at(8, 1), seconds=seconds)

    assert classes(show(api))[-14] == f"lost-{level}"


def test_the_figures_are_those_of_ninety_sixty_one_and_thirty_one_days(show, at):
    api = make_component(at=at(1, 1))
    for before, length in [(30, 1), (60, 2), (89, 4)]:
        down(api, "major_outage", at(8, 14) - timedelta(days=before), hours=length)
    down(api, "major_outage", at(8, 14) - timedelta(days=90), hours=8)

    document = show(api)

    # 7 hours of 90 days, 3 of 61, 1 of 31.
    assert [window.text() for window in document.all(".legend")] == [
        "May 17 99.67% uptime Aug 14",
        "Jun 16 99.79% uptime Aug 14",
        "Jul 16 99.86% uptime Aug 14",
    ]


def test_the_days_are_told_in_words_with_the_incidents_of_each(show, at):
    api = make_component(at=at(1, 1))
    incident = make_incident(at=at(8, 10, 23), component_statuses=[(api, "major_outage")])
    incident.post_update(
        status="resolved", body="Over.", at=at(8, 11, 1), component_statuses=[(api, "operational")]
    )
    small = make_incident(
        name="Late <mails>", at=at(8, 11, 3), component_statuses=[(api, "degraded_performance")]
    )
    small.post_update(
        status="resolved", body="Over.", at=at(8, 13), component_statuses=[(api, "operational")]
    )

    document = show(api)

    assert said(document) == [
        "Aug 12, 2026 to Aug 13, 2026: no outage, related: Late <mails>",
        "Aug 11, 2026: major outage 1 hour, related: Slow deliveries, Late <mails>",
        "Aug 10, 2026: major outage 1 hour, related: Slow deliveries",
        "All other days: no outage",
    ]
    assert [a.attributes["href"] for a in document.all("a")] == [
        f"/incidents/{one.code}" for one in (small, incident, small, incident)
    ]


def test_an_open_incident_belongs_to_every_day_since_it_named_the_component(show, at, now):
    api, site = make_component(at=at(1, 1)), make_component(name="Site", at=at(1, 1))
    incident = make_incident(at=at(8, 10), component_statuses=[(site, "major_outage")])
    incident.post_update(
        status="identified", body="API.", at=at(8, 12), component_statuses=[(api, None)]
    )

    assert said(show(api)) == [
        "Aug 12, 2026 to Aug 14, 2026: no outage, related: Slow deliveries",
        "All other days: no outage",
    ]


def test_a_maintenance_belongs_to_the_days_of_its_work(show, at):
    api = make_component(at=at(1, 1))
    window = {"scheduled_for": at(8, 10), "scheduled_until": at(8, 10, 3)}
    work = make_maintenance(at=at(8, 1), components=[api], **window)
    work.start(at=at(8, 10))
    work.complete(at=at(8, 10, 2))
    make_maintenance(name="To come", at=at(8, 1), scheduled_for=at(8, 20),
                     scheduled_until=at(8, 21), components=[api])  # fmt: skip

    assert said(show(api)) == [
        "Aug 10, 2026: no outage, related: Database upgrade",
        "All other days: no outage",
    ]


def test_a_day_of_which_nothing_is_known_is_never_shown_as_up(show, at):
    new = make_component(at=at(8, 14, 6), status="major_outage")
    counted = make_component(name="Site", at=at(1, 1), start_date=date(2026, 8, 13))
    unborn = make_component(name="To come", at=at(9, 1))

    assert classes(show(new)) == ["lost-unknown"] * 89 + ["lost-7"]
    assert figures(show(new)) == ["75.0% uptime"] * 3
    assert said(show(new)) == [
        "Aug 14, 2026: major outage 6 hours",
        "May 17, 2026 to Aug 13, 2026: no data",
    ]
    assert classes(show(counted)) == ["lost-unknown"] * 88 + ["lost-0"] * 2
    assert figures(show(counted)) == ["100.0% uptime"] * 3
    assert classes(show(unborn)) == ["lost-unknown"] * 90
    assert figures(show(unborn)) == ["No data yet"] * 3
    assert said(show(unborn)) == ["May 17, 2026 to Aug 14, 2026: no data"]


def test_what_happens_in_the_very_second_in_which_the_page_is_made_is_known(show, now):
    made_at = now + timedelta(microseconds=900)
    new = make_component(at=now + timedelta(microseconds=2))

    assert said(show(new, made_at)) == [
        "May 17, 2026 to Aug 13, 2026: no data",
        "All other days: no outage",
    ]


def test_a_group_is_the_mean_of_its_components_that_show_their_uptime(show, at):
    group = make_group()
    parts = [make_component(name=name, group=group, at=at(1, 1)) for name in ("A", "B")]
    silent = make_component(name="C", group=group, at=at(1, 1), showcase=False)
    for part in (*parts, silent):
        down(part, "major_outage", at(8, 13), minutes=20)
    down(parts[0], "partial_outage", at(8, 14), hours=2)

    document = show(group)

    assert figures(document)[0] == "99.97% uptime"
    # A mean of 20 minutes of a major outage, and of one hour of a partial one.
    assert classes(document)[-2:] == ["lost-3", "lost-2"]
    assert said(document) == [
        "Aug 14, 2026: 1 component had a partial outage",
        "Aug 13, 2026: 2 components had a major outage",
        "All other days: no outage",
    ]
    assert show(silent).children == []


def test_a_component_that_hides_while_it_is_operational_hides_its_bars(show, at):
    hiding = make_component(at=at(1, 1), only_show_if_degraded=True)
    before = show(hiding).all("svg")
    hiding.set_status("major_outage", at=at(8, 14))

    assert before == []
    assert len(show(hiding).all("svg")) == 1


def test_a_day_is_that_of_the_page(show, status_page, at):
    status_page.time_zone = "Asia/Tokyo"
    api = make_component(at=at(1, 1))
    down(api, "major_outage", at(8, 12, 14, 30), hours=1)

    assert said(show(api)) == [
        "Aug 12, 2026 to Aug 13, 2026: major outage 30 minutes",
        "All other days: no outage",
    ]


@pytest.mark.parametrize(("components", "changes"), [(2, 1), (30, 20)])
def test_the_bars_cost_four_queries_however_many_there_are(
    status_page, at, now, components, changes
):
    group = make_group()
    for number in range(components):
        part = make_component(name=str(number), group=group, at=at(1, 1))
        for hour in range(changes):
            down(part, "major_outage", at(8, 1) + hour * HOUR, minutes=10)
        make_incident(at=at(8, 10), component_statuses=[(part, "major_outage")])
    shown = list(Component.objects.public().select_related("group"))

    with CaptureQueriesContext(connection) as captured:
        loaded = bars.load(status_page, shown, now=now)

    assert (len(loaded), len(captured)) == (components + 1, 4)
