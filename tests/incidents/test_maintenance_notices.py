"""Which steps of a maintenance subscribers are told of; the reminder falls due once."""

import pytest

from incidents.models import ScheduledMaintenance
from pages.models import Page
from tests.factories import make_maintenance
from tests.incidents.conftest import NOON
from tests.incidents.moments import DAY, HOUR, MINUTE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def make_work(**overrides):
    """A maintenance of tomorrow noon."""
    window = {"scheduled_for": NOON + DAY, "scheduled_until": NOON + DAY + HOUR}
    return make_maintenance(**{**window, **overrides})


def remind_all():
    """What the clock does; returns whom it reminded of."""
    due = ScheduledMaintenance.objects.due_to_remind()
    return [one.name for one in due if one.remind()]


@pytest.mark.parametrize("at_start", [True, False])
@pytest.mark.parametrize("at_completion", [True, False])
def test_each_step_tells_subscribers_as_was_chosen(at_start, at_completion):
    maintenance = make_work(notifies_at_start=at_start, notifies_at_completion=at_completion)

    maintenance.start()
    maintenance.complete()

    told = [update.notify for update in maintenance.updates.all()]
    assert told == [True, at_start, at_completion]


def test_a_reminder_falls_due_once_an_hour_before_and_readers_see_nothing_of_it(clock):
    maintenance = make_work()
    revision = Page.current().revision
    reminded = []

    for moment in [NOON, NOON + 23 * HOUR - MINUTE, NOON + 23 * HOUR, NOON + 23.5 * HOUR]:
        clock.move_to(moment)
        reminded.append(remind_all())

    maintenance.refresh_from_db()
    assert reminded == [[], [], ["Database upgrade"], []]
    assert ScheduledMaintenance.objects.due_to_remind() == []
    assert maintenance.reminded_at == NOON + 23 * HOUR
    assert (maintenance.updates.count(), Page.current().revision) == (1, revision)


def test_two_workers_that_found_the_same_reminder_record_it_once(clock):
    make_work()
    clock.move_to(NOON + 23 * HOUR)
    (one,), (other,) = (ScheduledMaintenance.objects.due_to_remind() for _ in range(2))

    assert [one.remind(), other.remind()] == [True, False]


@pytest.mark.parametrize(
    "overrides",
    [
        {"remind_minutes": None},
        {"remind_minutes": 15},
        # Announced later than the reminder would have been sent.
        {"remind_minutes": 2 * 24 * 60},
    ],
)
def test_no_reminder_is_due_where_none_was_chosen_or_its_time_is_another(clock, overrides):
    make_work(**overrides)

    clock.move_to(NOON + 23 * HOUR)

    assert remind_all() == []


def test_nobody_is_reminded_of_what_was_withdrawn_cancelled_or_begun(clock):
    make_work().withdraw()
    make_work().cancel(reason="Not needed.")
    make_work().start()

    clock.move_to(NOON + 23 * HOUR)

    assert (ScheduledMaintenance.objects.due_to_remind(), remind_all()) == ([], [])


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.withdraw(),
        lambda one: one.cancel(reason="Not needed."),
        lambda one: one.start(),
        lambda one: one.reschedule(scheduled_for=NOON + 2 * DAY, scheduled_until=NOON + 3 * DAY),
    ],
)
def test_a_reminder_found_before_its_maintenance_changed_is_not_recorded(clock, change):
    make_work()
    clock.move_to(NOON + 23 * HOUR)
    (found,) = ScheduledMaintenance.objects.due_to_remind()

    change(ScheduledMaintenance.objects.get())

    assert found.remind() is False
    assert ScheduledMaintenance.objects.get().reminded_at is None


def test_a_maintenance_that_moved_is_reminded_of_anew(clock):
    maintenance = make_work()
    clock.move_to(NOON + 23 * HOUR)
    remind_all()

    maintenance.reschedule(scheduled_for=NOON + 3 * DAY, scheduled_until=NOON + 4 * DAY)
    at_once = remind_all()
    clock.move_to(NOON + 3 * DAY - HOUR)

    assert (at_once, remind_all()) == ([], ["Database upgrade"])
