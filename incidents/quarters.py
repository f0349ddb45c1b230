"""How promises to readers were kept, quarter by quarter."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from incidents.models import Incident, IncidentUpdate
from incidents.promises import Promise, promises_of

# What is older is history.
SPAN = timedelta(days=2 * 366)


@dataclass
class Kept:
    """How many promises were kept, and how many were not."""

    kept: int = 0
    missed: int = 0

    def count(self, promise: Promise, now: datetime) -> None:
        self.kept += promise.is_kept
        self.missed += promise.is_missed(now)


@dataclass
class Quarter(Kept):
    """Of one quarter of a year, and of each incident in it; a promise counts when it was due."""

    year: int = 0
    number: int = 0
    incidents: dict[Incident, Kept] = field(default_factory=dict)

    def __str__(self):
        return f"{self.year} Q{self.number}"


def quarters(*, now: datetime, zone: ZoneInfo) -> list[Quarter]:
    """The quarters of the last two years in which a promise was due, the newest first."""
    found: dict[tuple[int, int], Quarter] = {}
    for incident in _promising(now - SPAN):
        for promise in promises_of(incident, incident.updates.all()):
            if not (promise.is_kept or promise.is_missed(now)):
                continue
            by = promise.by.astimezone(zone)
            key = by.year, (by.month + 2) // 3
            quarter = found.setdefault(key, Quarter(year=key[0], number=key[1]))
            quarter.count(promise, now)
            quarter.incidents.setdefault(incident, Kept()).count(promise, now)
    return [found[key] for key in sorted(found, reverse=True)]


def kept_by(incident: Incident, *, now: datetime) -> Kept:
    """Of one incident, loaded with its updates."""
    counts = Kept()
    for promise in promises_of(incident, incident.updates.all()):
        counts.count(promise, now)
    return counts


def _promising(since: datetime):
    """Incidents that readers see, with their updates, but without all those words."""
    updates = IncidentUpdate.objects.defer("body")
    incidents = Incident.objects.public().filter(
        updates__next_update_by__isnull=False, told_at__gte=since
    )
    return incidents.distinct().prefetch_related(Prefetch("updates", queryset=updates))
