from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from components.models import Component, ComponentGroup
from components.status import overall_status
from incidents.models import Incident, IncidentUpdate, ScheduledMaintenance
from pages.models import Page
from tests.factories import make_component, make_group, make_incident
from tests.incidents.refused import everything

pytestmark = pytest.mark.django_db


def load():
    call_command("load_demo", verbosity=0)


def labels(incident):
    """The labels of an incident as readers see them, oldest first."""
    return [update.label for update in incident.timeline()][::-1]


def test_the_demo_is_one_change_of_an_empty_page():
    before = Page.current().revision

    load()

    page = Page.current()
    assert (page.name, page.time_zone, page.revision) == ("Pigeonry", "Etc/UTC", before + 1)
    assert set(Incident.objects.values_list("changed_in", flat=True)) == {before + 1}
    page.full_clean()


def test_the_demo_has_components_in_groups():
    load()

    assert {
        group.name: [component.name for component in group.components.all()]
        for group in ComponentGroup.objects.public()
    } == {
        "CEP": ["Automations", "Campaigns"],
        "MEP": ["Automations", "Campaigns", "Transactional API"],
        "Platform": ["APIs", "Webhooks", "Dashboard", "Data exports"],
    }


def test_the_demo_tells_of_an_outage_that_ended_nine_days_ago():
    load()

    outage = Incident.objects.public().get(postmortem__published_at__isnull=False)
    since = timezone.now() - outage.resolved_at
    assert labels(outage) == [
        "Identified", "Update", "Update", "Update", "Monitoring", "Resolved"
    ]  # fmt: skip
    assert (outage.impact, timedelta(days=8) < since < timedelta(days=10)) == ("critical", True)
    assert outage.postmortem.published_at > outage.resolved_at + timedelta(days=5)


def test_every_promise_of_the_demo_was_kept():
    load()

    broken = []
    for incident in Incident.objects.all():
        updates = list(incident.updates.all())
        for update, following in pairwise(updates):
            if update.next_update_by and following.display_at > update.next_update_by:
                broken.append((incident.name, update))
    assert broken == []


def test_one_incident_of_the_demo_is_open_with_a_promise_that_is_not_due_yet():
    load()

    incident = Incident.objects.public().incidents().unresolved().get()
    update = incident.updates.get()
    affected = update.affected_components.get()
    age = timezone.now() - update.display_at
    assert timedelta(minutes=25) <= age < timedelta(minutes=27)
    assert update.next_update_by > timezone.now()
    assert (incident.impact, affected.component.full_name) == ("minor", "Platform - Dashboard")
    assert all([affected.fails, affected.works, affected.workaround])


def test_the_demo_has_work_ahead_of_it_and_work_that_is_done():
    load()

    upcoming = ScheduledMaintenance.objects.public().upcoming().get()
    done = ScheduledMaintenance.objects.public().exclude(resolved_at=None)
    ahead = upcoming.scheduled_for - timezone.now()
    assert timedelta(days=2) < ahead < timedelta(days=4)
    assert [labels(maintenance) for maintenance in done] == [
        ["Scheduled", "In progress", "Completed"]
    ] * 2


def test_today_only_the_open_incident_of_the_demo_shows_in_its_components():
    load()

    troubled = Component.objects.exclude(status="operational")
    statuses = Component.objects.public().values_list("status", flat=True)
    assert [(c.full_name, c.status) for c in troubled] == [
        ("Platform - Dashboard", "degraded_performance")
    ]
    assert overall_status(list(statuses)).description == "Partially Degraded Service"


def test_every_component_of_the_demo_has_ninety_days_of_history():
    load()

    begins = {
        component: component.status_changes.first().at for component in Component.objects.all()
    }
    ninety_days_ago = timezone.now() - timedelta(days=90)
    assert [component for component, at in begins.items() if at > ninety_days_ago] == []


def test_the_incidents_of_the_demo_are_of_every_impact_and_cover_ten_weeks():
    load()

    incidents = Incident.objects.public().incidents()
    age = timezone.now() - incidents.last().started_at
    assert {incident.impact for incident in incidents} == {"none", "minor", "major", "critical"}
    assert (incidents.count(), timedelta(weeks=9) < age < timedelta(weeks=11)) == (10, True)


def test_the_demo_names_no_staff_and_would_mail_nobody():
    load()

    told = IncidentUpdate.objects.values_list("by", "notify").distinct().order_by()
    assert list(told) == [(None, False)]


@pytest.mark.parametrize("make", [make_component, make_group, make_incident])
def test_the_demo_refuses_a_page_that_is_not_empty(make):
    make()
    before = everything()

    with pytest.raises(CommandError, match="fills an empty page only"):
        load()

    assert everything() == before


def test_loading_the_demo_twice_changes_nothing_the_second_time():
    load()
    before = everything()

    with pytest.raises(CommandError):
        load()

    assert everything() == before


@pytest.mark.parametrize("clock", ["00:00:00", "00:20:30", "04:00:00", "12:00:00", "23:59:59"])
def test_the_demo_can_be_loaded_at_any_hour(clock):
    with time_machine.travel(datetime.fromisoformat(f"2027-03-01T{clock}").replace(tzinfo=UTC)):
        load()

    assert (Incident.objects.count(), Component.objects.count()) == (13, 9)
