"""The home page: what is the matter now, and what was in the last days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext

from components.models import Component
from incidents.models import Incident
from incidents.status import Status
from pages.models import Page
from public import freshness, kept
from public.board import board
from public.days import first_moment, past_days
from public.sharing import Sharing
from public.state import State, state_of
from public.timeline import Timeline, timeline_of
from public.uptime import bars
from public.uptime.records import shown


class Home:
    """The home page of one moment: the whole document, and the part of it that changes."""

    def __init__(self, page: Page, *, now: datetime) -> None:
        self._page = page
        self._now = now

    @cached_property
    def document(self) -> str:
        return render_to_string("public/home.html", {**self._context, "live": self.live})

    @cached_property
    def live(self) -> str:
        """What a page that is open in a browser asks for again and again."""
        return render_to_string("public/home.html#live", self._context)

    @property
    def open(self) -> list[Timeline]:
        """What readers are told of now: open incidents, or else the maintenances in progress."""
        return self._context["open_incidents"] or self._context["active"]

    @property
    def state(self) -> State:
        return self._context["state"]

    @cached_property
    def _context(self) -> dict[str, Any]:
        return context(self._page, now=self._now)


def render(page: Page, *, now: datetime) -> str:
    """The whole document."""
    return Home(page, now=now).document


def render_live(page: Page, *, now: datetime) -> str:
    """The part of the document that changes."""
    return Home(page, now=now).live


def context(page: Page, *, now: datetime) -> dict[str, Any]:
    """What the templates show; loads everything in a number of queries that does not grow."""
    components = list(shown())
    incidents = _open_or_recent(page, since=first_moment(now, page.zone))
    unresolved = [incident for incident in incidents if not incident.is_resolved]
    open_incidents = [incident for incident in unresolved if not incident.is_maintenance]
    maintenances = sorted(
        (incident for incident in unresolved if incident.is_maintenance),
        key=lambda maintenance: (maintenance.scheduled_for, maintenance.pk),
    )
    upcoming = [one for one in maintenances if one.status == Status.SCHEDULED]
    told = _at_present(open_incidents, components)
    active = _at_present((one for one in maintenances if one not in upcoming), components)
    overdue = any(timeline.overdue_since(now) for timeline in [*told, *active])
    state = replace(state_of(components, open_incidents), is_overdue=overdue)
    title = _title(page, state)
    return {
        "page": page,
        "title": title,
        "sharing": Sharing(title, _sentence(state, told)),
        "now": now,
        "freshness": freshness.changing(now),
        "state": state,
        "open_incidents": told,
        "active": active,
        "upcoming": _at_present(upcoming, components),
        "rows": board(components),
        "uptime": bars.load(page, components, now=now),
        "days": past_days(
            [incident for incident in incidents if incident not in upcoming],
            now=now,
            zone=page.zone,
        ),
    }


def _title(page: Page, state: State) -> str:
    title = gettext("%(name)s Status") % {"name": page.name}
    return title if state.is_fine else f"{title} - {state.words}"


def _sentence(state: State, told: list[Timeline]) -> str:
    """The state, and each open incident with its status."""
    names = [f"{timeline.newest.label}: {timeline.incident.name}" for timeline in told]
    return ". ".join([state.words, *names])


def _open_or_recent(page: Page, *, since: datetime) -> list[Incident]:
    """Newest first. Sorted here: for the database's order SQLite reads the whole history."""
    chosen = Incident.objects.filter(Q(resolved_at=None) | Q(resolved_at__gte=since)).order_by()
    found = kept.load(page, chosen)
    return sorted(found, key=lambda incident: (incident.started_at, incident.pk), reverse=True)


def _at_present(incidents: Iterable[Incident], components: list[Component]) -> list[Timeline]:
    """The timelines of what is open, with the components they name as these are now."""
    present = {component.pk: component for component in components}
    timelines = map(timeline_of, incidents)
    return [
        replace(
            timeline, affected=[present[one.pk] for one in timeline.affected if one.pk in present]
        )
        for timeline in timelines
    ]
