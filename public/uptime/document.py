"""The uptime by calendar month: three months a document, the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from components.models import Component, ComponentGroup, StatusChange
from components.uptime import Period
from pages.models import Page
from public import freshness
from public.month import Month
from public.sharing import Sharing
from public.uptime import records
from public.uptime.calendar import months_of
from public.uptime.records import Record

MONTHS = 3
ADDRESS = "/uptime"


@dataclass(frozen=True)
class Section:
    subject: Component | ComponentGroup
    months: SafeString
    children: list["Section"]


def components() -> models.QuerySet[Component]:
    """Those that have a calendar.

    One that hides while it is operational has none: that it is there would depend on the moment.
    """
    return records.shown().filter(showcase=True, only_show_if_degraded=False)


def months(page: Page, now: datetime) -> list[Month]:
    """The months that have a document, oldest first: from the first day known to the present."""
    present = Month.of(now, page.zone)
    found = [min([*_firsts(page), present])]
    while found[-1] < present:
        found.append(found[-1] + 1)
    return found


def _firsts(page: Page) -> Iterator[Month]:
    """The first month of each component of which something is known."""
    changes = StatusChange.objects.filter(component=OuterRef("pk")).order_by("at").values("at")
    began = components().order_by().values_list(Subquery(changes[:1]), "start_date")
    for at, start in began:
        if at:
            counted = Month(start.year, start.month) if start else Month(1, 1)
            yield max(Month.of(at, page.zone), counted)


def path_of(month: Month, present: Month) -> str:
    """The present month's document stands at the address without one until the next begins."""
    return ADDRESS if month >= present else f"{ADDRESS}/{month}"


def render(page: Page, last_month: Month, *, now: datetime) -> str:
    """The document that ends with `last_month`."""
    existing = months(page, now)
    first, present = existing[0], existing[-1]
    shown = [last_month - age for age in range(MONTHS) if last_month - age >= first]
    whole = _period(page, shown[-1], last_month, now)
    loaded = records.load(page, components(), whole, now=now)
    periods = [(month, _period(page, month, month, now)) for month in shown]
    older, newer = last_month - MONTHS, last_month + MONTHS
    is_newest = last_month >= present
    span = _span(shown)
    context: dict[str, Any] = {
        "page": page,
        "now": now,
        "freshness": freshness.changing(now) if is_newest else freshness.lasting(now),
        "sharing": _sharing(page, span),
        "sections": _sections(loaded, periods),
        "span": span,
        "older": older if older >= first else None,
        "newer": newer if newer < present else None,
        "is_newest": is_newest,
    }
    return render_to_string("public/uptime.html", context)


def _period(page: Page, first: Month, last: Month, now: datetime) -> Period:
    return Period.of(
        first.starts_at(page.zone).date(),
        (last + 1).starts_at(page.zone).date() - timedelta(days=1),
        zone=page.zone,
        now=now,
    )


def _span(shown: list[Month]) -> str:
    if len(shown) == 1:
        return shown[0].title
    ends = {"first": shown[-1].title, "last": shown[0].title}
    return gettext("%(first)s to %(last)s") % ends


def _sharing(page: Page, span: str) -> Sharing:
    words = gettext("How much each component of %(name)s was up: %(months)s.")
    return Sharing(gettext("Uptime"), words % {"name": page.name, "months": span})


def _sections(loaded: Iterable[Record], periods: list[tuple[Month, Period]]) -> list[Section]:
    return [
        Section(record.subject, months_of(record, periods), _sections(record.children, periods))
        for record in loaded
    ]
