"""What was told and was wrong: corrected, taken back, or blacked out."""

from datetime import timedelta

import pytest

from incidents import refusals
from incidents.models import Incident, IncidentUpdateRevision
from incidents.promises import promise_in_force
from tests.factories import make_component, make_incident
from tests.incidents.conftest import NOON
from tests.incidents.refused import refused
from tests.staff import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HOUR = timedelta(hours=1)


def revisions(update):
    rows = update.revisions.all()
    return [(row.kind, row.body, row.reason, row.by and row.by.username) for row in rows]


def public_revisions():
    return list(IncidentUpdateRevision.objects.public().values_list("body", flat=True))


@pytest.mark.parametrize(
    ("minutes", "reason", "kind"),
    [(5, "", "slip"), (5, "Wrong time.", "correction"), (6, "Wrong time.", "correction")],
)
def test_a_correction_keeps_the_earlier_text_and_who_changed_it(clock, minutes, reason, kind):
    alice = make_staff()
    update = make_incident(body="Since 11:00.").updates.get()
    clock.shift(60 * minutes)

    update.correct(body="Since 10:00.", reason=reason, by=alice)

    update.refresh_from_db()
    assert update.body == "Since 10:00."
    assert revisions(update) == [(kind, "Since 11:00.", reason, "alice")]
    assert public_revisions() == (["Since 11:00."] if kind == "correction" else [])


def test_after_five_minutes_a_correction_says_why(clock):
    update = make_incident().updates.get()
    clock.shift(301)

    with refused(refusals.ReasonMissing):
        update.correct(body="Better.", reason="  ")
    with refused(refusals.ReasonTooLong):
        update.correct(body="Better.", reason="x" * 256)


def test_a_correction_corrects_something():
    update = make_incident(body="Fine.").updates.get()

    with refused(refusals.NothingCorrected):
        update.correct(body=" Fine.\n", reason="None.")
    with refused(refusals.BodyMissing):
        update.correct(body=" ", reason="None.")


def test_the_incident_says_again_what_its_other_updates_say(clock):
    api = make_component(at=NOON - HOUR)
    incident = make_incident(component_statuses=[(api, "partial_outage")])
    clock.shift(600)
    incident.post_update(status="monitoring", body="x", next_update_by=NOON + HOUR)
    clock.shift(600)
    wrong = incident.post_update(
        status="resolved", body="Over.", component_statuses=[(api, "major_outage")]
    )

    wrong.retract(reason="It is not over.")

    incident.refresh_from_db()
    wrong.refresh_from_db()
    assert (incident.status, incident.resolved_at, incident.impact) == ("monitoring", None, "major")
    assert incident.told_at == NOON + timedelta(minutes=10)
    assert (wrong.body, wrong.status, wrong.is_retracted) == ("It is not over.", "monitoring", True)
    assert revisions(wrong) == [("retraction", "Over.", "It is not over.", None)]
    assert public_revisions() == []
    assert [update.label for update in incident.timeline()] == [
        "Removed", "Monitoring", "Investigating",
    ]  # fmt: skip
    # What components are is for the board: they may be down all the same.
    assert type(api).objects.get().status == "major_outage"
    promise = promise_in_force(incident, incident.updates.all())
    assert getattr(promise, "by", None) == NOON + HOUR


def test_what_was_corrected_before_it_was_removed_is_not_shown_any_more(clock):
    incident = make_incident()
    update = incident.post_update(status="identified", body="First.")
    update.correct(body="Second.", reason="Wrong.")

    update.retract(reason="All wrong.")

    assert public_revisions() == []


def test_the_first_update_stands_for_the_incident():
    incident = make_incident(at=NOON - HOUR)
    incident.post_update(status="identified", body="x", at=NOON - HOUR + timedelta(minutes=1))
    first = incident.updates.earliest("pk")

    with refused(refusals.FirstUpdate):
        first.retract(reason="Never mind.")


def test_what_was_removed_is_neither_removed_again_nor_corrected():
    update = make_incident().post_update(status="identified", body="x")
    update.retract(reason="Wrong.")

    with refused(refusals.UpdateRetracted):
        update.retract(reason="Wrong.")
    with refused(refusals.UpdateRetracted):
        update.correct(body="y", reason="Wrong.")


def test_a_removal_says_why():
    update = make_incident().post_update(status="identified", body="x")

    with refused(refusals.ReasonMissing):
        update.retract(reason="")


def test_an_incident_that_was_resolved_by_mistake_is_open_again():
    incident = make_incident()
    incident.post_update(status="resolved", body="Over.").retract(reason="Wrong incident.")

    assert list(Incident.objects.unresolved()) == [incident]
