"""What readers may see: `public()` of every model."""

import pytest

from incidents.models import Incident, IncidentUpdate, ScheduledMaintenance
from pages.models import Page
from tests.factories import make_component, make_incident, make_maintenance

pytestmark = pytest.mark.django_db


def shown():
    return (
        set(Incident.objects.public().values_list("name", flat=True)),
        set(IncidentUpdate.objects.public().values_list("body", flat=True)),
        set(ScheduledMaintenance.objects.public().values_list("name", flat=True)),
    )


def test_readers_see_incidents_and_maintenances_with_their_updates():
    make_incident(name="Late e-mail", body="Looking.")
    make_maintenance(name="Upgrade", body="Pausing.")

    assert shown() == ({"Late e-mail", "Upgrade"}, {"Looking.", "Pausing."}, {"Upgrade"})


def test_what_is_withdrawn_is_gone_with_its_updates_until_it_is_restored():
    make_incident(name="Kept", body="Stays.")
    incident = make_incident(name="Late e-mail", body="Looking.")
    maintenance = make_maintenance(name="Upgrade", body="Pausing.")

    for told in [incident, maintenance]:
        told.withdraw()
    withdrawn = shown()
    for told in [incident, maintenance]:
        told.restore()

    assert withdrawn == ({"Kept"}, {"Stays."}, set())
    assert shown() == (
        {"Kept", "Late e-mail", "Upgrade"}, {"Stays.", "Looking.", "Pausing."}, {"Upgrade"}
    )  # fmt: skip


def test_withdrawing_and_restoring_are_changes_of_the_incident():
    incident = make_incident()
    before = Page.current().revision

    incident.withdraw()
    withdrawn_in = incident.changed_in
    incident.restore()

    incident.refresh_from_db()
    assert (withdrawn_in, incident.changed_in) == (before + 1, before + 2)
    assert Page.current().revision == before + 2


def test_an_update_does_not_bring_a_withdrawn_incident_back():
    incident = make_incident(name="Late e-mail")
    incident.withdraw()

    incident.post_update(status="resolved", body="Mended.")
    incident.rename("E-mail is late")

    assert shown() == (set(), set(), set())


def test_a_timeline_names_no_component_that_was_taken_off_the_page():
    api, sms = make_component(name="API"), make_component(name="SMS")
    make_incident(component_statuses=[(api, "major_outage"), (sms, "major_outage")])
    sms.is_visible = False
    sms.save_details()

    incident = Incident.objects.public().with_updates().get()

    named = [row.component for u in incident.timeline() for row in u.affected_components.all()]
    assert named == [api]
