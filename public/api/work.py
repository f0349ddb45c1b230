"""What maintenances have and incidents do not."""

from typing import Any

from incidents.models import Incident
from pages.models import Page
from public.api.stamps import stamp_or_none

Object = dict[str, Any]


def planned(page: Page, incident: Incident) -> Object:
    """The window, as Statuspage has it."""
    if not incident.is_maintenance:
        return {}
    return {
        "scheduled_for": stamp_or_none(incident.scheduled_for, page.zone),
        "scheduled_until": stamp_or_none(incident.scheduled_until, page.zone),
    }


def as_it_went(page: Page, incident: Incident) -> Object:
    """How a maintenance went, beside how it was planned."""
    if not incident.is_maintenance:
        return {}
    return {
        "actual_start": stamp_or_none(incident.actual_start, page.zone),
        "actual_end": stamp_or_none(incident.actual_end, page.zone),
        "cancelled": incident.is_cancelled,
    }
