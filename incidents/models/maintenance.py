from django.db import models
from django.utils import timezone

from components.models import Component
from components.status import ComponentStatus
from incidents.models.incident import Incident
from incidents.models.queryset import IncidentQuerySet, clean_name
from incidents.refusals import NotInProgress, NotScheduled, WindowEndsBeforeItStarts, WindowHasBegun
from incidents.status import Impact, Status
from pages.models import Page


class ScheduledMaintenanceQuerySet(IncidentQuerySet):
    def upcoming(self):
        return self.filter(status=Status.SCHEDULED)

    def active(self):
        return self.filter(status__in=[Status.IN_PROGRESS, Status.VERIFYING])

    def due_to_start(self):
        return (
            self.public().upcoming().filter(starts_itself=True, scheduled_for__lte=timezone.now())
        )

    def due_to_complete(self):
        return (
            self.public()
            .active()
            .filter(completes_itself=True, scheduled_until__lte=timezone.now())
        )

    def schedule(
        self, *, name, body, scheduled_for, scheduled_until, components=(), at=None, by=None,
        notify=True, **automation,
    ):  # fmt: skip
        """Announce a maintenance and the window it takes; returns the `ScheduledMaintenance`.

        `automation` is any of `starts_itself`, `completes_itself` and `moves_components`.
        """
        if scheduled_until <= scheduled_for:
            raise WindowEndsBeforeItStarts
        with Page.changing() as page:
            at = at or timezone.now()
            maintenance = self.create(
                name=clean_name(name),
                status=Status.SCHEDULED,
                impact=Impact.MAINTENANCE,
                started_at=at,
                told_at=scheduled_for,
                published_at=timezone.now(),
                changed_in=page.revision,
                scheduled_for=scheduled_for,
                scheduled_until=scheduled_until,
                **automation,
            )
            maintenance.post_update(  # type: ignore[attr-defined]
                status=Status.SCHEDULED,
                body=body,
                at=at,
                by=by,
                notify=notify,
                component_statuses=[(component, None) for component in components],
            )
            page.note("scheduled", maintenance)
        return maintenance


class ScheduledMaintenanceManager(
    models.Manager.from_queryset(ScheduledMaintenanceQuerySet)  # type: ignore[misc]
):
    def get_queryset(self):
        return super().get_queryset().maintenances()


class ScheduledMaintenance(Incident):
    """Work that is announced, with the window in which it takes place."""

    objects = ScheduledMaintenanceManager()  # type: ignore[misc]

    class Meta:
        proxy = True

    def start(self, *, body="The scheduled maintenance has begun.", **told):
        """Begin the work, and set its components under maintenance; returns the update."""
        with Page.changing():
            self.refresh_from_db()
            if self.status != Status.SCHEDULED:
                raise NotScheduled
            return self.post_update(
                status=Status.IN_PROGRESS,
                body=body,
                component_statuses=self._component_statuses(ComponentStatus.UNDER_MAINTENANCE),
                **told,
            )

    def complete(self, *, body="The scheduled maintenance is complete.", **told):
        """End the work, and set back its components that nothing else keeps from operation."""
        with Page.changing():
            self.refresh_from_db()
            if self.status not in {Status.IN_PROGRESS, Status.VERIFYING}:
                raise NotInProgress
            return self.post_update(
                status=Status.COMPLETED,
                body=body,
                component_statuses=[
                    (component, status)
                    for component, status in self._component_statuses(ComponentStatus.OPERATIONAL)
                    if component.status == ComponentStatus.UNDER_MAINTENANCE
                    and not self._others_work_on(component)
                ],
                **told,
            )

    def reschedule(self, *, scheduled_for, scheduled_until) -> None:
        """Move the window; once the work has begun, only its end."""
        if scheduled_until <= scheduled_for:
            raise WindowEndsBeforeItStarts
        with Page.changing() as page:
            self.refresh_from_db()
            if self.status != Status.SCHEDULED and scheduled_for != self.scheduled_for:
                raise WindowHasBegun
            self.scheduled_for, self.scheduled_until = scheduled_for, scheduled_until
            self._follow_updates(page)
            page.note(
                "moved", self, f"{scheduled_for:%Y-%m-%d %H:%M} to {scheduled_until:%Y-%m-%d %H:%M}"
            )

    def _others_work_on(self, component) -> bool:
        others = ScheduledMaintenance.objects.public().active().exclude(pk=self.pk)
        return others.filter(
            moves_components=True, updates__affected_components__component=component
        ).exists()

    def _component_statuses(self, status):
        """The components this maintenance named, each with `status`; none when it moves none."""
        if not self.moves_components:
            return []
        named = Component.objects.public().filter(affected_by__update__incident=self)
        return [(component, status) for component in named.distinct()]
