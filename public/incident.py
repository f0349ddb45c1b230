"""The page of one incident: all that was told about it."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import FETCH_RAISE, QuerySet
from django.template.loader import render_to_string

from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public import freshness, marks, sharing, ticket
from public.freshness import Freshness
from public.timeline import Timeline, timeline_of


def loaded(incidents: IncidentQuerySet) -> QuerySet[Incident]:
    """Those of the incidents that readers may see, with all that their documents show."""
    return incidents.public().with_updates().fetch_mode(FETCH_RAISE)


def address(code: str) -> str:
    """Where the document of the incident with this code stands, in the page's own language."""
    return f"/incidents/{code}"


def render(page: Page, incident: Incident, *, now: datetime) -> str:
    """The document of an incident of `loaded`."""
    return render_to_string("public/incident.html", context(page, incident, now=now))


def context(page: Page, incident: Incident, *, now: datetime) -> dict[str, Any]:
    """What the template of the document asks for."""
    timeline = timeline_of(incident)
    return {
        "page": page,
        "now": now,
        "freshness": _freshness(page, timeline, now),
        "sharing": sharing.of_incident(page, timeline, now=now),
        "timeline": timeline,
        "tickets": ticket.tickets_of(page, timeline, now=now),
        "incident": incident,
        "icon": marks.icon(timeline.mark),
    }


def _freshness(page: Page, timeline: Timeline, now: datetime) -> Freshness:
    if not timeline.incident.is_resolved:
        return freshness.changing(now)
    promise = timeline.postmortem_promise
    if promise and not promise.is_kept and not promise.is_overdue(now.astimezone(page.zone).date()):
        # Then it says itself that the postmortem is overdue.
        midnight = datetime.combine(promise.by + timedelta(days=1), time.min, page.zone)
        return freshness.lasting_until(now, midnight)
    return freshness.lasting(now)
