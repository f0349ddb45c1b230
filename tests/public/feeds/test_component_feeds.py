"""Each component has feeds of its own, of what affected it."""

import feedparser
import pytest
from icalendar import Calendar

from components.models import Component
from pages.models import Page
from public.component import paths_off_page
from public.feeds import documents as feeds
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.api.published import NOW

pytestmark = pytest.mark.usefixtures("clock")


def feeds_of(component):
    one = Component.objects.filter(pk=component.pk)
    drafts = feeds.of_components(Page.current(), one, NOW)
    return {path: render() for path, render in drafts}


def test_all_three_formats_tell_what_affected_the_component_alone():
    api, web = make_component(group=make_group()), make_component(name="Web")
    make_incident(name="Of the API", component_statuses=[(api, "major_outage")])
    make_maintenance(name="Of both", components=[api, web])
    make_incident(name="Of the web", component_statuses=[(web, None)])
    make_incident(name="Of none")

    documents = feeds_of(api)

    address = f"/components/{api.code}/history"
    atom, rss, ics = (documents.pop(f"{address}.{suffix}") for suffix in ("atom", "rss", "ics"))
    told = ["Of both", "Of the API"]
    assert documents == {}
    assert [entry.title for entry in feedparser.parse(atom).entries] == told
    assert [entry.title for entry in feedparser.parse(rss).entries] == told
    assert [event["SUMMARY"] for event in Calendar.from_ical(ics).events] == told


def test_the_feed_is_named_after_the_component():
    api = make_component(group=make_group())

    feed = feedparser.parse(feeds_of(api)[f"/components/{api.code}/history.atom"]).feed

    assert (feed.title, feed.id) == (
        "Acme Status - Platform - API - Incident History",
        f"tag:status.example.com,2005:/components/{api.code}/history",
    )
    assert feed.links[1].href == (f"http://status.example.com/components/{api.code}/history.atom")


def test_a_component_that_is_not_on_the_page_has_none_and_its_addresses_are_known():
    api = make_component(is_visible=False)

    assert feeds_of(api) == {}
    known = [f"/components/{api.code}/history.{suffix}" for suffix in ("atom", "rss", "ics")]
    assert paths_off_page(["/", *known]) == known
