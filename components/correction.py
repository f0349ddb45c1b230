"""Corrections of what the record says of a component: rows of their own beside its changes."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from components.refusals import (
    CorrectionWithdrawn,
    SpanBeforeHistory,
    SpanEndsBeforeItStarts,
    SpanInTheFuture,
    StatusUnknown,
    WhyMissing,
    WhyTooLong,
)
from components.status import ComponentStatus
from lib.text import one_line
from pages.models import Page

if TYPE_CHECKING:
    from components.models import Component

REASON_LENGTH = 255


class StatusCorrectionQuerySet(models.QuerySet["StatusCorrection"]):
    def standing(self):
        """Those that hold, in the order in which they were made: the last one has the last word."""
        return self.filter(withdrawn_at=None).order_by("at", "id")

    def record(self, component: "Component", *, starts_at, until, status, reason, by=None):
        """Say what the status was from `starts_at` until `until`, both in the past."""
        status, reason = _known(status), _clean_reason(reason)
        if until <= starts_at:
            raise SpanEndsBeforeItStarts
        if until > timezone.now():
            raise SpanInTheFuture
        with Page.changing() as page:
            if not component.status_changes.filter(at__lte=starts_at).exists():
                raise SpanBeforeHistory
            # The figures of any month may follow from it.
            page.change_everywhere()
            correction = self.create(
                component=component,
                starts_at=starts_at,
                until=until,
                status=status,
                reason=reason,
                by=by,
            )
            page.note("corrected the record of", component, str(correction))
        return correction


class StatusCorrection(models.Model):
    """From `starts_at` until `until` a component had another status than was recorded.

    Append-only, as the changes are, which stay as they were. What turns out to be wrong is
    withdrawn, and then corrects nothing.
    """

    component = models.ForeignKey(
        "components.Component", models.CASCADE, related_name="status_corrections"
    )
    starts_at = models.DateTimeField("from")
    until = models.DateTimeField()
    status = models.CharField(max_length=20, choices=ComponentStatus)
    reason = models.CharField(max_length=REASON_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField("recorded", default=timezone.now)
    withdrawn_at = models.DateTimeField("withdrawn", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = StatusCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "correction of the record"
        verbose_name_plural = "corrections of the record"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["component", "until"])]
        constraints = [
            models.CheckConstraint(
                name="status_correction_ends_after_it_starts", condition=Q(until__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="status_correction_status_is_known",
                condition=Q(status__in=ComponentStatus.values),
            ),
            models.CheckConstraint(
                name="status_correction_says_why",
                condition=~Q(reason=""),
            ),
        ]

    def __str__(self):
        span = f"{self.starts_at:%Y-%m-%d %H:%M} to {self.until:%Y-%m-%d %H:%M %Z}"
        return f"{self.get_status_display()} from {span}: {self.reason}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def withdraw(self, *, by=None) -> None:
        """Let the record say again what it said without this correction."""
        with Page.changing() as page:
            self.refresh_from_db()
            if self.is_withdrawn:
                raise CorrectionWithdrawn
            page.change_everywhere()
            self.withdrawn_at, self.withdrawn_by = timezone.now(), by
            self.save(update_fields=["withdrawn_at", "withdrawn_by"])
            page.note("withdrew a correction of", self.component, str(self))


def _known(status: str) -> ComponentStatus:
    if status not in ComponentStatus.values:
        raise StatusUnknown
    return ComponentStatus(status)


def _clean_reason(reason: str) -> str:
    reason = one_line(reason)
    if not reason:
        raise WhyMissing
    if len(reason) > REASON_LENGTH:
        raise WhyTooLong
    return reason
