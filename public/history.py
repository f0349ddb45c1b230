"""The history: three calendar months a document, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FETCH_RAISE, Min, OuterRef, Q, Subquery
from django.template.loader import render_to_string

from incidents.models import Incident, IncidentUpdate
from incidents.status import Status
from pages.models import Page
from public import freshness
from public.month import Month
from public.timeline import Summary, began_at

MONTHS = 3
_ENTRIES = 4000
_entries: dict[tuple[Any, ...], str] = {}


@dataclass(frozen=True)
class MonthOfIncidents:
    month: Month
    entries: list[str]


def months(page: Page, now: datetime) -> list[Month]:
    """The months that have a document, oldest first: from the first incident to the present."""
    present = Month.of(now, page.zone)
    # Each answered by an index alone, whatever the length of the history.
    oldest = Incident.objects.public().aggregate(Min("started_at"), Min("scheduled_for"))
    began = [Month.of(moment, page.zone) for moment in oldest.values() if moment]
    found = [min([*began, present])]
    while found[-1] < present:
        found.append(found[-1] + 1)
    return found


def render(page: Page, last_month: Month, *, now: datetime) -> str:
    """The document that ends with `last_month`."""
    shown = [last_month - age for age in range(MONTHS)]
    existing = months(page, now)
    present = existing[-1]
    context: dict[str, Any] = {
        "page": page,
        "now": now,
        "freshness": (freshness.changing(now) if last_month >= present else freshness.lasting(now)),
        "months": _by_month(incidents_of(page, shown[-1], shown[0]), shown, page, now),
        "last_month": last_month,
        "is_newest": last_month >= present,
        "older": last_month - MONTHS if existing[0] < shown[-1] else None,
        "newer": last_month + MONTHS if last_month + MONTHS < present else None,
    }
    return render_to_string("public/history.html", context)


def incidents_of(page: Page, first: Month, last: Month) -> list[Incident]:
    """Those that began in these months, the newest first, each with its `newest_body`.

    A maintenance is history once its work has begun: until then it may be moved.
    """
    start, end = first.starts_at(page.zone), (last + 1).starts_at(page.zone)
    incidents = Incident.objects.public().exclude(status=Status.SCHEDULED)
    newest = IncidentUpdate.objects.filter(incident=OuterRef("pk")).order_by("-display_at", "-id")
    loaded = incidents.filter(
        Q(scheduled_for=None, started_at__gte=start, started_at__lt=end)
        | Q(scheduled_for__gte=start, scheduled_for__lt=end)
    ).annotate(newest_body=Subquery(newest.values("body")[:1]))
    by_beginning = sorted(loaded.fetch_mode(FETCH_RAISE), key=lambda one: (began_at(one), one.pk))
    return by_beginning[::-1]


def _by_month(
    incidents: Iterable[Incident], shown: list[Month], page: Page, now: datetime
) -> list[MonthOfIncidents]:
    entries: dict[Month, list[str]] = {month: [] for month in shown}
    for incident in incidents:
        entries[Month.of(began_at(incident), page.zone)].append(_entry(page, incident, now))
    return [MonthOfIncidents(month, found) for month, found in entries.items()]


def _entry(page: Page, incident: Incident, now: datetime) -> str:
    """An incident's part of the document.

    A busy quarter has hundreds, of which a change touches one: the others are kept in memory.
    """
    key = (incident.code, incident.changed_in, page.time_zone, now.astimezone(page.zone).year)
    if key not in _entries:
        if len(_entries) >= _ENTRIES:
            _entries.clear()
        about = {"page": page, "now": now, "timeline": Summary(incident), "incident": incident}
        _entries[key] = render_to_string("public/_history_entry.html", about)
    return _entries[key]
