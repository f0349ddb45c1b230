"""Each component has a page of its own: what affected it."""

import pytest

from public import component as component_page
from public import history
from public.month import Month
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.reading import read


def document(page, component, now):
    (found,) = component_page.loaded(type(component).objects.filter(pk=component.pk))
    return read(component_page.render(page, found, now=now))


def test_a_component_tells_what_affected_it_by_month_and_where_to_follow_it(status_page, at):
    api = make_component(group=make_group(), description="For programs", at=at(1, 1))
    web = make_component(name="Web", at=at(1, 1))
    for month, name in [(8, "Slow"), (6, "Slower")]:
        make_incident(
            name=name, status="resolved", at=at(month, 3), component_statuses=[(api, None)]
        )
    make_incident(name="Of the web", at=at(8, 4), component_statuses=[(web, None)])
    make_incident(name="Withdrawn", at=at(8, 5), component_statuses=[(api, None)]).withdraw()
    make_maintenance(
        at=at(8, 1), scheduled_for=at(8, 20), scheduled_until=at(8, 21), components=[api]
    )

    page = document(status_page, api, at(8, 14))

    address = f"/components/{api.code}"
    assert page.one("title").text() == "Acme Status - Platform - API - Incident History"
    assert page.one("main").lines()[:4] == [
        "Platform - API",
        "Incident History",
        "For programs",
        "Atom feed RSS feed Calendar",
    ]
    assert {
        month.one("h2").text(): [title.text() for title in month.all("h3")]
        for month in page.all(".month")
    } == {"August 2026": ["Slow"], "June 2026": ["Slower"]}
    assert [link.attributes["href"] for link in page.one("main").all("a")][:3] == [
        f"{address}/history.{suffix}" for suffix in ("atom", "rss", "ics")
    ]


def test_a_component_that_nothing_affected_says_so(status_page, at):
    api = make_component(at=at(1, 1))

    assert document(status_page, api, at(8, 14)).one("main").lines()[2:] == [
        "Atom feed RSS feed Calendar",
        "No incidents reported.",
    ]


def test_the_history_leads_to_each_component_on_the_page(status_page, at):
    api = make_component(group=make_group(), at=at(1, 1))
    make_component(name="Hidden", is_visible=False, at=at(1, 1))

    newest, older = (
        read(history.render(status_page, month, now=at(8, 14)))
        for month in (Month(2026, 8), Month(2026, 5))
    )

    assert [
        (link.text(), link.attributes["href"]) for link in newest.one(".component-filter").all("a")
    ] == [("Platform - API", f"/components/{api.code}")]
    assert older.all(".component-filter") == []


@pytest.mark.parametrize("is_visible", [True, False])
def test_a_component_has_an_address_as_long_as_it_is_on_the_page(client, status_page, is_visible):
    api = make_component(is_visible=is_visible)

    answer = client.get(api.get_absolute_url())

    assert answer.status_code == (200 if is_visible else 404)
    assert (api.name in answer.text) == is_visible
