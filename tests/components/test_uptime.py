"""What a component lost on each day, and what is printed of it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.status import ComponentStatus
from components.uptime import Day, Period, cut, days_of, mean, mean_day, uptime

ZONES = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"]
NOW = datetime(2026, 8, 14, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DAY = 86_400


def at(month, day, hour=0, minute=0, second=0, microsecond=0):
    return datetime(2026, month, day, hour, minute, second, microsecond, tzinfo=UTC)


def lost(first, last, changes, *, zone="UTC", now=NOW, before="operational", start_date=None):
    """Seconds of partial and of major outage by day, None where nothing is known."""
    period = Period.of(date(2026, *first), date(2026, *last), zone=ZoneInfo(zone), now=now)
    days = days_of(period, changes, status_before=before, start_date=start_date)
    assert [day.date for day in days] == list(period.dates)
    return [(day.partial_seconds, day.major_seconds) if day.is_known else None for day in days]


def days(*major_seconds, partial_seconds=0):
    first = date(2026, 1, 1)
    return [
        Day(first + timedelta(days=age), partial_seconds, seconds)
        for age, seconds in enumerate(major_seconds)
    ]


UNKNOWN = Day(date(2026, 1, 1), is_known=False)


def test_the_seconds_of_each_outage_are_counted_on_their_day():
    changes = [
        (at(8, 1, 10), "partial_outage"),
        (at(8, 1, 10, 12), "major_outage"),
        (at(8, 1, 10, 13, 1), "operational"),
        (at(8, 2, 23, 59, 50), "major_outage"),
        (at(8, 3, 0, 0, 5), "operational"),
    ]

    assert lost((7, 31), (8, 3), changes) == [(0, 0), (720, 61), (0, 10), (0, 5)]


@pytest.mark.parametrize("status", ["operational", "degraded_performance", "under_maintenance"])
def test_what_is_no_outage_loses_nothing(status):
    assert lost((8, 1), (8, 2), [(at(8, 1, 6), status)]) == [(0, 0), (0, 0)]


def test_an_outage_that_began_before_fills_the_days():
    changes = [(at(8, 2, 1), "operational")]

    assert lost((8, 1), (8, 3), changes, before="major_outage") == [(0, DAY), (0, 3600), (0, 0)]


def test_an_outage_that_goes_on_counts_up_to_now_and_the_days_end_with_the_present_one():
    changes = [(at(8, 13, 23), "partial_outage")]

    assert lost((8, 13), (8, 20), changes) == [(3600, 0), (43_200, 0)]
    assert lost((8, 20), (8, 22), changes) == []


def test_of_two_changes_in_one_moment_the_later_one_holds():
    changes = [
        (at(8, 1), "major_outage"),
        (at(8, 1), "partial_outage"),
        (at(8, 1, 1), "operational"),
    ]

    assert lost((8, 1), (8, 1), changes) == [(3600, 0)]


def test_a_moment_counts_from_its_whole_second():
    changes = [
        (at(8, 1, 0, 0, 1, 999_999), "major_outage"),
        (at(8, 1, 0, 0, 3, 1), "operational"),
    ]

    assert lost((8, 1), (8, 1), changes) == [(0, 2)]


def test_the_days_before_the_history_are_not_known():
    begun = [(at(8, 13, 20), "major_outage")]

    assert lost((8, 12), (8, 14), begun, before=None) == [None, (0, 14_400), (0, 43_200)]
    at_midnight = [(at(8, 13), "operational")]
    assert lost((8, 12), (8, 13), at_midnight, before=None) == [None, (0, 0)]
    assert lost((8, 13), (8, 14), [], before=None) == [None, None]
    assert lost((8, 13), (8, 13), [(at(8, 14), "operational")], before=None) == [None]
    assert lost((8, 14), (8, 14), [(at(8, 14, 20), "operational")], before=None) == [None]


def test_a_component_that_was_added_a_moment_ago_has_a_first_day():
    now = NOW + timedelta(microseconds=2)

    assert lost((8, 14), (8, 14), [(now, "major_outage")], before=None, now=now) == [(0, 0)]


def test_the_days_before_the_start_date_are_left_out():
    def since(day):
        return lost((8, 1), (8, 3), [], before="major_outage", start_date=date(2026, *day))

    assert since((8, 3)) == [None, None, (0, DAY)]
    assert since((7, 1)) == [(0, DAY)] * 3
    assert since((9, 1)) == [None] * 3


def test_a_day_begins_and_ends_by_the_clocks_of_the_page():
    def down(first, last, zone):
        return lost(first, last, [], before="major_outage", zone=zone, now=at(12, 1))

    assert down((3, 7), (3, 9), "America/New_York") == [(0, DAY), (0, 82_800), (0, DAY)]
    assert down((10, 31), (11, 2), "America/New_York") == [(0, DAY), (0, 90_000), (0, DAY)]
    # In Santiago this midnight is skipped.
    assert down((9, 5), (9, 7), "America/Santiago") == [(0, DAY), (0, 82_800), (0, DAY)]


@pytest.mark.parametrize(
    ("some", "figure"),
    [
        (days(*[0] * 90), 100.0),
        (days(1, *[0] * 89), 99.99),
        (days(38_880, *[0] * 89), 99.5),
        (days(86_400), 0.0),
        (days(90_000), 0.0),
        (days(0, partial_seconds=86_400), 70.0),
        (days(700, partial_seconds=1000), 98.84),
        # 99.9999…: rounded, it would say that nothing was lost.
        (days(0, *[0] * 88, partial_seconds=0) + days(0, partial_seconds=1), 99.99),
    ],
)
def test_the_percentage_is_cut_and_not_rounded(some, figure):
    assert cut(uptime(some)) == figure


def test_no_figure_is_off_by_a_hundredth_as_floating_point_numbers_may_be():
    figures = [cut(uptime(days(864 * hundredths, *[0] * 99))) for hundredths in range(10_001)]

    assert figures == [(10_000 - hundredths) / 100 for hundredths in range(10_001)]


def test_days_that_are_not_known_do_not_count_as_up():
    assert cut(uptime([UNKNOWN, *days(43_200)])) == 50.0
    assert uptime([UNKNOWN]) is None
    assert uptime([]) is None


def test_a_group_is_up_as_much_as_its_components_are_in_the_mean():
    # 99.99537… and 99.98611…: cut before the mean, they would come to 99.98.
    assert cut(mean([uptime(days(4)), None, uptime(days(12))])) == 99.99
    # 99.98495…: cut, not rounded.
    assert cut(mean([uptime(days(0)), uptime(days(26))])) == 99.98
    assert mean([None]) is None
    assert mean([]) is None


def test_a_day_of_a_group_is_the_mean_of_those_that_are_known():
    one, other = Day(date(2026, 1, 1), 100, 7), Day(date(2026, 1, 1), 0, 8)

    assert mean_day([one, UNKNOWN, other]) == Day(date(2026, 1, 1), 50, 7)
    assert mean_day([UNKNOWN, UNKNOWN]) == UNKNOWN


def slowly(changes, first, *, zone, now):
    """Ask of every tenth minute what held in it; all changes come at such minutes."""
    found: dict[date, list[int]] = {}
    moment = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)
    while moment < now:
        status = next((status for begun, status in reversed(changes) if begun <= moment), None)
        spent = found.setdefault(moment.astimezone(zone).date(), [0, 0])
        spent[0] += 600 * (status == "partial_outage")
        spent[1] += 600 * (status == "major_outage")
        moment += timedelta(minutes=10)
    return found


@given(
    gaps=st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(ComponentStatus.values)), max_size=12
    ),
    zone=st.sampled_from(ZONES),
    month=st.sampled_from([3, 4, 9, 10, 11]),
    until=st.integers(0, 900),
)
def test_the_seconds_are_those_that_a_slow_clock_counts(gaps, zone, month, until):
    first, changes = date(2026, month, 1), [(LONG_AGO, "operational")]
    begun = at(month, 1) - timedelta(days=1)
    for gap, status in gaps:
        begun += timedelta(minutes=10 * gap)
        changes.append((begun, status))
    now = at(month, 1) + timedelta(minutes=10 * until)
    period = Period.of(first, date(2026, month, 5), zone=ZoneInfo(zone), now=now)
    before = (
        [status for begun, status in changes if begun < period.starts_at] if period.dates else []
    )

    counted = days_of(
        period,
        [change for change in changes if period.dates and change[0] >= period.starts_at],
        status_before=before[-1] if before else None,
    )

    slow = slowly(changes, first, zone=ZoneInfo(zone), now=now)
    assert [[day.partial_seconds, day.major_seconds] for day in counted] == [
        slow.get(day, [0, 0]) for day in period.dates
    ]
