"""The home page: what is the matter now, and what was in the last days."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string

from components.models import Component
from incidents.models import Incident
from incidents.status import Status
from pages.models import Page
from public import freshness
from public.board import board
from public.days import first_moment, past_days
from public.state import state_of
from public.timeline import timeline_of


def render(page: Page, *, now: datetime) -> str:
    """The whole document."""
    return render_to_string("public/home.html", context(page, now=now))


def render_live(page: Page, *, now: datetime) -> str:
    """The part of the home page that changes, for a page that is open in a browser."""
    return render_to_string("public/home.html#live", context(page, now=now))


def context(page: Page, *, now: datetime) -> dict[str, Any]:
    """What the templates show; loads everything in a number of queries that does not grow."""
    components = list(
        Component.objects.public().select_related("group").fetch_mode(models.FETCH_RAISE)
    )
    incidents = _open_or_recent(since=first_moment(now, page.zone))
    unresolved = [incident for incident in incidents if not incident.is_resolved]
    open_incidents = [incident for incident in unresolved if not incident.is_maintenance]
    maintenances = sorted(
        (incident for incident in unresolved if incident.is_maintenance),
        key=lambda maintenance: (maintenance.scheduled_for, maintenance.pk),
    )
    upcoming = [one for one in maintenances if one.status == Status.SCHEDULED]
    state = state_of(components, open_incidents)
    return {
        "page": page,
        "title": f"{page.name} Status" + ("" if state.is_fine else f" - {state.words}"),
        "now": now,
        "freshness": freshness.changing(now),
        "state": state,
        "open_incidents": [timeline_of(incident) for incident in open_incidents],
        "active": [timeline_of(one) for one in maintenances if one not in upcoming],
        "upcoming": [timeline_of(one) for one in upcoming],
        "rows": board(components),
        "days": past_days(
            [incident for incident in incidents if incident not in upcoming],
            now=now,
            zone=page.zone,
        ),
    }


def _open_or_recent(*, since: datetime) -> list[Incident]:
    incidents = Incident.objects.public().filter(Q(resolved_at=None) | Q(resolved_at__gte=since))
    return list(incidents.with_updates().fetch_mode(models.FETCH_RAISE))
