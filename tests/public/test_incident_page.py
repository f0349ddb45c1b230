"""The page of one incident."""

import pytest

from incidents.models import Incident, Postmortem
from public import incident as incident_page
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


@pytest.fixture
def resolved(status_page, at):
    mail = make_group(name="Mail")
    parts = [
        make_component(name=name, group=group, at=at(1, 1), position=position)
        for position, (name, group) in enumerate([("SMTP", mail), ("Site", None), ("IMAP", mail)])
    ]
    incident = make_incident(
        at=at(8, 14, 12, 23),
        started_at=at(8, 14, 12),
        component_statuses=[(part, "partial_outage") for part in parts],
    )
    incident.post_update(
        status="resolved",
        body="All is well.",
        at=at(8, 15, 5, 37),
        component_statuses=[(part, "operational") for part in parts],
    )
    return incident


def document(page, incident, now):
    loaded = incident_page.loaded(Incident.objects.filter(pk=incident.pk)).get()
    return read(incident_page.render(page, loaded, now=now))


def test_a_resolved_incident_is_told_whole(status_page, resolved, at):
    page = document(status_page, resolved, at(8, 22))

    assert page.one("title").text() == "Acme Status - Slow deliveries"
    assert page.one("article").lines() == [
        "Resolved",
        "Slow deliveries",
        "Incident Report for Acme",
        "Impact",
        "Major",
        "Began",
        "Aug 14, 2026, 12:00 UTC",
        "Ended",
        "Aug 15, 2026, 05:37 UTC",
        "Lasted",
        "17 hours, 37 minutes",
        "Updates",
        "Resolved -",
        "All is well.",
        "Aug 15, 05:37 UTC",
        "Investigating -",
        "We are looking into it.",
        "Aug 14, 12:23 UTC",
        "This incident affected: Mail (SMTP, IMAP), Site.",
    ]


def test_every_update_has_an_anchor_and_its_stamp_links_to_it(status_page, resolved, at):
    updates = document(status_page, resolved, at(8, 22)).all(".update")

    newest_first = [update.anchor for update in resolved.updates.order_by("-display_at")]
    assert [update.attributes["id"] for update in updates] == newest_first
    assert [update.one("a").attributes["href"] for update in updates] == [
        f"#{anchor}" for anchor in newest_first
    ]


def test_a_published_postmortem_stands_on_top(status_page, resolved, at):
    postmortem = Postmortem.objects.of(resolved)
    postmortem.save_draft("# Why\n\nA disk was **full**.")
    before = document(status_page, resolved, at(8, 22))
    postmortem.publish(at=at(8, 21, 7, 11))
    after = document(status_page, resolved, at(8, 22))

    assert before.all(".postmortem") == []
    assert after.by_id("postmortem").lines() == [
        "Postmortem -",
        "Why",
        "A disk was full.",
        "Aug 21, 07:11 UTC",
    ]
    assert after.all(".update")[0].attributes["id"] == "postmortem"


def test_an_open_incident_says_when_the_next_update_is_promised(status_page, at):
    incident = make_incident(at=at(8, 14, 12, 23), next_update_by=at(8, 14, 13, 30))

    page = document(status_page, incident, at(8, 14, 13))

    assert page.one(".promise").text() == "Next update by 13:30 UTC"
    assert page.one("html").attributes["data-due-at"] == "2026-08-14T13:15:00Z"


def test_a_resolved_incident_promises_nothing(status_page, at):
    incident = make_incident(status="resolved", at=at(8, 14), next_update_by=at(8, 14, 1))

    assert document(status_page, incident, at(8, 14)).all(".promise") == []


def test_the_page_of_a_finished_incident_holds_for_good(status_page, resolved, at):
    page = document(status_page, resolved, at(8, 22))

    assert "data-due-at" not in page.one("html").attributes
    assert page.one(".made").text() == (
        "This page was made at Aug 22, 00:00 UTC. All times are in UTC."
    )


def test_a_maintenance_shows_its_window(status_page, at):
    work = make_maintenance(at=at(8, 1), scheduled_for=at(8, 20), scheduled_until=at(8, 20, 3))

    assert document(status_page, work, at(8, 14)).one(".incident-header").lines() == [
        "Scheduled",
        "Database upgrade",
        "Scheduled Maintenance Report for Acme",
        "Impact",
        "Maintenance",
        "Planned",
        "Aug 20, 2026, 00:00-03:00 UTC",
    ]


def test_a_withdrawn_incident_is_not_rendered_by_mistake(status_page, resolved, at):
    resolved.withdraw()

    with pytest.raises(Incident.DoesNotExist):
        document(status_page, resolved, at(8, 22))
