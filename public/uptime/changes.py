"""Which documents of the uptime a change touches."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F, Max, Min
from django.db.models.functions import Greatest

from components.models import StatusChange
from incidents.models import Incident
from pages.models import Page
from public.month import Month
from public.uptime import document
from publishing.store import Store


def months(
    page: Page, site: Store, since: int, now: datetime, failed: Iterable[str]
) -> list[Month]:
    """The months whose documents show something new: each shows its own and the two before.

    The present one's is made with everything that is made anew all the time.
    """
    known = document.months(page, now)
    present = known[-1]
    missing = [month for month in known if document.path_of(month, present) not in site]
    again = {path.rpartition(f"{document.ADDRESS}/")[2] for path in failed}
    changed = set(_changed(page, since, now))
    # A month begins, or an older status was recorded: those around lead there, and show it.
    around = range(-document.MONTHS, document.MONTHS + 1)
    changed |= {month + distance for month in missing for distance in around}
    return [month for month in known if month in changed or str(month) in again]


def _changed(page: Page, since: int, now: datetime) -> Iterator[Month]:
    for first, last in [*_statuses(since, now), *_incidents(since, now)]:
        month = Month.of(first, page.zone)
        while month < Month.of(last, page.zone) + document.MONTHS:
            yield month
            month += 1


def _statuses(since: int, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From the first status that was recorded up to now: it may have held for long."""
    recorded = StatusChange.objects.filter(changed_in__gt=since)
    first = recorded.aggregate(first=Min("at"))["first"]
    if first:
        yield first, now


def _incidents(since: int, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """While each was open, as it is told now or was told until it changed."""
    rows = (
        Incident.objects.order_by()
        .filter(changed_in__gt=since, updates__isnull=False)
        .annotate(last=Greatest(Max("updates__display_at"), Max("updates__created_at")))
        .values_list(Min("updates__display_at"), "last", F("resolved_at"))
    )
    for first, last, resolved_at in rows:
        yield first, max(last, resolved_at or now)
