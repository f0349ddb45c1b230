"""What maintenances and postmortems refuse once there is one."""

import pytest

from incidents import refusals
from incidents.models import Postmortem
from tests.factories import make_component, make_incident, make_maintenance
from tests.incidents.moments import DAY, HOUR, NOON
from tests.incidents.refused import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("length", [-HOUR, 0 * HOUR])
def test_a_window_ends_after_it_starts(length):
    maintenance = make_maintenance()
    window = {"scheduled_for": NOON + 4 * DAY, "scheduled_until": NOON + 4 * DAY + length}

    with refused(refusals.WindowEndsBeforeItStarts):
        make_maintenance(**window)
    with refused(refusals.WindowEndsBeforeItStarts):
        maintenance.reschedule(**window)


@pytest.mark.parametrize("begun", ["in_progress", "verifying", "completed"])
def test_the_beginning_of_a_window_is_not_moved_once_it_has_passed(begun):
    maintenance = make_maintenance()
    maintenance.post_update(status=begun, body="x")

    with refused(refusals.WindowHasBegun):
        maintenance.reschedule(scheduled_for=NOON, scheduled_until=NOON + 9 * DAY)


@pytest.mark.parametrize("status", ["in_progress", "verifying", "completed"])
def test_a_maintenance_starts_once(status):
    maintenance = make_maintenance(components=[make_component()])
    maintenance.post_update(status=status, body="x")

    with refused(refusals.NotScheduled):
        maintenance.start()


@pytest.mark.parametrize("status", ["scheduled", "completed"])
def test_a_maintenance_that_is_not_in_progress_is_not_completed(status):
    maintenance = make_maintenance(components=[make_component()])
    maintenance.post_update(status=status, body="x")

    with refused(refusals.NotInProgress):
        maintenance.complete()


def test_a_postmortem_is_not_published_before_it_is_written():
    incident = make_incident(status="resolved")
    postmortem = Postmortem.objects.of(incident)

    with refused(refusals.PostmortemNotReady):
        postmortem.publish()


@pytest.mark.parametrize("status", ["investigating", "identified", "monitoring"])
def test_a_postmortem_is_not_published_while_its_incident_lasts(status):
    postmortem = Postmortem.objects.of(make_incident(status=status))
    postmortem.save_draft("It was the disk.")

    with refused(refusals.PostmortemNotReady):
        postmortem.publish()


def test_a_postmortem_that_is_not_published_is_not_taken_off_the_page():
    postmortem = Postmortem.objects.of(make_incident(status="resolved"))
    postmortem.save_draft("It was the disk.")

    with refused(refusals.PostmortemNotPublished):
        postmortem.unpublish()
