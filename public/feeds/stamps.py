"""Moments as Statuspage's feeds write them: HTML whose parts programs can pick out."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from lib.stamps import zone_name


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC, without a fraction."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(moment: datetime, zone: ZoneInfo) -> str:
    """`Oct 21, 17:39 UTC`, the day and the time marked."""
    local = moment.astimezone(zone)
    return f"{_day(local)}, {_time(local)} {zone_name(local)}"


def window(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """From one moment to another; both in full where the day or the clocks change between them."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    if first.date() == last.date() and first.utcoffset() == last.utcoffset():
        return f"{_day(first)}, {_time(first)} - {_time(last)} {zone_name(first)}"
    return f"{stamp(starts, zone)} &nbsp;-&nbsp; {stamp(ends, zone)}"


def _day(local: datetime) -> str:
    return f"{local:%b} <var data-var='date'>{local.day:2}</var>"


def _time(local: datetime) -> str:
    return f"<var data-var='time'>{local:%H:%M}</var>"
