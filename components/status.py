"""What a component's status means, alone and together with the others.

The texts and their order are Statuspage's, which other people's clients compare.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models


class ComponentStatus(models.TextChoices):
    OPERATIONAL = "operational", "Operational"
    DEGRADED_PERFORMANCE = "degraded_performance", "Degraded Performance"
    PARTIAL_OUTAGE = "partial_outage", "Partial Outage"
    MAJOR_OUTAGE = "major_outage", "Major Outage"
    UNDER_MAINTENANCE = "under_maintenance", "Under Maintenance"


FROM_MILD_TO_SEVERE = [
    ComponentStatus.OPERATIONAL,
    ComponentStatus.UNDER_MAINTENANCE,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
]


def most_severe(statuses: Collection[str]) -> ComponentStatus:
    """The status of a group: that of its worst component."""
    worst = max((FROM_MILD_TO_SEVERE.index(ComponentStatus(s)) for s in statuses), default=0)
    return FROM_MILD_TO_SEVERE[worst]


@dataclass(frozen=True)
class OverallStatus:
    indicator: str
    description: str


def overall_status(statuses: Collection[str]) -> OverallStatus:
    """The page's indicator and description, from the statuses of all its components."""
    count = len(statuses)
    major = sum(s == ComponentStatus.MAJOR_OUTAGE for s in statuses)
    partial = sum(s == ComponentStatus.PARTIAL_OUTAGE for s in statuses)
    degraded = sum(s == ComponentStatus.DEGRADED_PERFORMANCE for s in statuses)

    if count and major == count:
        return OverallStatus("critical", "Major System Outage")
    if major or (count and partial == count):
        return OverallStatus("major", "Partial System Outage")
    if partial:
        return OverallStatus("minor", "Minor Service Outage")
    if count > 1 and degraded == count:
        return OverallStatus("minor", "Degraded System Service")
    if degraded:
        return OverallStatus("minor", "Partially Degraded Service")
    if ComponentStatus.UNDER_MAINTENANCE in statuses:
        return OverallStatus("maintenance", "Service Under Maintenance")
    return OverallStatus("none", "All Systems Operational")
