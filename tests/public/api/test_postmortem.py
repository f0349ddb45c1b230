"""A published postmortem, which Statuspage makes an update of its incident."""

import pytest

from incidents.models import Postmortem
from tests.factories import make_incident
from tests.public.api.published import read

pytestmark = pytest.mark.usefixtures("clock")

PUBLISHED_AT = "2026-08-14T12:02:00.000Z"


@pytest.fixture
def concluded(clock):
    """An incident of noon, over a minute later, with a postmortem another minute later."""
    incident = make_incident()
    clock.shift(60)
    incident.post_update(status="resolved", body="It works again.")
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("The **disk** was full.")
    clock.shift(60)
    postmortem.publish(notify=False)
    return incident


def test_it_is_the_newest_update_and_the_status_of_its_incident(concluded):
    (told,) = read("incidents")["incidents"]

    newest, *others = told["incident_updates"]
    assert newest == {
        "id": concluded.code[::-1],
        "status": "postmortem",
        "body": "The <strong>disk</strong> was full.",
        "incident_id": concluded.code,
        "created_at": PUBLISHED_AT,
        "updated_at": PUBLISHED_AT,
        "display_at": PUBLISHED_AT,
        "affected_components": None,
        "deliver_notifications": False,
        "custom_tweet": None,
        "tweet_id": None,
        "next_update_by": None,
        "impact_words": [],
        "corrections": [],
        "retracted_at": None,
        "redacted_at": None,
        "recorded_later_at": None,
    }
    assert [update["status"] for update in others] == ["resolved", "investigating"]
    assert told["status"] == "postmortem"


def test_the_incident_ends_with_what_is_said_of_its_postmortem(concluded):
    (told,) = read("incidents")["incidents"]

    assert list(told.items())[-11:-5] == [
        ("postmortem_body", "The <strong>disk</strong> was full."),
        ("postmortem_body_last_updated_at", PUBLISHED_AT),
        ("postmortem_ignored", False),
        ("postmortem_notified_subscribers", False),
        ("postmortem_notified_twitter", False),
        ("postmortem_published_at", PUBLISHED_AT),
    ]


def test_an_incident_reopened_after_its_postmortem_is_open(clock):
    incident = make_incident(status="resolved")
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("The disk was full.")
    postmortem.publish()
    clock.shift(60)
    incident.post_update(status="investigating", body="It is full again.")

    (told,) = read("incidents/unresolved")["incidents"]

    assert told["status"] == "investigating"
    assert [update["status"] for update in told["incident_updates"]] == [
        "investigating",
        "postmortem",
        "resolved",
    ]
