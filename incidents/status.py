"""The words of an incident: its statuses, its impact, and how one follows from the other."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import pgettext_lazy

from components.status import ComponentStatus


class Status(models.TextChoices):
    """Statuses of incidents and, behind them, of scheduled maintenances."""

    INVESTIGATING = "investigating", pgettext_lazy("incident status", "Investigating")
    IDENTIFIED = "identified", pgettext_lazy("incident status", "Identified")
    MONITORING = "monitoring", pgettext_lazy("incident status", "Monitoring")
    RESOLVED = "resolved", pgettext_lazy("incident status", "Resolved")
    SCHEDULED = "scheduled", pgettext_lazy("incident status", "Scheduled")
    IN_PROGRESS = "in_progress", pgettext_lazy("incident status", "In progress")
    VERIFYING = "verifying", pgettext_lazy("incident status", "Verifying")
    COMPLETED = "completed", pgettext_lazy("incident status", "Completed")


INCIDENT_STATUSES = [
    Status.INVESTIGATING, Status.IDENTIFIED, Status.MONITORING, Status.RESOLVED,
]  # fmt: skip
MAINTENANCE_STATUSES = [
    Status.SCHEDULED, Status.IN_PROGRESS, Status.VERIFYING, Status.COMPLETED,
]  # fmt: skip
CLOSED_STATUSES = [Status.RESOLVED, Status.COMPLETED]


class Impact(models.TextChoices):
    NONE = "none", pgettext_lazy("impact", "None")
    MINOR = "minor", pgettext_lazy("impact", "Minor")
    MAJOR = "major", pgettext_lazy("impact", "Major")
    CRITICAL = "critical", pgettext_lazy("impact", "Critical")
    MAINTENANCE = "maintenance", pgettext_lazy("impact", "Maintenance")


IMPACT_OF = {
    ComponentStatus.OPERATIONAL: Impact.NONE,
    ComponentStatus.UNDER_MAINTENANCE: Impact.NONE,
    ComponentStatus.DEGRADED_PERFORMANCE: Impact.MINOR,
    ComponentStatus.PARTIAL_OUTAGE: Impact.MAJOR,
    ComponentStatus.MAJOR_OUTAGE: Impact.CRITICAL,
}


def impact_of(statuses: Iterable[str]) -> Impact:
    """The impact of an incident: that of the worst status any of its components ever had in it."""
    return most_severe(IMPACT_OF[ComponentStatus(status)] for status in statuses)


def most_severe(impacts: Iterable[str]) -> Impact:
    """The worst impact of several; none where there are none."""
    by_severity = [Impact.NONE, Impact.MINOR, Impact.MAJOR, Impact.CRITICAL]
    return max(map(Impact, impacts), key=by_severity.index, default=Impact.NONE)
