"""An incident as a reader takes it in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from components.models import Component
from incidents.models import Incident, IncidentUpdate, Postmortem
from incidents.promises import PostmortemPromise, Promise, postmortem_promise, promise_in_force
from incidents.status import Impact
from public import marks

_IMPACT_WORDS = {
    Impact.MINOR: _("Minor impact"),
    Impact.MAJOR: _("Major impact"),
    Impact.CRITICAL: _("Critical impact"),
    Impact.MAINTENANCE: _("Maintenance impact"),
}


@dataclass(frozen=True)
class Timeline:
    """`updates` are labelled, the newest first; `postmortem` is there once it is published."""

    incident: Incident
    updates: list[IncidentUpdate]
    postmortem: Postmortem | None
    affected: list[Component]

    @property
    def level(self) -> str:
        return marks.level_of_impact(self.incident.impact)

    @property
    def mark(self) -> str:
        """The level of the sign for all of it: what was called off went neither well nor badly."""
        if self.incident.is_cancelled:
            return marks.NOTICE
        return marks.NONE if self.incident.is_resolved else self.level

    @property
    def impact_words(self) -> str:
        """Such as `Major impact`; empty where none is stated, as "no impact" would be a claim."""
        return str(_IMPACT_WORDS.get(Impact(self.incident.impact), ""))

    @property
    def newest(self) -> IncidentUpdate:
        """The newest that still holds."""
        return next(update for update in self.updates if not update.is_retracted)

    @cached_property
    def promise(self) -> Promise | None:
        """The next update that readers wait for; a finished incident promises none."""
        return promise_in_force(self.incident, self.updates)

    @cached_property
    def postmortem_promise(self) -> PostmortemPromise | None:
        """The day by which readers were promised the postmortem, kept or not."""
        return postmortem_promise(self.incident)

    def overdue_since(self, now: datetime) -> datetime | None:
        """When the next update should have come, if it has not."""
        return self.promise.by if self.promise and self.promise.is_overdue(now) else None

    @property
    def began_at(self) -> datetime:
        return began_at(self.incident)

    @property
    def recorded_later_at(self) -> datetime | None:
        """When the incident was written down, if that was long after it was first told of."""
        return min(self.updates, key=lambda update: update.pk).recorded_later_at

    @property
    def lasted(self) -> timedelta | None:
        """From its beginning to its resolution; None while it is open."""
        resolved_at = self.incident.resolved_at
        return resolved_at - self.began_at if resolved_at else None

    @property
    def affected_names(self) -> list[str]:
        """The components as `A`, those of a group together as `Group (A, B)`."""
        names: dict[str, list[str]] = {}
        for component in self.affected:
            if component.group:
                names.setdefault(component.group.name, []).append(component.name)
            else:
                names[component.name] = []
        return [f"{name} ({', '.join(ones)})" if ones else name for name, ones in names.items()]


def began_at(incident: Incident) -> datetime:
    """When it began; for a maintenance, when its window does."""
    return incident.scheduled_for or incident.started_at


def timeline_of(incident: Incident) -> Timeline:
    """Put an incident loaded by `with_updates` into the order of reading."""
    updates = incident.timeline()
    return Timeline(incident, updates, _published_postmortem(incident), _affected(updates))


def _published_postmortem(incident: Incident) -> Postmortem | None:
    postmortem = getattr(incident, "postmortem", None)
    return postmortem if postmortem and postmortem.is_published else None


def _affected(updates: Iterable[IncidentUpdate]) -> list[Component]:
    """Every component the updates ever named, once, in the order of the page."""
    affected = (row.component for update in updates for row in update.affected_components.all())
    return sorted(set(affected), key=lambda component: (component.position, component.pk))
