"""What the database refuses to whoever goes around the domain methods."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from incidents.models import (
    ActionItem,
    AffectedComponent,
    Incident,
    IncidentUpdate,
    IncidentUpdateRevision,
    MaintenanceOccurrence,
    MaintenanceSeries,
    Postmortem,
    PromiseDefaults,
    PromiseReminder,
    Proposal,
    UpdateDraft,
)
from tests.factories import make_component, make_incident, make_maintenance, make_series
from tests.incidents.moments import HOUR, NOON
from tests.staff import make_staff

pytestmark = pytest.mark.django_db


def told():
    """One row of each kind, for the raw saves below."""
    api = make_component()
    make_incident(at=NOON, component_statuses=[(api, "major_outage")])
    make_maintenance(at=NOON)
    postmortem = Postmortem.objects.of(Incident.objects.incidents().get())
    ActionItem(postmortem=postmortem).write(action="Buy disks")
    PromiseDefaults().save()
    make_series().occurrences.create(day=NOON.date(), starts_at=NOON)
    update = IncidentUpdate.objects.earliest("pk")
    update.reminders.create(kind="soon", channel="mail")
    update.revisions.create(kind="slip", status=update.status, body="We look into it.")
    Proposal.objects.propose(None, {"body": ["Soon."]}, by=make_staff())


RAW_SAVES = {
    "proposal_is_decided_at_a_time": [
        lambda: Proposal.objects.update(decision="approved"),
        lambda: Proposal.objects.update(decided_at=NOON),
    ],
    "action_item_state_is_known": [lambda: ActionItem.objects.update(state="forgotten")],
    "action_item_says_what": [lambda: ActionItem.objects.update(action="")],
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
    "incident_cancelled_is_completed": [
        lambda: Incident.objects.maintenances().update(cancelled_at=NOON),
        lambda: Incident.objects.incidents().update(cancelled_at=NOON),
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
    "series_ended_announces_nothing": [lambda: MaintenanceSeries.objects.update(ended_at=NOON)],
    "series_takes_time": [lambda: MaintenanceSeries.objects.update(minutes=0)],
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


def test_a_series_takes_place_once_a_day():
    told()
    occurrence = MaintenanceOccurrence.objects.get()
    occurrence.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        occurrence.save()


@pytest.mark.parametrize("of_an_incident", [True, False])
def test_somebody_has_one_draft_of_each_thing(of_an_incident):
    told()
    incident = Incident.objects.incidents().get() if of_an_incident else None
    draft = UpdateDraft.objects.keep(make_staff(username="other"), incident, {"body": ["Soon."]})
    draft.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save(force_insert=True)


def test_every_constraint_of_the_incidents_was_tried():
    models = apps.get_app_config("incidents").get_models()
    named = {constraint.name for model in models for constraint in model._meta.constraints}

    assert named == {
        *RAW_SAVES,
        "affected_component_once_per_update",
        "occurrence_once_a_day",
        "promise_reminder_once_per_channel",
        "update_draft_once_per_user_and_incident",
        "update_draft_one_declaration_per_user",
    }
