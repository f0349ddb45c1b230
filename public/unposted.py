"""An update before it is told: as readers will see it, as text, and as programs will read it."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.template.loader import render_to_string

from incidents.models import Incident, IncidentUpdate
from pages.models import Page
from public import ticket
from public.api.serializers import update_object
from public.incident import address
from public.languages import FOR_PROGRAMS, Version
from public.timeline import timeline_of


@dataclass(frozen=True)
class Preview:
    """`html` is the incident's page with this update alone; `text` is what goes into a ticket."""

    html: str
    text: str
    json: str


def preview(page: Page, incident: Incident, update: IncidentUpdate, *, now: datetime) -> Preview:
    """Of an incident loaded with its updates, one of them; the rows need not be there any more."""
    place = address(incident.code)
    with FOR_PROGRAMS.spoken(place):
        told = json.dumps(update_object(page, incident, update), indent=2, ensure_ascii=False)
    with Version(page.language).spoken(place):
        timeline = timeline_of(incident)
        tickets = ticket.tickets_of(page, timeline, now=now)
        alone = replace(timeline, updates=[one for one in timeline.updates if one.pk == update.pk])
        html = render_to_string(
            "public/incident.html#report",
            {"page": page, "now": now, "timeline": alone, "incident": incident},
        )
    text = next((one.text for one in tickets if one.anchor == update.anchor), "")
    return Preview(html, text, told)
