"""The page of one incident: all that was told about it."""

from datetime import datetime

from django.db.models import FETCH_RAISE, QuerySet
from django.template.loader import render_to_string

from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public import freshness, marks, sharing, ticket
from public.timeline import timeline_of


def loaded(incidents: IncidentQuerySet) -> QuerySet[Incident]:
    """Those of the incidents that readers may see, with all that their documents show."""
    return incidents.public().with_updates().fetch_mode(FETCH_RAISE)


def address(code: str) -> str:
    """Where the document of the incident with this code stands, in the page's own language."""
    return f"/incidents/{code}"


def render(page: Page, incident: Incident, *, now: datetime) -> str:
    """The document of an incident of `loaded`."""
    is_over = incident.is_resolved
    timeline = timeline_of(incident)
    return render_to_string(
        "public/incident.html",
        {
            "page": page,
            "now": now,
            "freshness": freshness.lasting(now) if is_over else freshness.changing(now),
            "sharing": sharing.of_incident(page, timeline, now=now),
            "timeline": timeline,
            "tickets": ticket.tickets_of(page, timeline, now=now),
            "incident": incident,
            "icon": marks.icon(marks.NONE if is_over else timeline.level),
        },
    )
