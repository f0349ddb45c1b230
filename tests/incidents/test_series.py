"""Work that comes back is announced in time, each once, and not again when its plan changes."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from accounts.models import AuditEvent
from incidents import refusals
from incidents.models import MaintenanceSeries, ScheduledMaintenance
from tests.factories import make_component, make_series
from tests.incidents.announcing import announce_all, announced
from tests.incidents.moments import DAY
from tests.incidents.refused import refused

pytestmark = pytest.mark.django_db

# A Friday; the series takes place on Tuesdays.
FRIDAY = datetime(2026, 8, 14, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(FRIDAY, tick=False) as traveller:
        yield traveller


def plan(series, count=3):
    series.refresh_from_db()
    return [
        (f"{one.day:%m-%d}", one.is_announced, one.is_skipped) for one in series.upcoming(count)
    ]


def test_an_occurrence_is_announced_as_the_series_says():
    api = make_component()
    chosen = ["completes_itself", "moves_components", "notifies_at_start", "notifies_at_completion"]
    off = dict.fromkeys(chosen, False)
    make_series(components=[api], notify=False, remind_minutes=15, **off)

    announce_all()

    maintenance = ScheduledMaintenance.objects.get()
    update = maintenance.updates.get()
    assert (maintenance.name, update.body, update.notify, update.by) == (
        "Patch day", "Servers restart.", False, None,
    )  # fmt: skip
    assert maintenance.window == (
        datetime(2026, 8, 18, 0, 30, tzinfo=UTC), datetime(2026, 8, 18, 2, 0, tzinfo=UTC),
    )  # fmt: skip
    assert (maintenance.starts_itself, maintenance.remind_minutes) == (True, 15)
    assert {name: getattr(maintenance, name) for name in chosen} == off
    assert [row.component for row in update.affected_components.all()] == [api]


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [(1, ["08-18 00:30"]), (2, ["08-18 00:30", "08-25 00:30"])],
)
def test_as_many_are_announced_ahead_as_was_chosen(ahead, expected):
    make_series(ahead=ahead)

    announce_all()

    assert announced() == expected


def test_the_next_one_is_announced_as_soon_as_one_before_has_begun(clock):
    make_series()
    announce_all()
    clock.move_to(datetime(2026, 8, 18, 0, 29, tzinfo=UTC))
    announce_all()
    before = announced()

    clock.move_to(datetime(2026, 8, 18, 0, 31, tzinfo=UTC))
    announce_all()

    assert (before, announced()) == (["08-18 00:30"], ["08-18 00:30", "08-25 00:30"])


def test_nothing_is_announced_longer_before_than_was_chosen(clock):
    make_series(lead_days=3)
    announce_all()
    at_once = announced()

    clock.shift(DAY)
    announce_all()

    assert (at_once, announced()) == ([], ["08-18 00:30"])


@pytest.mark.parametrize(("lead_days", "expected"), [(30, ["08-25 00:30"]), (3, [])])
def test_what_passed_while_nobody_looked_is_not_announced(clock, lead_days, expected):
    make_series(lead_days=lead_days)

    clock.shift(5 * DAY)
    announce_all()

    assert announced() == expected


def test_a_change_of_the_plan_leaves_what_is_announced_and_makes_no_second_one_of_its_day():
    series = make_series()
    announce_all()

    series.revise(name="Night of patches", at=time(4, 0), ahead=2)
    announce_all()

    assert announced() == ["08-18 00:30", "08-25 02:00"]
    names = ScheduledMaintenance.objects.order_by("scheduled_for").values_list("name", flat=True)
    assert list(names) == ["Patch day", "Night of patches"]


def test_a_series_is_told_as_it_was_planned_last():
    api, web = make_component(), make_component(name="Web")
    series = make_series(components=[api])

    series.revise(name=" Patches ", body=" More. ", components=[web])
    announce_all()

    update = ScheduledMaintenance.objects.get().updates.get()
    assert (series.name, update.incident.name, update.body) == ("Patches", "Patches", "More.")
    assert [row.component for row in update.affected_components.all()] == [web]


def test_a_withdrawn_or_cancelled_occurrence_is_not_announced_again():
    make_series()
    announce_all()
    maintenance = ScheduledMaintenance.objects.get()
    maintenance.cancel(reason="Holidays.")
    maintenance.withdraw()

    MaintenanceSeries.objects.update(due_at=FRIDAY)
    announce_all()

    assert announced() == ["08-18 00:30"]


def test_a_skipped_occurrence_is_left_out_and_the_one_after_takes_its_place():
    series = make_series()

    series.skip(date(2026, 8, 18))
    announce_all()

    assert announced() == ["08-25 00:30"]
    assert plan(series) == [
        ("08-18", False, True), ("08-25", True, False), ("09-01", False, False),
    ]  # fmt: skip


def test_a_skipped_occurrence_may_take_place_after_all():
    series = make_series(lead_days=4)
    series.skip(date(2026, 8, 18))
    due_at = series.due_at

    series.unskip(date(2026, 8, 18))
    announce_all()

    assert (due_at, announced()) == (datetime(2026, 8, 21, 0, 30, tzinfo=UTC), ["08-18 00:30"])


def test_what_is_announced_or_no_day_of_the_series_is_not_skipped():
    series = make_series()
    announce_all()

    with refused(refusals.OccurrenceAnnounced):
        series.skip(date(2026, 8, 18))
    with refused(refusals.OccurrenceUnknown):
        series.skip(date(2026, 8, 19))
    with refused(refusals.OccurrenceUnknown):
        series.unskip(date(2026, 8, 18))


def test_a_series_that_has_ended_announces_nothing_and_takes_back_nothing(clock):
    series = make_series()
    announce_all()

    series.end()
    clock.shift(30 * DAY)
    announce_all()

    assert (announced(), series.upcoming(3)) == (["08-18 00:30"], [])
    with refused(refusals.SeriesEnded):
        series.revise(name="Again")


def test_a_rule_that_is_exhausted_is_due_no_more():
    series = make_series(rule="FREQ=WEEKLY;BYDAY=TU;COUNT=2", ahead=5)

    announce_all()

    series.refresh_from_db()
    assert (announced(), series.due_at) == (["08-18 00:30", "08-25 00:30"], None)


def test_a_component_that_left_the_page_does_not_stop_the_others():
    api, web = make_component(), make_component(name="Web")
    make_series(components=[api, web])
    api.is_visible = False
    api.save_details()

    announce_all()

    (update,) = ScheduledMaintenance.objects.get().updates.all()
    assert [row.component for row in update.affected_components.all()] == [web]


def test_a_series_that_cannot_be_followed_is_not_set_up():
    with refused(refusals.RuleTooFrequent):
        make_series(rule="FREQ=HOURLY")
    with refused(refusals.WindowsOverlap):
        make_series(rule="FREQ=DAILY", minutes=25 * 60)


def test_each_change_of_a_series_leaves_one_line_in_the_log():
    series = make_series()

    series.revise(name="Patches")
    series.skip(date(2026, 8, 18))
    series.unskip(date(2026, 8, 18))
    announce_all()
    series.end()

    lines = AuditEvent.objects.order_by("pk")
    assert [(line.action, line.label, line.summary) for line in lines] == [
        ("set up", "Patch day", "FREQ=WEEKLY;BYDAY=TU"),
        ("changed", "Patches", ""),
        ("skipped one of", "Patches", "2026-08-18"),
        ("unskipped one of", "Patches", "2026-08-18"),
        ("announced", "Patches", "of the series Patches"),
        ("ended", "Patches", ""),
    ]
