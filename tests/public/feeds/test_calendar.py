"""iCalendar, as a calendar takes it in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from incidents.models import Postmortem
from tests.factories import make_component, make_incident, make_maintenance
from tests.public.api.published import NOW, published

pytestmark = pytest.mark.usefixtures("clock")

SITE = "http://status.example.com"


def calendar():
    return Calendar.from_ical(published()["/history.ics"])


def values(component):
    return {
        name: [str(one) for one in value.cats] if name == "CATEGORIES" else
        getattr(value, "dt", value)
        for name, value in component.property_items(recursive=False, sorted=True)
        if name not in {"BEGIN", "END"}
    }  # fmt: skip


def test_the_calendar_says_what_it_is_and_how_often_to_look():
    make_incident()

    assert values(calendar()) == {
        "PRODID": "-//statuspage//EN",
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
        "NAME": "Acme Status - Incident History",
        "X-WR-CALNAME": "Acme Status - Incident History",
        "X-PUBLISHED-TTL": "PT15M",
        "REFRESH-INTERVAL": timedelta(minutes=15),
        "URL": SITE,
        "LAST-MODIFIED": NOW,
    }


def test_a_maintenance_is_an_event_as_long_as_its_window():
    maintenance = make_maintenance()

    (event,) = calendar().events

    maintenance.refresh_from_db()
    assert values(event) == {
        "UID": f"{maintenance.code}@status.example.com",
        "SEQUENCE": maintenance.changed_in,
        "DTSTAMP": NOW,
        "CREATED": NOW,
        "LAST-MODIFIED": NOW,
        "DTSTART": NOW + timedelta(days=1),
        "DTEND": NOW + timedelta(days=1, hours=2),
        "SUMMARY": "Database upgrade",
        "DESCRIPTION": "Scheduled (Aug 14, 12:00 UTC)\nDeliveries pause for a few minutes.",
        "CATEGORIES": ["Maintenance"],
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "URL": f"{SITE}/incidents/{maintenance.code}",
    }


def test_an_incident_is_an_event_from_its_beginning_to_its_end():
    began_at = datetime(2026, 8, 14, 9, 0, tzinfo=UTC)
    incident = make_incident(at=began_at)

    (still_open,) = calendar().events
    incident.post_update(status="resolved", body="It works: again; at last, I hope.")
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("The disk was full.\n\n\\o/")
    postmortem.publish()
    (over,) = calendar().events

    assert (still_open.start, "DTEND" in still_open) == (began_at, False)
    assert (over.start, over.end, over["CATEGORIES"].cats) == (began_at, NOW, ["Incident"])
    assert over["DESCRIPTION"] == (
        "Postmortem (Aug 14, 12:00 UTC)\nThe disk was full.\n\n\\o/\n\n"
        "Resolved (Aug 14, 12:00 UTC)\nIt works: again; at last, I hope.\n\n"
        "Investigating (Aug 14, 09:00 UTC)\nWe are looking into it."
    )


def test_an_incident_that_ended_as_it_began_takes_no_time():
    make_incident(status="resolved")

    (event,) = calendar().events

    assert "DTEND" not in event


def test_every_change_makes_the_sequence_greater_and_keeps_the_uid():
    maintenance = make_maintenance()
    changes = [
        lambda: maintenance.reschedule(
            scheduled_for=NOW + timedelta(days=2), scheduled_until=NOW + timedelta(days=3)
        ),
        lambda: maintenance.rename("Database move"),
        lambda: maintenance.post_update(status="scheduled", body="Soon."),
    ]
    events = [calendar().events[0]]

    for change in changes:
        change()
        events.append(calendar().events[0])

    sequences = [event["SEQUENCE"] for event in events]
    assert sequences == sorted(set(sequences))
    assert {event["UID"] for event in events} == {f"{maintenance.code}@status.example.com"}


def test_a_withdrawn_event_is_cancelled_in_the_calendars_that_have_it_and_says_nothing_else():
    maintenance = make_maintenance()
    (announced,) = calendar().events

    maintenance.withdraw()

    (gone,) = calendar().events
    maintenance.refresh_from_db()
    assert values(gone) == {
        "UID": announced["UID"],
        "SEQUENCE": maintenance.changed_in,
        "DTSTAMP": NOW,
        "LAST-MODIFIED": NOW,
        "DTSTART": NOW + timedelta(days=1),
        "SUMMARY": "Withdrawn",
        "STATUS": "CANCELLED",
        "TRANSP": "TRANSPARENT",
    }
    assert gone["SEQUENCE"] > announced["SEQUENCE"]


def test_a_restored_event_is_confirmed_again_with_a_greater_sequence():
    maintenance = make_maintenance()
    maintenance.withdraw()
    (gone,) = calendar().events

    maintenance.restore()

    (event,) = calendar().events
    assert (event["STATUS"], event["SUMMARY"]) == ("CONFIRMED", "Database upgrade")
    assert event["SEQUENCE"] > gone["SEQUENCE"]


def test_a_cancellation_is_told_for_a_month_and_on_the_calendars_of_its_components(clock):
    api, web = make_component(), make_component(name="Web")
    incident = make_incident(component_statuses=[(api, "major_outage")])
    incident.withdraw()
    addresses = [
        "/history.ics",
        *(f"/components/{component.code}/history.ics" for component in (api, web)),
    ]

    def summaries():
        documents = published(timezone.now())
        return [
            [str(event["SUMMARY"]) for event in Calendar.from_ical(documents[address]).events]
            for address in addresses
        ]

    at_once = summaries()
    clock.shift(31 * 86400)

    assert (at_once, summaries()) == ([["Withdrawn"], ["Withdrawn"], []], [[], [], []])


def test_a_maintenance_that_ends_before_its_window_was_called_off():
    maintenance = make_maintenance()
    maintenance.post_update(status="completed", body="We will not do it.")

    (event,) = calendar().events

    assert (event["STATUS"], event["SUMMARY"], event.start) == (
        "CANCELLED", "Database upgrade", NOW + timedelta(days=1),
    )  # fmt: skip
    assert "We will not do it." in event["DESCRIPTION"]


def test_a_cancelled_maintenance_is_crossed_out_with_a_greater_sequence(clock):
    maintenance = make_maintenance()
    (announced,) = calendar().events
    # Even where its window had begun.
    clock.shift(timedelta(days=1, hours=1))

    maintenance.cancel(reason="The vendor is not ready.")

    (event,) = calendar().events
    assert (event["UID"], event["STATUS"], event.start) == (
        announced["UID"], "CANCELLED", announced.start,
    )  # fmt: skip
    assert event["SEQUENCE"] > announced["SEQUENCE"]
    assert event["DESCRIPTION"].startswith("Cancelled (Aug 15, 13:00 UTC)\n")


def test_a_maintenance_that_was_done_before_its_window_was_not_called_off():
    maintenance = make_maintenance()
    maintenance.start()
    maintenance.complete()

    (event,) = calendar().events

    assert event["STATUS"] == "CONFIRMED"
