"""Moments as Statuspage's JSON writes them."""

from datetime import datetime
from zoneinfo import ZoneInfo


def stamp(moment: datetime, zone: ZoneInfo) -> str:
    """ISO 8601 with milliseconds and the offset of the zone at that moment; `Z` for UTC itself."""
    local = moment.astimezone(zone)
    text = local.isoformat(timespec="milliseconds")
    # London in winter is +00:00: its clients see the offset come and go.
    return text.removesuffix("+00:00") + "Z" if local.tzname() == "UTC" else text


def stamp_or_none(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return stamp(moment, zone) if moment else None
