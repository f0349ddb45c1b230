from django.db import models

from incidents.models.incident import Incident


class MaintenanceOccurrence(models.Model):
    """One day of a series that was announced, or is left out."""

    series = models.ForeignKey(
        "incidents.MaintenanceSeries", models.CASCADE, related_name="occurrences"
    )
    # Not the moment: who moves a series by an hour does not mean two of the same day.
    day = models.DateField(help_text="In the zone of the series.")
    starts_at = models.DateTimeField()
    maintenance = models.OneToOneField(
        Incident,
        models.PROTECT,
        null=True,
        related_name="occurrence",
        help_text="Empty: it is skipped.",
    )

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(name="occurrence_once_a_day", fields=["series", "day"]),
        ]

    def __str__(self):
        return f"{self.series}, {self.day}"

    @property
    def is_skipped(self) -> bool:
        return self.pk is not None and self.maintenance_id is None

    @property
    def is_announced(self) -> bool:
        return self.maintenance_id is not None
