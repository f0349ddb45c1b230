from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model

from incidents.models import Incident
from pages.models import Page
from tests.factories import make_component, make_incident
from tests.incidents.moments import HOUR, MINUTE, NOON, hours

pytestmark = pytest.mark.django_db


def test_declaring_an_incident_tells_it_with_its_first_update():
    incident = make_incident(name="Late e-mail", body="We are looking.", status="identified")

    assert [(update.status, update.body) for update in incident.updates.all()] == [
        ("identified", "We are looking.")
    ]
    assert list(Incident.objects.public()) == [incident]
    assert (incident.name, incident.status, incident.impact, str(incident)) == (
        "Late e-mail", "identified", "none", "Late e-mail",
    )  # fmt: skip


def test_an_incident_begins_when_it_is_declared():
    with time_machine.travel(datetime(2026, 8, 14, 10, 23, tzinfo=UTC), tick=False):
        incident = make_incident()

    update = incident.updates.get()
    assert incident.started_at == update.display_at == datetime(2026, 8, 14, 10, 23, tzinfo=UTC)


def test_an_incident_may_be_told_of_in_the_past():
    incident = make_incident(at=NOON)

    assert (hours(incident.started_at), hours(incident.updates.get().display_at)) == (0, 0)


def test_an_incident_may_have_begun_before_it_was_told_of():
    incident = make_incident(at=NOON, started_at=NOON - HOUR)

    assert (hours(incident.started_at), hours(incident.updates.get().display_at)) == (-1, 0)


@pytest.mark.parametrize(
    ("status", "monitoring_at", "resolved_at"),
    [
        ("investigating", None, None),
        ("identified", None, None),
        ("monitoring", 0, None),
        ("resolved", None, 0),
    ],
)
def test_an_incident_may_be_declared_with_any_status(status, monitoring_at, resolved_at):
    incident = make_incident(status=status, at=NOON)

    assert (incident.status, hours(incident.monitoring_at), hours(incident.resolved_at)) == (
        status, monitoring_at, resolved_at
    )  # fmt: skip
    assert incident.is_resolved == (resolved_at is not None)


def test_what_is_told_besides_is_kept_with_the_first_update():
    staff = get_user_model().objects.create(username="kim")
    api = make_component(at=NOON - HOUR)

    incident = make_incident(
        at=NOON,
        by=staff,
        notify=False,
        next_update_by=NOON + HOUR,
        component_statuses=[(api, "partial_outage")],
        impact_words={api: {"fails": "Sending", "works": "Reading", "workaround": "Retry"}},
    )

    update = incident.updates.get()
    affected = update.affected_components.get()
    assert (update.by, update.notify, hours(update.next_update_by)) == (staff, False, 1)
    assert (affected.component, affected.old_status, affected.new_status) == (
        api, "operational", "partial_outage"
    )  # fmt: skip
    assert (affected.fails, affected.works, affected.workaround) == ("Sending", "Reading", "Retry")


def test_declaring_is_one_change_of_the_page():
    api = make_component()
    before = Page.current().revision

    incident = make_incident(component_statuses=[(api, "major_outage")])

    incident.refresh_from_db()
    assert (Page.current().revision, incident.changed_in) == (before + 1, before + 1)


def test_every_incident_and_update_has_an_address_of_its_own():
    first, second = make_incident(), make_incident()

    codes = {first.code, second.code, first.updates.get().code, second.updates.get().code}
    assert len(codes) == 4
    assert first.get_absolute_url() == f"/incidents/{first.code}"
    assert first.updates.get().anchor == f"update-{first.updates.get().code}"


def test_the_newest_incident_comes_first():
    middle = make_incident(at=NOON)
    oldest = make_incident(at=NOON - MINUTE)
    newest = make_incident(at=NOON + MINUTE)

    assert list(Incident.objects.all()) == [newest, middle, oldest]


def test_an_incident_is_renamed_in_one_change():
    incident = make_incident(name="Something is slow")
    before = Page.current().revision

    incident.rename("  E-mail\n is   late ")

    incident.refresh_from_db()
    assert (incident.name, incident.changed_in) == ("E-mail is late", before + 1)
