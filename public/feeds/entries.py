"""The incidents and maintenances that a feed tells of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from components.models import Component
from incidents.models import Incident
from pages.models import Page
from public import kept
from public.timeline import Timeline, timeline_of
from public.traces import body_of, traces_of

LIMIT = 25
# An update, and all that is written with it.
_ONE_CHANGE = timedelta(minutes=1)
# How long subscribers are told that something was withdrawn, and of how old a thing.
GONE_FOR, TOLD_SINCE = timedelta(days=30), timedelta(days=365)


@dataclass(frozen=True)
class Told:
    """What was told at one moment; `label` is the status, "Update" or "Postmortem".

    `traces` say in plain words what was changed later.
    """

    at: datetime
    label: str
    body: str
    traces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """`published_at` is when the newest was told; for a maintenance to come, its beginning."""

    page: Page
    timeline: Timeline
    published_at: datetime

    @property
    def incident(self) -> Incident:
        return self.timeline.incident

    @property
    def updated_at(self) -> datetime:
        """When subscribers should look again: not because old news was written down."""
        newest = max(self.timeline.updates, key=lambda update: update.pk)
        changed_at = self.incident.updated_at
        is_untouched = changed_at - newest.created_at < _ONE_CHANGE
        return self.published_at if newest.recorded_later_at and is_untouched else changed_at

    def told(self) -> list[Told]:
        """The updates, and the postmortem among them, newest first."""
        updates, postmortem = self.timeline.updates, self.timeline.postmortem
        told = [
            Told(
                update.display_at,
                str(update.label),
                body_of(self.page, update),
                traces_of(self.page, update),
            )
            for update in updates
        ]
        if postmortem and postmortem.published_at:
            told.insert(0, Told(postmortem.published_at, "Postmortem", postmortem.body))
        return sorted(told, key=lambda one: one.at, reverse=True)


def withdrawn(now: datetime, component: Component | None = None) -> list[Incident]:
    """Those withdrawn of late, of the page or of what affected one component.

    Nothing may be shown of them but that they are gone: what a subscriber has kept is known by
    its code and its beginning.
    """
    # Told long ago, it has left the feeds anyway; and by `told_at` there is an index.
    gone = Incident.objects.filter(
        published_at=None, updated_at__gte=now - GONE_FOR, told_at__gte=now - TOLD_SINCE
    )
    if component:
        gone = gone.naming(component)
    return list(gone.order_by("-told_at", "-pk")[:LIMIT])


def latest(page: Page, component: Component | None = None) -> list[Entry]:
    """The newest entries, of the page or of what affected one component."""
    incidents = Incident.objects.all()
    if component:
        incidents = incidents.naming(component)
    incidents = incidents.order_by("-told_at", "-pk")
    return [
        Entry(page, timeline_of(incident), incident.told_at)
        for incident in kept.load(page, incidents, limit=LIMIT)
    ]
