"""The incidents that belong to a component's days."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse

from components.models import Component
from components.uptime import Period
from incidents.models import AffectedComponent, Incident
from incidents.models.queryset import IncidentQuerySet
from incidents.status import Status
from pages.models import Page


@dataclass(frozen=True)
class Related:
    """An incident, as far as a day tells of it."""

    code: str
    name: str

    @property
    def url(self) -> str:
        return reverse("public:incident", args=[self.code])


@dataclass(frozen=True)
class Span:
    """The days on which an incident was open, from the first on which it named the component."""

    first: date
    last: date
    incident: Related


def load(
    page: Page, components: Collection[Component], period: Period, *, now: datetime
) -> dict[int, tuple[Span, ...]]:
    """By component, the incidents that were open in the period after they had named it.

    A maintenance names it once the work begins: until then it is only announced.
    """
    if not period.dates:
        return {}
    # Chosen here: SQLite would look each component up for each update.
    wanted = {component.pk for component in components}
    found: dict[int, tuple[Span, ...]] = defaultdict(tuple)
    for pk, code, name, first, last, resolved_at in _rows(_open_in(period, now), period):
        begins = first.astimezone(page.zone).date()
        ends = max(last, resolved_at or now).astimezone(page.zone).date()
        if pk in wanted and ends >= period.dates[0]:
            found[pk] += (Span(begins, min(ends, period.dates[-1]), Related(code, name)),)
    return found


def _open_in(period: Period, now: datetime) -> IncidentQuerySet:
    since = period.starts_at
    incidents = Incident.objects.public().filter(
        Q(resolved_at=None) | Q(resolved_at__gte=since) | Q(told_at__gte=since)
    )
    if period.ends_before < now:
        # Asked for nothing later than now, SQLite would still read the whole history for it.
        incidents = incidents.filter(started_at__lt=period.ends_before)
    return incidents.order_by()


def _rows(incidents: IncidentQuerySet, period: Period) -> QuerySet:
    """Component, code, name, first and last update, resolution; one for each pair."""
    told = AffectedComponent.objects.standing().filter(
        update__incident__in=incidents, update__display_at__lt=period.ends_before
    )
    return (
        told.exclude(update__status=Status.SCHEDULED)
        .values_list("component", "update__incident__code", "update__incident__name")
        .annotate(
            first=Min("update__display_at"),
            last=Max("update__display_at"),
            resolved_at=Max("update__incident__resolved_at"),
        )
        .order_by("first", "update__incident__code")
    )
