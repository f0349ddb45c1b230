"""The uptime by calendar month, three months at a time."""

from datetime import date, timedelta

import pytest

from public.month import Month
from public.uptime import document as uptime_document
from tests.factories import make_component, make_group, make_incident
from tests.public.reading import read


def document(page, now, month=None):
    last = Month.parse(month) if month else Month.of(now, page.zone)
    return read(uptime_document.render(page, last, now=now))


def down(component, status, start, **span):
    component.set_status(status, at=start)
    component.set_status("operational", at=start + timedelta(**span))


def captions(part):
    return [caption.text() for caption in part.all("caption")]


def levels(table):
    """The class of each day of a month, by its number."""
    cells = [cell for cell in table.all("td") if cell.children]
    return {int(cell.children[0]): cell.attributes.get("class") for cell in cells}


def links(page, now, month=None):
    found = [
        [(a.text(), a.attributes["href"]) for a in nav.all("a")]
        for nav in document(page, now, month).all(".pagination")
    ]
    assert found[1:] == found[:1], "the links above and below are the same"
    return found[0] if found else []


def test_each_component_has_a_calendar_of_three_months_in_words_and_figures(status_page, at):
    api = make_component(at=at(7, 30))
    incident = make_incident(at=at(9, 1, 10), component_statuses=[(api, "major_outage")])
    incident.post_update(
        status="resolved", body="Over.", at=at(9, 1, 12), component_statuses=[(api, "operational")]
    )
    down(api, "partial_outage", at(8, 30, 23), hours=2)

    page = document(status_page, at(9, 3, 12))

    assert page.one("title").text() == "Acme Status - Uptime"
    assert page.one(".subheader").text() == "July 2026 to September 2026"
    section = page.by_id(f"uptime-{api.code}")
    assert section.one("h2").text() == "API"
    assert captions(section) == ["September 2026 97.22%", "August 2026 99.91%", "July 2026 100.0%"]
    assert [entries.lines() for entries in section.all(".uptime-entries")] == [
        ["Sep 1, 2026: major outage 2 hours, related: Slow deliveries"],
        ["Aug 30, 2026 to Aug 31, 2026: partial outage 1 hour"],
        ["Jul 1, 2026 to Jul 29, 2026: no data"],
    ]
    assert [a.attributes["href"] for a in section.all("a")] == [f"/incidents/{incident.code}"]


def test_a_month_is_a_table_of_weeks_that_shows_no_day_to_come_and_none_unknown_as_up(
    status_page, at
):
    api = make_component(at=at(8, 3), start_date=date(2026, 8, 4))
    down(api, "major_outage", at(8, 5), hours=2)

    (table,) = document(status_page, at(8, 6, 12)).all("table")

    assert levels(table) == {
        **dict.fromkeys([1, 2, 3], "lost-unknown"),
        4: None,
        5: "lost-7",
        6: None,
        **dict.fromkeys(range(7, 32), "to-come"),
    }
    rows = table.all("tr")
    assert [th.text() for th in rows[0].all("th")] == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]
    assert [[td.text() for td in row.all("td")] for row in rows[1:3]] == [
        ["", "", "", "", "", "1, no data", "2, no data"],
        ["3, no data", "4", "5, major outage 2 hours", "6", "7", "8", "9"],
    ]
    assert [len(row.all("td")) for row in rows[1:]] == [7] * 6


def test_a_group_shows_the_mean_of_its_components_and_then_each(status_page, at):
    group = make_group(position=2)
    mail = make_component(name="Mail", group=group, at=at(8, 1))
    push = make_component(name="Push", group=group, at=at(8, 1))
    api = make_component(at=at(8, 1), position=1)
    down(mail, "major_outage", at(8, 1), hours=1)

    page = document(status_page, at(8, 2, 12))

    assert captions(page) == [
        f"August 2026 {figure}%" for figure in ["100.0", "98.95", "97.91", "100.0"]
    ]
    assert [(a.text(), a.attributes["href"]) for a in page.one(".uptime-choice").all("a")] == [
        ("API", f"#uptime-{api.code}"),
        ("Platform", f"#uptime-{group.code}"),
        ("Mail", f"#uptime-{mail.code}"),
        ("Push", f"#uptime-{push.code}"),
    ]
    assert [entries.lines() for entries in page.all(".uptime-entries")] == [
        ["Aug 1, 2026: 1 component had a major outage"],
        ["Aug 1, 2026: major outage 1 hour"],
    ]


def test_older_and_newer_lead_through_all_that_is_known_and_no_further(status_page, at):
    make_component(at=at(1, 20))
    now = at(9, 10)

    assert links(status_page, now) == [("← Older", "/uptime/2026-06")]
    assert links(status_page, now, "2026-06") == [
        ("← Older", "/uptime/2026-03"),
        ("Newer →", "/uptime"),
    ]
    assert links(status_page, now, "2026-03") == [("Newer →", "/uptime/2026-06")]
    assert captions(document(status_page, now, "2026-02")) == [
        "February 2026 100.0%",
        "January 2026 100.0%",
    ]


def test_every_month_since_something_is_known_has_a_document(status_page, at):
    def months():
        return [str(month) for month in uptime_document.months(status_page, at(4, 2))]

    nothing = months()
    make_component(at=at(1, 1), showcase=False)
    make_component(at=at(1, 1), is_visible=False)
    make_component(at=at(1, 1), start_date=date(2026, 3, 5))
    counted = months()
    make_component(at=at(1, 31, 23))
    utc = months()
    status_page.time_zone = "Asia/Tokyo"

    assert nothing == ["2026-04"]
    assert counted == ["2026-03", "2026-04"]
    assert utc == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert months() == ["2026-02", "2026-03", "2026-04"]


def test_a_page_without_components_says_so(status_page, at):
    make_component(at=at(1, 1), showcase=False)

    page = document(status_page, at(8, 14))

    assert page.one("main").lines() == ["Uptime", "August 2026", "No component shows its uptime."]
    assert links(status_page, at(8, 14)) == []


def test_only_the_present_months_are_due_to_be_made_anew(status_page, at):
    make_component(at=at(1, 20))

    assert [
        document(status_page, at(8, 14), month).one("html").attributes.get("data-due-at")
        for month in [None, "2026-07"]
    ] == ["2026-08-14T00:15:00Z", None]


def test_a_figure_of_the_past_does_not_change_with_what_happens_now(status_page, at):
    api = make_component(at=at(1, 1))
    down(api, "major_outage", at(5, 31, 23), hours=2)
    before = captions(document(status_page, at(8, 14), "2026-06"))
    api.set_status("major_outage", at=at(8, 1))

    assert before == ["June 2026 99.86%", "May 2026 99.86%", "April 2026 100.0%"]
    assert captions(document(status_page, at(8, 14), "2026-06")) == before


@pytest.mark.parametrize("components", [2, 20])
def test_the_document_costs_the_same_few_queries_however_much_it_shows(
    status_page, at, components, django_assert_num_queries
):
    group = make_group()
    for number in range(components):
        part = make_component(name=str(number), group=group, at=at(1, 1))
        down(part, "major_outage", at(8, 1), hours=1)
        make_incident(at=at(8, 10), component_statuses=[(part, "major_outage")])

    with django_assert_num_queries(6):
        document(status_page, at(8, 14))
