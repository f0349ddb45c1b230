"""All incidents there ever were, by month: documents that last.

They tell nothing that changes without the incident, so an old one is as true as a new one.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models import Incident
from incidents.status import Status
from pages.models import Page
from public.api.serializers import (
    Object,
    incident_object,
    lasting_page_object,
    named_component_object,
)
from public.month import Month
from public.timeline import began_at

INDEX = "/api/v2/incidents/archive.json"


def path_of_incident(incident: Incident) -> str:
    return f"/api/v2/incidents/{incident.code}.json"


def path_of_month(month: Month) -> str:
    return f"/api/v2/incidents/archive/{month}.json"


def incident_document(page: Page, incident: Incident) -> Object:
    """One incident or maintenance, loaded by `with_updates`."""
    return {"page": lasting_page_object(page), "incident": lasting_incident_object(page, incident)}


def month_document(page: Page, month: Month) -> Object:
    """The incidents and maintenances that began in a month, newest first."""
    loaded = incidents_of(page, month, month)
    told = [(each.is_maintenance, lasting_incident_object(page, each)) for each in loaded]
    return {
        "page": lasting_page_object(page),
        "month": str(month),
        "incidents": [each for is_maintenance, each in told if not is_maintenance],
        "scheduled_maintenances": [each for is_maintenance, each in told if is_maintenance],
    }


def index_document(page: Page, months: list[Month]) -> Object:
    """Where the months are, the newest first; `months` come oldest first."""
    return {
        "page": lasting_page_object(page),
        "months": [
            {"month": str(month), "url": settings.SITE_URL + path_of_month(month)}
            for month in reversed(months)
        ],
    }


def lasting_incident_object(page: Page, incident: Incident) -> Object:
    return incident_object(page, incident, component=named_component_object)


def incidents_of(page: Page, first: Month, last: Month) -> list[Incident]:
    """The public ones that began in these months, newest first.

    A maintenance that is still to come may be moved to another month.
    """
    start, end = first.starts_at(page.zone), (last + 1).starts_at(page.zone)
    began = (
        Incident.objects.public()
        .exclude(status=Status.SCHEDULED)
        .filter(
            Q(scheduled_for=None, started_at__gte=start, started_at__lt=end)
            | Q(scheduled_for__gte=start, scheduled_for__lt=end)
        )
    )
    loaded = began.with_updates().fetch_mode(models.FETCH_RAISE)
    return sorted(loaded, key=lambda each: (began_at(each), each.pk), reverse=True)
