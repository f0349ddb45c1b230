"""All incidents there ever were, by month: documents that last.

They tell nothing that changes without the incident, so an old one is as true as a new one.
"""

from datetime import datetime
from functools import partial

from django.conf import settings

from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from incidents.promises import postmortem_promise, promise_in_force
from pages.models import Page
from public import history, kept
from public.api.serializers import (
    Object,
    incident_object,
    lasting_page_object,
    named_component_object,
    promise_object,
)
from public.api.text import as_text, document_of, extended, list_of
from public.month import Month

INDEX = "/api/v2/incidents/archive.json"


def path_of_incident(incident: Incident) -> str:
    return f"/api/v2/incidents/{incident.code}.json"


def path_of_month(month: Month) -> str:
    return f"/api/v2/incidents/archive/{month}.json"


def incident_document(page: Page, incident: Incident, now: datetime) -> bytes:
    """One incident or maintenance, loaded by `with_updates`; made anew while it is open."""
    promise = promise_in_force(incident, incident.updates.all())
    promised = promise_object(page, promise, postmortem_promise(incident), now)
    told = extended(lasting_text(page, incident), promised)
    return document_of({"page": as_text(lasting_page_object(page)), "incident": told})


def month_document(page: Page, month: Month) -> bytes:
    """The incidents and maintenances that began in a month, newest first."""
    began = history.began_in(page, month, month)
    return document_of(
        {
            "page": as_text(lasting_page_object(page)),
            "month": as_text(str(month)),
            "incidents": _newest_first(page, began.incidents()),
            "scheduled_maintenances": _newest_first(page, began.maintenances()),
        }
    )


def index_document(page: Page, months: list[Month]) -> Object:
    """Where the months are, the newest first; `months` come oldest first."""
    return {
        "page": lasting_page_object(page),
        "months": [
            {"month": str(month), "url": settings.SITE_URL + path_of_month(month)}
            for month in reversed(months)
        ],
    }


def lasting_text(page: Page, incident: Incident) -> str:
    """What holds until the incident changes, as JSON; its own document and its month's have it."""

    def make() -> str:
        return as_text(incident_object(page, incident, component=named_component_object))

    return kept.remember(incident, make, what=("archive", page.time_zone))


def _newest_first(page: Page, incidents: IncidentQuerySet) -> str:
    what = ("archive", page.time_zone)
    dated = history.newest_first(page, incidents, partial(lasting_text, page), what=what)
    return list_of(each.made for each in dated)
