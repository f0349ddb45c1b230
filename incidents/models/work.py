"""What is known of scheduled work besides its window: how it was meant, and how it went."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from incidents.status import Status


class Work(models.Model):
    """The columns of a maintenance; in an incident they say nothing."""

    planned_until = models.DateTimeField(
        "planned end",
        null=True,
        editable=False,
        help_text="The window's end as it stood when the work began; empty while it still does.",
    )
    cancelled_at = models.DateTimeField(
        null=True, editable=False, help_text="Called off before it began."
    )
    notifies_at_start = models.BooleanField("tell subscribers at the start", default=True)
    notifies_at_completion = models.BooleanField("tell subscribers at the completion", default=True)
    remind_minutes = models.PositiveIntegerField(
        "reminder",
        null=True,
        blank=True,
        default=60,
        help_text="Minutes before the window; empty: none.",
    )
    reminded_at = models.DateTimeField(
        null=True, editable=False, help_text="When the reminder fell due. Readers see no trace."
    )

    if TYPE_CHECKING:
        updates: Any
        scheduled_for: datetime | None
        scheduled_until: datetime | None
        created_at: datetime
        resolved_at: datetime | None

        @property
        def is_maintenance(self) -> bool: ...

    class Meta:
        abstract = True

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def remind_at(self) -> datetime | None:
        """When subscribers are reminded; None where it was announced later than that."""
        if self.scheduled_for is None or self.remind_minutes is None:
            return None
        at = self.scheduled_for - timedelta(minutes=self.remind_minutes)
        return at if at > self.created_at else None

    @property
    def first_planned_until(self) -> datetime | None:
        """The end that readers were promised before the work began."""
        return self.planned_until or self.scheduled_until

    @property
    def actual_start(self) -> datetime | None:
        """When the work really began, as its updates say; they are best loaded before."""
        if not self.is_maintenance:
            return None
        begun = {Status.IN_PROGRESS, Status.VERIFYING}
        told = [
            update.display_at
            for update in self.updates.all()
            if update.status in begun and not update.is_retracted
        ]
        return min(told, default=None)

    @property
    def actual_end(self) -> datetime | None:
        """When the work was over; what was cancelled, or never began, did not end either."""
        return self.resolved_at if self.actual_start and not self.is_cancelled else None

    @property
    def ran_over(self) -> timedelta | None:
        """By how much it took longer than readers were told before; None for less than a minute."""
        ended_at, planned = self.actual_end, self.first_planned_until
        over = ended_at - planned if ended_at and planned else timedelta(0)
        return over if over >= timedelta(minutes=1) else None
