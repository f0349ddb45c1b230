"""Past incidents by calendar day, in the zone of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from incidents.models import Incident
from public.timeline import Timeline, began_at, timeline_of

DAYS = 15


@dataclass
class Day:
    """`ended` are the incidents resolved on this day, `spanning` those that were open in it."""

    date: date
    ended: list[Timeline] = field(default_factory=list)
    spanning: list[Incident] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        return not self.ended and not self.spanning

    @property
    def fits_a_line(self) -> bool:
        return not self.ended and len(self.spanning) < 2


def first_moment(now: datetime, zone: ZoneInfo) -> datetime:
    """The midnight with which the oldest of the days begins."""
    oldest = now.astimezone(zone).date() - timedelta(days=DAYS - 1)
    return datetime.combine(oldest, time.min, zone)


def past_days(incidents: Iterable[Incident], *, now: datetime, zone: ZoneInfo) -> list[Day]:
    """The last days, the newest first, each with what happened; upcoming work did not."""
    present = now.astimezone(zone).date()
    days = {day: Day(day) for day in (present - timedelta(days=age) for age in range(DAYS))}
    for incident in sorted(incidents, key=lambda one: one.resolved_at or now, reverse=True):
        last = (incident.resolved_at or now).astimezone(zone).date()
        if incident.is_resolved and last in days:
            days[last].ended.append(timeline_of(incident))
        if incident.is_cancelled:
            # Its window may have passed before; nobody worked in it.
            continue
        first = began_at(incident).astimezone(zone).date()
        for day in days.values():
            if first <= day.date <= last and not (incident.is_resolved and day.date == last):
                day.spanning.append(incident)
    return list(days.values())
