from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.models.update import IncidentUpdate
from incidents.status import Impact


class PromiseDefaults(models.Model):
    """How many minutes after an update the next one is promised, unless its author says else."""

    PK = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=PK, editable=False)
    minor = models.PositiveSmallIntegerField("minor impact", null=True, blank=True, default=60)
    major = models.PositiveSmallIntegerField("major impact", null=True, blank=True, default=30)
    critical = models.PositiveSmallIntegerField(
        "critical impact", null=True, blank=True, default=20
    )

    class Meta:
        verbose_name = verbose_name_plural = "promised intervals"
        constraints = [
            models.CheckConstraint(name="promise_defaults_are_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="promise_defaults_leave_time",
                condition=~Q(minor=0) & ~Q(major=0) & ~Q(critical=0),
            ),
        ]

    def __str__(self):
        return "Promised intervals"

    @classmethod
    def current(cls) -> "PromiseDefaults":
        """As staff set them, or as they are where nobody did."""
        return cls.objects.filter(pk=cls.PK).first() or cls()

    def minutes(self, impact: str) -> int | None:
        """None where nothing is promised by itself: without impact, and in a maintenance."""
        by_impact = {
            Impact.MINOR: self.minor,
            Impact.MAJOR: self.major,
            Impact.CRITICAL: self.critical,
        }
        return by_impact.get(Impact(impact))


class PromiseReminder(models.Model):
    """One message to staff about one promise, by one channel; sent or passed over, never twice."""

    class Kind(models.TextChoices):
        SOON = "soon", "Due soon"
        MISSED = "missed", "Missed"
        ESCALATED = "escalated", "Told to the second person"

    class Channel(models.TextChoices):
        MAIL = "mail", "Mail"
        CHAT = "chat", "Chat"

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        SENT = "sent", "Sent"
        SKIPPED = "skipped", "Passed over"

    update = models.ForeignKey(IncidentUpdate, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    try_at = models.DateTimeField(default=timezone.now, help_text="While queued: not before.")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=255, blank=True, help_text="Of the last attempt.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                name="promise_reminders_queued", fields=["try_at"], condition=Q(state="queued")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="promise_reminder_once_per_channel", fields=["update", "kind", "channel"]
            ),
            models.CheckConstraint(
                name="promise_reminder_state_is_known",
                condition=Q(state__in=["queued", "sent", "skipped"])
                & Q(kind__in=["soon", "missed", "escalated"])
                & Q(channel__in=["mail", "chat"]),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} by {self.get_channel_display().lower()}"
