from datetime import datetime
from typing import cast

from django.db import models
from django.utils import timezone

from components.models import Component
from components.status import ComponentStatus
from incidents import wording
from incidents.models.incident import Incident
from incidents.models.queryset import IncidentQuerySet, clean_name
from incidents.models.text import clean_reason
from incidents.refusals import (
    MaintenanceOver,
    NotCancellable,
    NotExtendable,
    NotInProgress,
    NotLonger,
    NotScheduled,
    WindowEndsBeforeItStarts,
    WindowHasBegun,
    WindowUnchanged,
)
from incidents.status import Impact, Status
from pages.models import Page

WORKING = [Status.IN_PROGRESS, Status.VERIFYING]


class ScheduledMaintenanceQuerySet(IncidentQuerySet):
    def upcoming(self):
        return self.filter(status=Status.SCHEDULED)

    def active(self):
        return self.filter(status__in=WORKING)

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

    def due_to_remind(self):
        """Those of which the reminder falls due now."""
        now = timezone.now()
        waiting = (
            self.public()
            .upcoming()
            .filter(reminded_at=None, remind_minutes__isnull=False, scheduled_for__gt=now)
        )
        return [one for one in waiting if one.remind_at and one.remind_at <= now]

    def schedule(
        self, *, name, body, scheduled_for, scheduled_until, components=(), at=None, by=None,
        notify=True, written_at=None, **automation,
    ):  # fmt: skip
        """Announce a maintenance and the window it takes; returns the `ScheduledMaintenance`.

        `automation` is any of `starts_itself`, `completes_itself`, `moves_components`,
        `notifies_at_start`, `notifies_at_completion` and `remind_minutes`.
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
                created_at=written_at or timezone.now(),
                **automation,
            )
            maintenance.post_update(  # type: ignore[attr-defined]
                status=Status.SCHEDULED, body=body, at=at, by=by, notify=notify,
                written_at=written_at, component_statuses=[(one, None) for one in components],
            )  # fmt: skip
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

    @property
    def window(self) -> tuple[datetime, datetime]:
        """Both ends, which the database holds to be there."""
        return cast("tuple[datetime, datetime]", (self.scheduled_for, self.scheduled_until))

    def remind(self) -> bool:
        """Record that the reminder fell due; once, whoever else does so now.

        Readers are told nothing new: what they see stays as it is.
        """
        waiting = ScheduledMaintenance.objects.public().filter(
            pk=self.pk,
            status=Status.SCHEDULED,
            scheduled_for=self.scheduled_for,
            reminded_at=None,
        )
        return waiting.update(reminded_at=timezone.now()) == 1

    def start(self, *, body="", notify=None, **told):
        """Begin the work, and set its components under maintenance; returns the update."""
        with Page.changing() as page:
            self.refresh_from_db()
            if self.status != Status.SCHEDULED:
                raise NotScheduled
            return self.post_update(
                status=Status.IN_PROGRESS,
                body=body or wording.begun(page),
                component_statuses=self._component_statuses(ComponentStatus.UNDER_MAINTENANCE),
                notify=self.notifies_at_start if notify is None else notify,
                **told,
            )

    def complete(self, *, body="", notify=None, **told):
        """End the work, and set back its components that nothing else keeps from operation."""
        with Page.changing() as page:
            self.refresh_from_db()
            if self.status not in WORKING:
                raise NotInProgress
            return self.post_update(
                status=Status.COMPLETED,
                body=body or wording.completed(page),
                component_statuses=[
                    (component, status)
                    for component, status in self._component_statuses(ComponentStatus.OPERATIONAL)
                    if component.status == ComponentStatus.UNDER_MAINTENANCE
                    and not self._others_work_on(component)
                ],
                notify=self.notifies_at_completion if notify is None else notify,
                **told,
            )

    def cancel(self, *, reason, **told):
        """Call off what has not begun, and tell readers why; returns the update."""
        with Page.changing() as page:
            self.refresh_from_db()
            if self.status != Status.SCHEDULED:
                raise NotCancellable
            said = wording.cancelled(page, clean_reason(reason))
            update = self.post_update(status=Status.COMPLETED, body=said, **told)
            self.cancelled_at = update.display_at
            self.save(update_fields=["cancelled_at"])
            page.note("cancelled", self)
        return update

    def extend(self, *, until, body="", **told):
        """Give the work more time, and tell readers; returns the update.

        The end that was planned before stays on the page beside the new one.
        """
        with Page.changing() as page:
            self.refresh_from_db()
            if self.status not in WORKING:
                raise NotExtendable
            starts, ends = self.window
            if until <= ends:
                raise NotLonger
            said = body or wording.extended(page, starts, until)
            return self._move(page, starts, until, said, "extended", **told)

    def reschedule(self, *, scheduled_for, scheduled_until, **told):
        """Move the window, and tell readers; once the work has begun, only its end.

        Returns the update.
        """
        if scheduled_until <= scheduled_for:
            raise WindowEndsBeforeItStarts
        after = (scheduled_for, scheduled_until)
        with Page.changing() as page:
            self.refresh_from_db()
            before = self.window
            if self.status != Status.SCHEDULED and scheduled_for != self.scheduled_for:
                raise WindowHasBegun
            if self.is_resolved:
                raise MaintenanceOver
            if before == after:
                raise WindowUnchanged
            if self.status == Status.SCHEDULED:
                said = wording.moved(page, before, after)
            elif after > before:
                said = wording.extended(page, scheduled_for, scheduled_until)
            else:
                said = wording.shortened(page, scheduled_until)
            return self._move(page, *after, said, "moved", **told)

    def _move(self, page, scheduled_for, scheduled_until, said, action, **told):
        if self.status in WORKING and self.planned_until is None:
            self.planned_until = self.scheduled_until
        if scheduled_for != self.scheduled_for:
            self.reminded_at = None
        self.scheduled_for, self.scheduled_until = scheduled_for, scheduled_until
        self.save(
            update_fields=["planned_until", "reminded_at", "scheduled_for", "scheduled_until"]
        )
        update = self.post_update(status=self.status, body=said, **told)
        window = f"{scheduled_for:%Y-%m-%d %H:%M} to {scheduled_until:%Y-%m-%d %H:%M}"
        page.note(action, self, window)
        return update

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
