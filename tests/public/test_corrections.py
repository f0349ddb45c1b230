"""What readers see of an update that was changed or removed after it was told."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine

from incidents.models import Incident
from incidents.redaction import redact
from pages.models import Page
from public.month import Month
from public.publish import store
from tests.factories import make_component, make_incident
from tests.public.reading import read

pytestmark = pytest.mark.django_db(transaction=True)

FEEDS = ["/history.atom", "/history.rss", "/history.ics"]


@pytest.fixture(autouse=True)
def clock(at):
    with time_machine.travel(at(8, 14, 14, 0), tick=False) as traveller:
        yield traveller


def document(path):
    return store().read(path).decode(errors="replace")


def updates_on_page(incident):
    return [part.lines() for part in read(document(f"/incidents/{incident.code}")).all(".update")]


def updates_for_programs(incident):
    keys = ["status", "body", "affected_components", "next_update_by"]
    keys += ["corrections", "retracted_at", "redacted_at"]
    told = json.loads(document(f"/api/v2/incidents/{incident.code}.json"))["incident"]
    return [{key: update[key] for key in keys} for update in told["incident_updates"]]


def content(path):
    """What the only entry of a feed says."""
    if path.endswith(".ics"):
        return document(path).replace("\r\n ", "")
    tag = "content" if path.endswith(".atom") else "description"
    found = [each.text for each in ElementTree.fromstring(document(path)).iter() if
             each.tag.endswith(tag)]  # fmt: skip
    return found[-1]


def files_with(words):
    return sorted(path for path in store().paths() if words in document(path))


def test_a_correction_shows_when_and_why_with_the_earlier_text_one_click_away(clock):
    incident = make_incident(body="Since **11:00**.")
    clock.shift(20 * 60)

    incident.updates.get().correct(body="Since 10:00.", reason="We found <earlier> errors.")

    assert updates_on_page(incident) == [
        [
            "Investigating -",
            "Since 10:00.",
            "Corrected Aug 14, 14:20 UTC: We found <earlier> errors.",
            "The text before:",
            "Since 11:00.",
            "Aug 14, 14:00 UTC",
        ]
    ]
    details = read(document(f"/incidents/{incident.code}")).one("article").one("details")
    assert "open" not in details.attributes
    assert [update["corrections"] for update in updates_for_programs(incident)] == [
        [
            {
                "at": "2026-08-14T14:20:00.000Z",
                "reason": "We found <earlier> errors.",
                "body_before": "Since <strong>11:00</strong>.",
            }
        ]
    ]
    corrected = "Corrected 2026-08-14 14:20 UTC: We found"
    assert [corrected in content(path) for path in FEEDS] == [True, True, True]


def test_a_slip_that_is_mended_at_once_leaves_no_trace(clock):
    incident = make_incident(body="We are loking into it.")
    clock.shift(60)

    incident.updates.get().correct(body="We are looking into it.")

    assert files_with("loking") == []
    assert updates_on_page(incident) == [
        ["Investigating -", "We are looking into it.", "Aug 14, 14:00 UTC"]
    ]
    assert updates_for_programs(incident)[0]["corrections"] == []


def test_a_removed_update_leaves_a_tombstone_wherever_it_was_told(clock):
    api = make_component()
    incident = make_incident()
    wrong = incident.post_update(
        status="resolved",
        body="All is well.",
        next_update_by=None,
        component_statuses=[(api, "operational")],
        impact_words={api: {"works": "Every last bit of it"}},
    )
    feed = f"/components/{api.code}/history.atom"
    before = "All is well." in document(feed)
    clock.shift(20 * 60)

    wrong.retract(reason="It was another incident.")

    assert updates_on_page(incident)[0] == [
        "Removed -",
        "This update was removed, Aug 14, 14:20 UTC: It was another incident.",
        "Aug 14, 14:00 UTC",
    ]
    assert updates_for_programs(incident)[0] == {
        "status": "investigating",
        "body": "This update was removed, 2026-08-14 14:20 UTC: It was another incident.",
        "affected_components": None,
        "next_update_by": None,
        "corrections": [],
        "retracted_at": "2026-08-14T14:20:00.000Z",
        "redacted_at": None,
    }
    tombstone = "This update was removed\\, 2026-08-14 14:20 UTC: It was another incident."
    assert [
        tombstone.replace("\\", "" if path != "/history.ics" else "\\") in content(path)
        for path in FEEDS
    ] == [True, True, True]
    assert before
    assert (files_with("All is well."), files_with("Every last bit of it")) == ([], [])
    assert "Slow deliveries" not in document(feed)
    state = json.loads(document("/api/v2/summary.json"))["incidents"]
    assert [(one["status"], one["resolved_at"]) for one in state] == [("investigating", None)]


def test_the_history_of_past_months_is_told_anew(at):
    began = at(3, 10)
    incident = make_incident(at=began)
    over = incident.post_update(status="monitoring", body="Half of it.", at=began)
    incident.post_update(
        status="resolved", body="All mails are out.", at=began + timedelta(hours=1)
    )

    incident.updates.latest().correct(body="All messages are out.", reason="More than mails.")
    over.retract(reason="It was less.")

    month = Month.of(began, Page.current().zone)
    assert files_with("Half of it.") == []
    assert {path for path in files_with("All messages are out.") if "." not in path} == {
        f"/history/{month + later}" for later in range(3)
    } | {f"/incidents/{incident.code}"}
    archive = json.loads(document(f"/api/v2/incidents/archive/{month}.json"))["incidents"]
    assert [update["body"] for update in archive[0]["incident_updates"]][:2] == [
        "All messages are out.",
        "This update was removed, 2026-08-14 14:00 UTC: It was less.",
    ]


def test_what_was_blacked_out_is_said_to_be_so(clock):
    incident = make_incident(body="The password is hunter2.")
    clock.shift(20 * 60)

    redact(incident, "hunter2")

    assert updates_on_page(incident) == [
        [
            "Investigating -",
            "The password is ████.",
            "Part of this update was removed, Aug 14, 14:20 UTC.",
            "Aug 14, 14:00 UTC",
        ]
    ]
    assert [
        (update["body"], update["redacted_at"]) for update in updates_for_programs(incident)
    ] == [("The password is ████.", "2026-08-14T14:20:00.000Z")]
    said = "Part of this update was removed"
    assert [said in content(path) for path in FEEDS] == [True, True, True]


def test_a_removal_of_the_newest_update_does_not_become_the_summary_of_the_month():
    incident = make_incident(body="We are looking into it.")
    incident.post_update(status="identified", body="x").retract(reason="Wrong.")

    page = read(document("/history"))
    listed = json.loads(document("/history.json"))["months"][0]["incidents"]

    assert page.one(".message").text() == "We are looking into it."
    assert [one["message"] for one in listed] == ["We are looking into it."]
    assert Incident.objects.get().updates.count() == 2
