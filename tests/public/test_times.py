"""Moments as they are printed."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public.month import Month
from public.templatetags import times

NOW = datetime(2026, 8, 14, 14, tzinfo=UTC)


def context(zone="UTC", now=NOW):
    return {"page": SimpleNamespace(zone=ZoneInfo(zone)), "now": now}


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "moment", "stamp"),
    [
        ("UTC", utc(2026, 8, 14, 12, 23, 59), "Aug 14, 12:23 UTC"),
        ("Europe/Paris", utc(2026, 8, 14, 22, 5), "Aug 15, 00:05 CEST"),
        ("Europe/Paris", utc(2026, 1, 4, 8, 5), "Jan 4, 09:05 CET"),
        ("America/Sao_Paulo", utc(2026, 8, 14, 12), "Aug 14, 09:00 UTC-03"),
        ("Asia/Kathmandu", utc(2026, 8, 14, 12), "Aug 14, 17:45 UTC+0545"),
        ("UTC", utc(2025, 12, 31, 23, 59), "Dec 31, 2025, 23:59 UTC"),
        ("Asia/Tokyo", utc(2025, 12, 31, 23, 59), "Jan 1, 08:59 JST"),
    ],
)
def test_a_stamp_is_in_the_zone_of_the_page_and_has_a_year_when_it_is_another(zone, moment, stamp):
    assert times.stamp(context(zone), moment) == (
        f'<time datetime="{moment:%Y-%m-%dT%H:%M:%SZ}">{stamp}</time>'
    )


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "words"),
    [
        ("UTC", utc(2026, 1, 24), utc(2026, 1, 24, 3), "Jan 24, 00:00-03:00 UTC"),
        (
            "UTC",
            utc(2026, 5, 28, 16, 30),
            utc(2026, 5, 29, 16, 30),
            "May 28, 16:30 UTC - May 29, 16:30 UTC",
        ),
        (
            "UTC",
            utc(2025, 12, 31, 23),
            utc(2026, 1, 1, 1),
            "Dec 31, 2025, 23:00 UTC - Jan 1, 2026, 01:00 UTC",
        ),
        (
            "Europe/Paris",
            utc(2026, 10, 25, 0, 30),
            utc(2026, 10, 25, 1, 30),
            "Oct 25, 02:30 CEST - Oct 25, 02:30 CET",
        ),
    ],
)
def test_a_window_says_no_more_than_it_must(zone, starts, ends, words):
    printed = times.window(context(zone), starts, ends)

    plain = printed.replace("</time>", "").replace("</span>", "").split(">")
    assert "".join(part.partition("<")[0] for part in plain) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=1, minutes=2, seconds=3), "1 hour, 2 minutes"),
        (timedelta(days=1, minutes=2), "1 day"),
        (timedelta(days=40, hours=17, minutes=5), "40 days, 17 hours"),
    ],
)
def test_a_duration_is_told_in_the_two_largest_units(span, words):
    assert times.duration(span) == words


@given(st.integers(2, 9998), st.integers(1, 12), st.integers(-12, 12))
def test_months_add_up(year, number, distance):
    month = Month(year, number)

    assert (month + distance) - distance == month
    assert ((month + distance) > month) == (distance > 0)
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-8", "2026-08-01", "26-08", "0000-01", "", "٢٠٢٦-08"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Month.parse(text)
