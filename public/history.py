"""The history: three calendar months a document, the newest first."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from components.models import Component
from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from incidents.status import Status
from pages.models import Page
from public import freshness, kept
from public.month import Month
from public.sharing import Sharing
from public.timeline import began_at, timeline_of

MONTHS = 3


@dataclass(frozen=True)
class MonthOfIncidents:
    month: Month
    entries: SafeString


def months(page: Page, now: datetime) -> list[Month]:
    """The months that have a document, oldest first: from the first incident to the present."""
    present = Month.of(now, page.zone)
    began = [Month.of(moment, page.zone) for moment in _oldest()]
    found = [min([*began, present])]
    while found[-1] < present:
        found.append(found[-1] + 1)
    return found


def _oldest() -> Iterator[datetime]:
    """When the first incident and the first maintenance began; each is looked up in an index."""
    for began in ("started_at", "scheduled_for"):
        known = Incident.objects.public().filter(**{f"{began}__isnull": False})
        yield from known.order_by(began).values_list(began, flat=True)[:1]


def render(page: Page, last_month: Month, *, now: datetime) -> str:
    """The document that ends with `last_month`."""
    shown = [last_month - age for age in range(MONTHS)]
    existing = months(page, now)
    present = existing[-1]
    context: dict[str, Any] = {
        "page": page,
        "now": now,
        "freshness": (freshness.changing(now) if last_month >= present else freshness.lasting(now)),
        "sharing": _sharing(page, shown),
        "months": by_month(page, began_in(page, shown[-1], shown[0]), now=now, shown=shown),
        "components": _filter() if last_month >= present else [],
        "last_month": last_month,
        "is_newest": last_month >= present,
        "older": last_month - MONTHS if existing[0] < shown[-1] else None,
        "newer": last_month + MONTHS if last_month + MONTHS < present else None,
    }
    return render_to_string("public/history.html", context)


def _filter() -> list[Component]:
    """The components that readers may choose from, each of which has a history of its own."""
    return list(Component.objects.public().select_related("group"))


def _sharing(page: Page, shown: list[Month]) -> Sharing:
    words = gettext("What happened at %(name)s, and what was done about it: %(first)s to %(last)s.")
    months = {"first": shown[-1].title, "last": shown[0].title}
    return Sharing(gettext("Incident History"), words % {"name": page.name, **months})


def began_in(page: Page, first: Month, last: Month) -> IncidentQuerySet:
    """The incidents that began in these months.

    A maintenance is history once its work has begun: until then it may be moved.
    """
    start, end = first.starts_at(page.zone), (last + 1).starts_at(page.zone)
    return Incident.objects.exclude(status=Status.SCHEDULED).filter(
        Q(scheduled_for=None, started_at__gte=start, started_at__lt=end)
        | Q(scheduled_for__gte=start, scheduled_for__lt=end)
    )


class Dated(NamedTuple):
    """Something made of an incident, which began at that moment."""

    began_at: datetime
    pk: int
    made: Any


def newest_first(
    page: Page,
    incidents: IncidentQuerySet,
    make: Callable[[Incident], Any],
    *,
    what: Hashable,
    limit: int | None = None,
) -> list[Dated]:
    """What `make` makes of each, the last to begin first; see `kept.made_of_each`."""

    def make_dated(incident: Incident) -> Dated:
        return Dated(began_at(incident), incident.pk, make(incident))

    # For the database's order SQLite would read the whole history.
    chosen = incidents if limit else incidents.order_by()
    dated = kept.made_of_each(page, chosen, make_dated, what=what, limit=limit)
    return sorted(dated, key=itemgetter(0, 1), reverse=True)


def grouped(page: Page, months: Iterable[Month], dated: Iterable[Dated]) -> dict[Month, list[Any]]:
    """What was made of those that began in each month, in the same order; `months` have theirs."""
    made: dict[Month, list[Any]] = {month: [] for month in months}
    for one in dated:
        made.setdefault(Month.of(one.began_at, page.zone), []).append(one.made)
    return made


def by_month(
    page: Page,
    incidents: IncidentQuerySet,
    *,
    now: datetime,
    shown: Iterable[Month] = (),
    limit: int | None = None,
) -> list[MonthOfIncidents]:
    """The entries of the incidents under their months; those `shown` are there though empty."""

    def entry(incident: Incident) -> SafeString:
        about = {"page": page, "now": now, "timeline": timeline_of(incident)}
        return render_to_string("public/_history_entry.html", about)

    # Another year's stamps name the year.
    what = ("history entry", get_language(), page.time_zone, now.astimezone(page.zone).year)
    entries = grouped(page, shown, newest_first(page, incidents, entry, what=what, limit=limit))
    return [
        MonthOfIncidents(month, mark_safe("".join(found)))  # noqa: S308
        for month, found in entries.items()
    ]
