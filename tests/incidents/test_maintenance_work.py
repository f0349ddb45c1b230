"""What happens to a plan: it is extended, moved or called off, and readers are told."""

import pytest

from incidents import refusals
from pages.models import Page
from tests.factories import make_component, make_maintenance
from tests.incidents.conftest import NOON
from tests.incidents.moments import DAY, HOUR, MINUTE
from tests.incidents.refused import refused
from tests.staff import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def make_work(**overrides):
    """A maintenance from noon to two."""
    return make_maintenance(
        **{"scheduled_for": NOON, "scheduled_until": NOON + 2 * HOUR, **overrides}
    )


def told(maintenance):
    return [(update.label, update.body) for update in maintenance.timeline()]


def times(maintenance):
    maintenance.refresh_from_db()
    return [
        moment and (moment - NOON) / MINUTE
        for moment in (
            maintenance.scheduled_for, maintenance.first_planned_until,
            maintenance.scheduled_until, maintenance.actual_start, maintenance.actual_end,
        )
    ]  # fmt: skip


def test_what_was_planned_stands_beside_what_was_done(clock):
    maintenance = make_work()
    planned = times(maintenance)
    clock.shift(3 * MINUTE)
    maintenance.start()
    clock.shift(142 * MINUTE)
    maintenance.complete()

    assert planned == [0, 120, 120, None, None]
    assert times(maintenance) == [0, 120, 120, 3, 145]
    assert maintenance.ran_over == 25 * MINUTE


@pytest.mark.parametrize(("minutes", "over"), [(60, None), (120, None), (121, MINUTE)])
def test_work_runs_over_by_a_minute_at_least(clock, minutes, over):
    maintenance = make_work()
    maintenance.start()
    clock.shift(minutes * MINUTE)
    maintenance.complete()

    assert maintenance.ran_over == over


def test_work_begins_with_the_first_update_that_still_says_so(clock):
    maintenance = make_work()
    clock.shift(5 * MINUTE)
    slip = maintenance.start()
    clock.shift(5 * MINUTE)
    maintenance.post_update(status="verifying", body="Looking.")

    before = times(maintenance)[3]
    slip.retract(reason="It had not begun.")

    assert (before, times(maintenance)[3]) == (5, 10)


def test_an_extension_is_told_in_one_change_and_the_first_plan_is_kept():
    alice = make_staff()
    maintenance = make_work()
    maintenance.start()
    before = Page.current().revision

    first = maintenance.extend(until=NOON + 3 * HOUR, by=alice)
    revision = Page.current().revision
    maintenance.extend(until=NOON + 4 * HOUR, body="One more index.")

    assert (revision, first.by, first.status) == (before + 1, alice, "in_progress")
    assert times(maintenance) == [0, 120, 240, 0, None]
    assert told(maintenance)[:2] == [
        ("Update", "One more index."),
        ("Update", "The maintenance takes longer than planned: now until 15:00 UTC."),
    ]


def test_what_ran_over_is_measured_from_the_first_plan(clock):
    maintenance = make_work()
    maintenance.start()
    maintenance.extend(until=NOON + 3 * HOUR)
    clock.shift(165 * MINUTE)
    maintenance.complete()

    assert maintenance.ran_over == 45 * MINUTE


@pytest.mark.parametrize("status", ["scheduled", "completed"])
def test_only_work_that_goes_on_is_extended(status):
    maintenance = make_work()
    maintenance.post_update(status=status, body="x")

    with refused(refusals.NotExtendable):
        maintenance.extend(until=NOON + 9 * HOUR)


@pytest.mark.parametrize("minutes", [60, 120])
def test_an_extension_makes_the_window_longer(minutes):
    maintenance = make_work()
    maintenance.start()

    with refused(refusals.NotLonger):
        maintenance.extend(until=NOON + minutes * MINUTE)


def test_a_window_that_moves_before_the_work_says_from_where_to_where():
    maintenance = make_work()

    maintenance.reschedule(scheduled_for=NOON + DAY, scheduled_until=NOON + DAY + HOUR)

    assert told(maintenance)[0] == (
        "Update",
        "The maintenance was moved. It now takes place from 2026-08-15 12:00 UTC to "
        "2026-08-15 13:00 UTC; before, it was planned from 2026-08-14 12:00 UTC to "
        "2026-08-14 14:00 UTC.",
    )
    assert times(maintenance) == [1440, 1500, 1500, None, None]


def test_a_window_that_ends_earlier_says_so_once_the_work_goes_on():
    maintenance = make_work()
    maintenance.start()

    maintenance.reschedule(scheduled_for=NOON, scheduled_until=NOON + HOUR)

    assert told(maintenance)[0][1] == "The maintenance is now planned until 2026-08-14 13:00 UTC."
    assert times(maintenance) == [0, 120, 60, 0, None]


def test_a_window_is_not_moved_to_where_it_is():
    maintenance = make_work()

    with refused(refusals.WindowUnchanged):
        maintenance.reschedule(scheduled_for=NOON, scheduled_until=NOON + 2 * HOUR)


def test_the_window_of_what_is_over_stays_as_it_was():
    maintenance = make_work()
    maintenance.start()
    maintenance.complete()

    with refused(refusals.MaintenanceOver):
        maintenance.reschedule(scheduled_for=NOON, scheduled_until=NOON + 9 * HOUR)


def test_a_cancelled_maintenance_says_why_and_leaves_its_components_alone(clock):
    alice, api = make_staff(), make_component()
    maintenance = make_work(components=[api], scheduled_for=NOON + HOUR)
    before = Page.current().revision
    clock.shift(MINUTE)

    update = maintenance.cancel(reason="The vendor is not ready.", by=alice)

    api.refresh_from_db()
    assert told(maintenance) == [
        ("Cancelled", "This maintenance was cancelled: The vendor is not ready."),
        ("Scheduled", "Deliveries pause for a few minutes."),
    ]
    assert (update.by, Page.current().revision, api.status) == (alice, before + 1, "operational")
    assert (maintenance.status, str(maintenance.get_status_display())) == ("completed", "Cancelled")
    assert times(maintenance)[3:] == [None, None]
    assert (maintenance.cancelled_at, maintenance.ran_over) == (NOON + MINUTE, None)


def test_what_was_cancelled_is_due_no_more(clock):
    maintenance = make_work(scheduled_for=NOON + HOUR)
    maintenance.cancel(reason="Not needed.")

    clock.shift(90 * MINUTE)

    assert list(type(maintenance).objects.due_to_start()) == []


def test_a_cancellation_that_is_removed_did_not_happen(clock):
    maintenance = make_work()
    clock.shift(MINUTE)
    update = maintenance.cancel(reason="Not needed.")
    before = maintenance.is_cancelled

    update.retract(reason="It is needed.")

    maintenance.refresh_from_db()
    assert (before, maintenance.status, maintenance.is_cancelled) == (True, "scheduled", False)


@pytest.mark.parametrize("status", ["in_progress", "verifying", "completed"])
def test_what_has_begun_is_not_cancelled(status):
    maintenance = make_work()
    maintenance.post_update(status=status, body="x")

    with refused(refusals.NotCancellable):
        maintenance.cancel(reason="Not needed.")


@pytest.mark.parametrize(
    ("reason", "refusal"), [(" ", refusals.ReasonMissing), ("x" * 256, refusals.ReasonTooLong)]
)
def test_a_cancellation_says_why_in_one_line(reason, refusal):
    maintenance = make_work()

    with refused(refusal):
        maintenance.cancel(reason=reason)
