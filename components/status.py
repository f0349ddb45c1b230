"""What a component's status means, alone and together with the others.

The texts and their order are Statuspage's, which other people's clients compare.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ComponentStatus(models.TextChoices):
    OPERATIONAL = "operational", _("Operational")
    DEGRADED_PERFORMANCE = "degraded_performance", _("Degraded Performance")
    PARTIAL_OUTAGE = "partial_outage", _("Partial Outage")
    MAJOR_OUTAGE = "major_outage", _("Major Outage")
    UNDER_MAINTENANCE = "under_maintenance", _("Under Maintenance")


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
    """The page's indicator and description, from the statuses of all its components.

    The description is in English, for programs; readers get its translation.
    """
    count = len(statuses)
    major = sum(s == ComponentStatus.MAJOR_OUTAGE for s in statuses)
    partial = sum(s == ComponentStatus.PARTIAL_OUTAGE for s in statuses)
    degraded = sum(s == ComponentStatus.DEGRADED_PERFORMANCE for s in statuses)

    if count and major == count:
        return OverallStatus("critical", gettext_noop("Major System Outage"))
    if major or (count and partial == count):
        return OverallStatus("major", gettext_noop("Partial System Outage"))
    if partial:
        return OverallStatus("minor", gettext_noop("Minor Service Outage"))
    if count > 1 and degraded == count:
        return OverallStatus("minor", gettext_noop("Degraded System Service"))
    if degraded:
        return OverallStatus("minor", gettext_noop("Partially Degraded Service"))
    if ComponentStatus.UNDER_MAINTENANCE in statuses:
        return OverallStatus("maintenance", gettext_noop("Service Under Maintenance"))
    return OverallStatus("none", gettext_noop("All Systems Operational"))
