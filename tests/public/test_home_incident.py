"""An open incident on the home page: what a worried reader came for."""

import pytest

from incidents.models import Postmortem
from public import home
from tests.factories import make_component, make_incident
from tests.public.reading import read

pytestmark = pytest.mark.usefixtures("told_in_time")


@pytest.fixture
def api(status_page, at):
    return make_component(at=at(1, 1))


@pytest.fixture
def incident(api, at):
    incident = make_incident(
        status="identified",
        body="A disk is full.\nWe are making room:\n* mails wait\n- SMS are lost\nMore soon.",
        at=at(8, 14, 12, 23),
        started_at=at(8, 14, 12),
        component_statuses=[(api, "partial_outage")],
    )
    incident.post_update(
        status="identified",
        body="Half of the room is made.",
        at=at(8, 14, 13, 33),
        next_update_by=at(8, 14, 14, 30),
        component_statuses=[(api, "degraded_performance")],
        impact_words={
            api: {"fails": "Mails <wait>.", "works": "Reading.", "workaround": "Send SMS."}
        },
    )
    return incident


def open_incident(page, now):
    return read(home.render(page, now=now)).one(".unresolved-incident")


def test_it_is_told_from_the_newest_update_with_its_promise_to_the_oldest(
    status_page, incident, at
):
    assert open_incident(status_page, at(8, 14, 14)).lines() == [
        "Slow deliveries",
        "Major impact Since Aug 14, 12:00 UTC",
        "API Degraded Performance",
        "Update -",
        "Half of the room is made.",
        "API",
        "Fails: Mails <wait>.",
        "Works: Reading.",
        "Workaround: Send SMS.",
        "Aug 14, 13:33 UTC",
        "Next update by 14:30 UTC",
        "Identified -",
        "A disk is full.",
        "We are making room:",
        "mails wait",
        "SMS are lost",
        "More soon.",
        "Aug 14, 12:23 UTC",
    ]


def test_an_incident_without_a_stated_impact_does_not_claim_to_have_none(status_page, at):
    make_incident(at=at(8, 14))

    facts = open_incident(status_page, at(8, 14)).one(".facts")

    assert facts.lines() == ["Since Aug 14, 00:00 UTC"]


def test_lists_typed_with_a_star_or_a_dash_are_lists(status_page, incident, at):
    items = open_incident(status_page, at(8, 14, 14)).one(".updates-container").all("li")

    assert [item.text() for item in items] == ["mails wait", "SMS are lost"]


def test_a_promise_that_was_not_kept_is_said_as_such(status_page, incident, at):
    promise = open_incident(status_page, at(8, 14, 14, 30)).one(".promise")

    assert promise.text() == "Overdue: next update was due by 14:30 UTC"


def test_a_promise_for_another_day_names_the_day(status_page, incident, at):
    promise = open_incident(status_page, at(8, 15, 1)).one(".promise")

    assert promise.text() == "Overdue: next update was due by Aug 14, 14:30 UTC"


def test_only_the_newest_update_promises(status_page, incident, at):
    incident.post_update(status="monitoring", body="Room is made.", at=at(8, 14, 14))

    assert open_incident(status_page, at(8, 14, 14, 1)).all(".promise") == []


def test_the_newest_of_several_open_incidents_comes_first(status_page, incident, at):
    make_incident(name="Slow site", at=at(8, 14, 13))

    document = read(home.render(status_page, now=at(8, 14, 14)))

    assert [title.text() for title in document.all(".actual-title")] == [
        "Slow site",
        "Slow deliveries",
    ]


def test_many_affected_components_are_counted_and_fold_away(status_page, at):
    parts = [make_component(name=name, at=at(1, 1)) for name in "ABCDE"]
    make_incident(at=at(8, 14), component_statuses=[(part, "major_outage") for part in parts])

    affected = open_incident(status_page, at(8, 14)).one(".affected")

    assert (affected.tag, affected.lines()) == (
        "details",
        ["5 components affected", *(f"{name} Major Outage" for name in "ABCDE")],
    )


def test_a_resolved_incident_reads_from_its_postmortem_down(status_page, incident, at):
    incident.post_update(status="monitoring", body="Room is made.", at=at(8, 14, 16, 4))
    incident.post_update(status="resolved", body="All mails are out.", at=at(8, 15, 5, 37))
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("A disk was full.")
    postmortem.publish(at=at(8, 21, 7, 11))

    told = read(home.render(status_page, now=at(8, 22))).one(".incident-container")

    assert told.lines()[:12] == [
        "Slow deliveries",
        "Postmortem -",
        "Read details",
        "Aug 21, 07:11 UTC",
        "Resolved -",
        "All mails are out.",
        "Aug 15, 05:37 UTC",
        "Monitoring -",
        "Room is made.",
        "Aug 14, 16:04 UTC",
        "Update -",
        "Half of the room is made.",
    ]
    assert [link.attributes["href"] for link in told.all("a")] == [
        f"/incidents/{incident.code}",
        f"/incidents/{incident.code}#postmortem",
        *(
            f"/incidents/{incident.code}#{update.anchor}"
            for update in incident.updates.order_by("-display_at")
        ),
    ]
