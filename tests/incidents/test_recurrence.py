"""On which days work comes back, and at which moment on days when the clocks change."""

from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from incidents import refusals
from incidents.recurrence import Recurrence

NOW = datetime(2026, 8, 14, 12, tzinfo=UTC)


def recurrence(rule, *, first_day=date(2026, 8, 1), at=time(2, 30), zone="Etc/UTC"):
    return Recurrence(rule, first_day, at, ZoneInfo(zone))


def days(rule, count=3, **overrides):
    coming = recurrence(rule, **overrides).after(NOW)
    return [f"{day:%a %Y-%m-%d}" for day, _ in islice(coming, count)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", ["Tue 2026-08-18", "Tue 2026-08-25", "Tue 2026-09-01"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", ["Tue 2026-08-25", "Tue 2026-09-08", "Tue 2026-09-22"]),
        ("FREQ=MONTHLY;BYDAY=2TU", ["Tue 2026-09-08", "Tue 2026-10-13", "Tue 2026-11-10"]),
        ("FREQ=MONTHLY;BYDAY=-1SU", ["Sun 2026-08-30", "Sun 2026-09-27", "Sun 2026-10-25"]),
        ("rrule:freq=daily", ["Sat 2026-08-15", "Sun 2026-08-16", "Mon 2026-08-17"]),
        ("FREQ=DAILY;COUNT=15", ["Sat 2026-08-15"]),
        ("FREQ=DAILY;UNTIL=20260816", ["Sat 2026-08-15", "Sun 2026-08-16"]),
        ("FREQ=DAILY;UNTIL=20260816T000000Z", ["Sat 2026-08-15", "Sun 2026-08-16"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["Tue 2028-02-29"]),
    ],
)
def test_a_rule_says_the_days(rule, expected):
    assert days(rule) == expected


@pytest.mark.parametrize(
    ("zone", "first_day", "expected"),
    [
        # In Paris, the clocks go from 02:00 to 03:00 on March 29, and back on October 25.
        ("Europe/Paris", date(2026, 3, 28), ["28 02:30 CET", "29 03:30 CEST", "30 02:30 CEST"]),
        ("Europe/Paris", date(2026, 10, 24), ["24 02:30 CEST", "25 02:30 CEST", "26 02:30 CET"]),
        # In New York, on March 8 and November 1; there, half past one comes twice.
        ("America/New_York", date(2026, 3, 7), ["07 02:30 EST", "08 03:30 EDT", "09 02:30 EDT"]),
        ("America/New_York", date(2026, 10, 31), ["31 02:30 EDT", "01 02:30 EST", "02 02:30 EST"]),
    ],
)
def test_the_wall_time_holds_when_the_clocks_change(zone, first_day, expected):
    daily = recurrence("FREQ=DAILY", first_day=first_day, zone=zone)

    coming = islice(daily.after(datetime(2026, 1, 1, tzinfo=UTC)), 3)

    said = [f"{moment.astimezone(ZoneInfo(zone)):%d %H:%M %Z}" for _, moment in coming]
    assert said == expected


def test_of_a_time_that_comes_twice_the_first_is_meant():
    daily = recurrence(
        "FREQ=DAILY", first_day=date(2026, 11, 1), at=time(1, 30), zone="America/New_York"
    )

    coming = daily.after(datetime(2026, 10, 1, tzinfo=UTC))

    assert next(coming)[1] == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        ("", refusals.RuleUnreadable),
        ("every tuesday", refusals.RuleUnreadable),
        ("FREQ=FORTNIGHTLY", refusals.RuleUnreadable),
        ("BYDAY=TU", refusals.RuleUnreadable),
        ("FREQ=WEEKLY;BYDAY=XX", refusals.RuleUnreadable),
        ("FREQ=WEEKLY;BYDAY=", refusals.RuleUnreadable),
        ("FREQ=DAILY;INTERVAL=0", refusals.RuleUnreadable),
        ("FREQ=DAILY;INTERVAL=99999999999", refusals.RuleUnreadable),
        ("FREQ=DAILY;COUNT=0", refusals.RuleUnreadable),
        ("FREQ=DAILY;UNTIL=tomorrow", refusals.RuleUnreadable),
        ("FREQ=DAILY;FREQ=WEEKLY", refusals.RuleUnreadable),
        ("FREQ=DAILY;BYHOUR=1,2,3", refusals.RuleUnreadable),
        ("FREQ=DAILY;BYSETPOS=0", refusals.RuleUnreadable),
        ("FREQ=DAILY\nEXDATE:20260814", refusals.RuleUnreadable),
        ("FREQ=HOURLY", refusals.RuleTooFrequent),
        ("FREQ=MINUTELY;INTERVAL=5", refusals.RuleTooFrequent),
        ("FREQ=SECONDLY", refusals.RuleTooFrequent),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", refusals.RuleNeverHappens),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", refusals.RuleNeverHappens),
        ("FREQ=DAILY;COUNT=3", refusals.RuleNeverHappens),
        ("FREQ=DAILY;UNTIL=20260810", refusals.RuleNeverHappens),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rule, refusal):
    with pytest.raises(refusal):
        recurrence(rule).check(minutes=60, now=NOW)


@pytest.mark.parametrize(("minutes", "fits"), [(24 * 60, True), (24 * 60 + 1, False)])
def test_one_is_over_before_the_next_begins(minutes, fits):
    try:
        recurrence("FREQ=DAILY").check(minutes=minutes, now=NOW)
    except refusals.WindowsOverlap:
        fitted = False
    else:
        fitted = True

    assert fitted == fits
