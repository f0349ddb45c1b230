"""What a publish asks of the database does not grow with what is on the page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from components.models import Component
from incidents.models import Incident, Postmortem
from pages.models import Page
from public import documents, history, kept
from public.api import documents as api
from public.api.present import Present
from public.feeds import documents as feeds
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.api.published import NOW

pytestmark = pytest.mark.usefixtures("clock")


def fill(number):
    for index in range(number):
        component = make_component(group=make_group())
        incident = make_incident(component_statuses=[(component, "partial_outage")])
        incident.post_update(status="resolved", body="Over.")
        postmortem = Postmortem.objects.of(incident)
        postmortem.save_draft("The disk was full.")
        postmortem.publish()
        make_incident(component_statuses=[(component, "partial_outage")])
        make_maintenance(components=[component])
        make_maintenance(components=[component], at=NOW - timedelta(days=index)).start()


def count(drafts):
    kept.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for _path, render in drafts():
            render()
    return len(queries)


def pairs(drafts):
    return ((draft.path, draft.render) for draft in drafts)


def counts():
    page = Page.current()
    one = Component.objects.filter(pk=Component.objects.earliest("pk").pk)
    return {
        "api": count(lambda: api.front(page, Present(page, NOW), NOW)),
        "incidents": count(
            lambda: pairs(documents.of_incidents(page, Incident.objects.all(), NOW))
        ),
        "month": count(lambda: [api.of_month(page, history.months(page, NOW)[-1])]),
        "feeds": count(lambda: feeds.front(page, Present(page, NOW), NOW)),
        "component": count(lambda: feeds.of_components(page, one, NOW)),
    }


def test_the_number_of_queries_is_the_same_for_a_small_page_and_a_large_one():
    # More than a feed holds: every list has something to load.
    fill(25)
    small = counts()

    fill(12)

    assert (
        counts()
        == small
        == {
            "api": 20,
            "incidents": 6,
            "month": 13,
            "feeds": 13,
            "component": 8,
        }
    )
