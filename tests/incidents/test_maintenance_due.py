"""Which maintenances the clock finds, and which kind is which."""

import pytest
import time_machine

from incidents.models import Incident, ScheduledMaintenance
from tests.factories import make_incident, make_maintenance
from tests.incidents.moments import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db


def test_a_maintenance_is_due_when_its_window_comes():
    window = {"scheduled_for": NOON + 3 * DAY, "scheduled_until": NOON + 3 * DAY + HOUR}
    maintenance = make_maintenance(**window)
    make_maintenance(**window, starts_itself=False)
    make_maintenance(**window).withdraw()
    due = {}

    for moment in [-HOUR, 0 * HOUR, 2 * HOUR]:
        with time_machine.travel(NOON + 3 * DAY + moment, tick=False):
            due[moment / HOUR] = list(ScheduledMaintenance.objects.due_to_start())

    assert due == {-1: [], 0: [maintenance], 2: [maintenance]}


def test_a_maintenance_is_due_to_complete_when_its_window_ends():
    window = {"scheduled_for": NOON + 3 * DAY, "scheduled_until": NOON + 3 * DAY + HOUR}
    begun = [
        make_maintenance(**window),
        make_maintenance(**window),
        make_maintenance(**window, completes_itself=False),
        make_maintenance(**window),
    ]
    make_maintenance(**window)
    for maintenance in begun:
        maintenance.start()
    begun[1].post_update(status="verifying", body="Looking.")
    begun[3].withdraw()
    due = {}

    for moment in [0, 1, 2]:
        with time_machine.travel(NOON + 3 * DAY + moment * HOUR, tick=False):
            due[moment] = set(ScheduledMaintenance.objects.due_to_complete())

    assert due == {0: set(), 1: set(begun[:2]), 2: set(begun[:2])}


def test_what_has_been_started_and_completed_is_due_no_more():
    with time_machine.travel(NOON, tick=False):
        maintenance = make_maintenance(scheduled_for=NOON - HOUR, scheduled_until=NOON)
        maintenance.start()
        after_start = [
            list(ScheduledMaintenance.objects.due_to_start()),
            list(ScheduledMaintenance.objects.due_to_complete()),
        ]
        maintenance.complete()
        after_completion = list(ScheduledMaintenance.objects.due_to_complete())

    assert (after_start, after_completion) == ([[], [maintenance]], [])


def test_maintenances_and_incidents_are_told_apart():
    incident, maintenance = make_incident(), make_maintenance()

    assert list(Incident.objects.incidents()) == [incident]
    assert [found.pk for found in Incident.objects.maintenances()] == [maintenance.pk]
    assert list(ScheduledMaintenance.objects.all()) == [maintenance]


def test_maintenances_are_upcoming_active_or_neither():
    upcoming, active, verifying, completed = (make_maintenance() for _ in range(4))
    for maintenance in [active, verifying, completed]:
        maintenance.start()
    verifying.post_update(status="verifying", body="Looking.")
    completed.complete()

    assert list(ScheduledMaintenance.objects.upcoming()) == [upcoming]
    assert set(ScheduledMaintenance.objects.active()) == {active, verifying}
