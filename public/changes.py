"""What a change touches beside the incidents themselves, and what it takes away."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from components.models import Component, ComponentQuerySet, StatusChange
from incidents.models import AffectedComponent, Incident, Postmortem
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public import component, documents, history
from public.month import Month
from public.timeline import began_at
from publishing.store import Store


def unordered() -> IncidentQuerySet:
    """All incidents; asked for in their order, SQLite would walk through the whole history."""
    return Incident.objects.order_by()


def months(
    page: Page, site: Store, since: int, now: datetime, failed: Iterable[str]
) -> list[Month]:
    """The months whose documents show something new: each shows its own and the two before."""
    known = history.months(page, now)
    # A month begins, or an older incident was recorded: the links from page to page move on.
    ends = {*known[:1], *known[-2:]} - {Month.of(now, page.zone)}
    if any(documents.path_of_month(month) not in site for month in ends):
        return known
    again = {path.rpartition("/history/")[2] for path in failed}
    changed = {
        Month.of(began_at(incident), page.zone) + later
        for incident in unordered().filter(changed_in__gt=since)
        for later in range(history.MONTHS)
    }
    return [month for month in known if month in changed or str(month) in again]


def components(site: Store, since: int, now: datetime, failed: Iterable[str]) -> ComponentQuerySet:
    """The components that a changed or overdue incident names, and new ones."""
    changed = unordered().filter(changed_in__gt=since)
    overdue = unordered().unresolved().filter(updates__next_update_by__lte=now)
    shown = {pk for some in (changed, overdue) for pk in some.values_list("pk", flat=True)}
    named = AffectedComponent.objects.filter(update__incident__in=shown)
    codes = component.codes_in(failed)
    codes += [one.code for one in Component.objects.public() if component.address(one) not in site]
    pks = set(named.values_list("component", flat=True).order_by())
    return Component.objects.filter(Q(code__in=codes) | Q(pk__in=pks))


def badges(since: int, failed: Iterable[str]) -> ComponentQuerySet:
    """The components whose status changed; that of a new one does."""
    again = component.codes_in(path for path in failed if path.endswith("/badge.svg"))
    changed = StatusChange.objects.filter(changed_in__gt=since).values("component")
    return Component.objects.filter(Q(code__in=again) | Q(pk__in=changed))


def overdue_postmortems(page: Page, site: Store, now: datetime) -> list[int]:
    """The incidents of which, since the last publish, a day passed by which one was promised."""
    published_at = site.published_at
    if published_at is None:
        return []
    first, today = (moment.astimezone(page.zone).date() for moment in (published_at, now))
    if first == today:
        return []
    missed = Postmortem.objects.awaited().filter(promised_by__gte=first, promised_by__lt=today)
    return list(missed.values_list("incident", flat=True))


def withdrawn(site: Store, since: int, now: datetime) -> list[str]:
    """The addresses where readers may no longer see what changed after a revision."""
    changed = unordered().filter(changed_in__gt=since)
    gone = [path for incident in changed for path in documents.outdated(incident, now)]
    if Page.current().layout_revision > since:
        gone += component.paths_off_page(site.paths())
    return gone


def redacted(since: int) -> bool:
    """Whether a secret was taken out: then no file may keep what was served before."""
    return unordered().filter(changed_in__gt=since, redacted_in__gt=since).exists()
