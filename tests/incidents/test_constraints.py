"""What the database refuses to whoever goes around the domain methods."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from incidents.models import (
    AffectedComponent,
    Incident,
    IncidentUpdate,
    IncidentUpdateRevision,
    Postmortem,
    PromiseDefaults,
    PromiseReminder,
)
from tests.factories import make_component, make_incident, make_maintenance
from tests.incidents.moments import HOUR, NOON

pytestmark = pytest.mark.django_db


def told():
    """One row of each kind, for the raw saves below."""
    api = make_component()
    make_incident(at=NOON, component_statuses=[(api, "major_outage")])
    make_maintenance(at=NOON)
    Postmortem.objects.of(Incident.objects.incidents().get())
    PromiseDefaults().save()
    update = IncidentUpdate.objects.earliest("pk")
    update.reminders.create(kind="soon", channel="mail")
    update.revisions.create(kind="slip", status=update.status, body="We look into it.")


RAW_SAVES = {
    "incident_resolved_at_matches_status": [
        lambda: Incident.objects.incidents().update(resolved_at=NOON),
        lambda: Incident.objects.incidents().update(status="resolved"),
        lambda: Incident.objects.maintenances().update(status="completed"),
        lambda: Incident.objects.maintenances().update(resolved_at=NOON),
    ],
    "incident_status_matches_kind": [
        lambda: Incident.objects.incidents().update(status="verifying"),
        lambda: Incident.objects.maintenances().update(status="identified"),
        lambda: Incident.objects.incidents().update(status="postmortem"),
    ],
    "incident_window_ends_after_it_starts": [
        lambda: Incident.objects.maintenances().update(scheduled_until=NOON, scheduled_for=NOON),
        lambda: Incident.objects.maintenances().update(scheduled_until=None),
        lambda: Incident.objects.incidents().update(scheduled_until=NOON),
    ],
    "incident_impact_is_known": [
        lambda: Incident.objects.update(impact="huge"),
        lambda: Incident.objects.update(impact=""),
        lambda: Incident.objects.update(impact_override="huge"),
    ],
    "incident_has_a_name": [lambda: Incident.objects.update(name="")],
    "incident_update_status_is_known": [lambda: IncidentUpdate.objects.update(status="gone")],
    "incident_update_body_has_text_and_an_end": [
        lambda: IncidentUpdate.objects.update(body=""),
        lambda: IncidentUpdate.objects.update(body="x" * 25_001),
    ],
    "incident_update_promises_the_future": [
        lambda: IncidentUpdate.objects.update(next_update_by=NOON),
        lambda: IncidentUpdate.objects.update(next_update_by=NOON - HOUR),
    ],
    "affected_component_status_is_known": [
        lambda: AffectedComponent.objects.update(old_status="on_fire"),
        lambda: AffectedComponent.objects.update(new_status="on_fire"),
    ],
    "promise_defaults_are_one_row": [lambda: PromiseDefaults(id=2).save()],
    "promise_defaults_leave_time": [
        lambda: PromiseDefaults.objects.update(minor=0),
        lambda: PromiseDefaults.objects.update(major=0),
        lambda: PromiseDefaults.objects.update(critical=0),
    ],
    "promise_reminder_state_is_known": [
        lambda: PromiseReminder.objects.update(state="lost"),
        lambda: PromiseReminder.objects.update(kind="late"),
        lambda: PromiseReminder.objects.update(channel="pigeon"),
    ],
    "incident_update_revision_says_why": [
        lambda: IncidentUpdateRevision.objects.update(kind="correction"),
        lambda: IncidentUpdateRevision.objects.update(kind="retraction"),
        lambda: IncidentUpdateRevision.objects.update(kind="undone"),
    ],
    "postmortem_published_with_a_body": [lambda: Postmortem.objects.update(published_at=NOON)],
}
CASES = [(name, save) for name, saves in RAW_SAVES.items() for save in saves]


@pytest.mark.parametrize(("name", "save"), CASES)
def test_a_raw_save_is_bound_by_the_constraint(name, save):
    told()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        save()


def test_a_component_is_named_once_per_update():
    told()
    named = AffectedComponent.objects.get()
    named.pk = None
    named.status_change = None

    with pytest.raises(IntegrityError), transaction.atomic():
        named.save()


def test_a_reminder_is_recorded_once_per_channel():
    told()
    reminder = PromiseReminder.objects.get()
    reminder.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        reminder.save()


def test_every_constraint_of_the_incidents_was_tried():
    models = apps.get_app_config("incidents").get_models()
    named = {constraint.name for model in models for constraint in model._meta.constraints}

    assert named == {
        *RAW_SAVES,
        "affected_component_once_per_update",
        "promise_reminder_once_per_channel",
    }
