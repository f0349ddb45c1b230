"""What is asked of an update before anything is written."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from components.models import Component
from components.status import ComponentStatus
from incidents.refusals import (
    ComponentNotOnPage,
    ComponentStatusUnknown,
    ComponentTwice,
    PromiseInThePast,
    StatusOfAnotherKind,
    UpdateBeforeIncident,
    UpdateInTheFuture,
)

if TYPE_CHECKING:
    from incidents.models.incident import Incident


def check_update(
    incident: "Incident", status: str, at: datetime | None, next_update_by: datetime | None
) -> datetime:
    """Refuse what cannot be told; returns the time of the update."""
    now = timezone.now()
    at = at or now
    if status not in incident.statuses:
        raise StatusOfAnotherKind
    if at > now:
        raise UpdateInTheFuture
    if (newest := incident.updates.last()) and _minute(at) == _minute(newest.display_at):
        # Times are typed to the minute: what is told in the same one is told later.
        at = max(at, newest.display_at)
    if at < incident.started_at:
        raise UpdateBeforeIncident
    if next_update_by and next_update_by <= at:
        raise PromiseInThePast
    return at


def check_components(component_statuses, *, worded=()) -> list[tuple[Component, str | None]]:
    """Refuse components that readers cannot see; returns them as they are stored now.

    Those `worded` are named, too, where no status is given.
    """
    component_statuses = list(component_statuses)
    wanted = {component.pk: status for component, status in component_statuses}
    if len(wanted) < len(component_statuses):
        raise ComponentTwice
    if not {None, *ComponentStatus.values}.issuperset(wanted.values()):
        raise ComponentStatusUnknown
    wanted = {component.pk: None for component in worded} | wanted
    on_page = list(Component.objects.public().filter(pk__in=wanted))
    if len(on_page) < len(wanted):
        raise ComponentNotOnPage
    return [(component, wanted[component.pk]) for component in on_page]


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
