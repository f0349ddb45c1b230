from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.models.text import REASON_LENGTH


class IncidentUpdateRevisionQuerySet(models.QuerySet["IncidentUpdateRevision"]):
    def public(self):
        """What readers may see: the earlier texts of corrected updates that still stand."""
        return self.filter(kind=IncidentUpdateRevision.Kind.CORRECTION, update__retracted_at=None)


class IncidentUpdateRevision(models.Model):
    """What an update said before somebody changed it, and why it was changed."""

    class Kind(models.TextChoices):
        SLIP = "slip", "Slip mended"
        CORRECTION = "correction", "Corrected"
        RETRACTION = "retraction", "Removed"
        REDACTION = "redaction", "Redacted"

    update = models.ForeignKey("incidents.IncidentUpdate", models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=20, choices=Kind)
    status = models.CharField(max_length=20, help_text="Of the update, before.")
    body = models.TextField(blank=True, help_text="The text before.")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = IncidentUpdateRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="incident_update_revision_says_why",
                condition=Q(kind__in=["slip", "redaction"])
                | Q(kind__in=["correction", "retraction"]) & ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M %Z}"
