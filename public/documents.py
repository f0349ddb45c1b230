"""Which documents the public site has, and which of them one change touches."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

from components.models import Component, ComponentQuerySet
from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public import assets, badge, component, errors, history, home, incident
from public.api import documents as api
from public.api.present import Present
from public.feeds import documents as feeds
from public.month import Month
from publishing.store import Document

# Incidents are loaded this many at a time, so that memory does not grow with the history.
CHUNK = 200


@dataclass(frozen=True)
class Draft:
    """A document that can be made: where it will stand, and what makes it."""

    path: str
    render: Callable[[], str | bytes]

    def make(self) -> Document:
        """Render it now; raises whatever the rendering raises."""
        body = self.render()
        return Document(self.path, body if isinstance(body, bytes) else body.encode())


def front(page: Page, now: datetime) -> Iterator[Draft]:
    """What every change, and the time of day, shows on."""
    front_page = home.Home(page, now=now)
    yield Draft("/", lambda: front_page.document)
    yield Draft("/live", lambda: front_page.live)
    yield Draft("/badge.svg", lambda: badge.render(page, front_page.state, now=now))
    yield Draft("/history", partial(history.render, page, Month.of(now, page.zone), now=now))
    present = Present(page)
    yield Draft("/404", partial(errors.render_not_found, page, now=now))
    for path, render in chain(
        api.front(page, present, now), feeds.front(page, present, now), assets.public()
    ):
        yield Draft(path, render)


def of_incidents(page: Page, incidents: IncidentQuerySet, now: datetime) -> Iterator[Draft]:
    """The documents of each incident, which are loaded a chunk at a time."""
    for each in incident.loaded(incidents).iterator(chunk_size=CHUNK):
        yield Draft(path_of_incident(each), partial(incident.render, page, each, now=now))
        yield Draft(*api.of_incident(page, each))


def of_months(page: Page, months: Iterable[Month], now: datetime) -> Iterator[Draft]:
    """The documents of the history that end with these months."""
    present = Month.of(now, page.zone)
    for month in months:
        # The present month's stands at /history until the next one begins.
        if month != present:
            yield Draft(path_of_month(month), partial(history.render, page, month, now=now))
        yield Draft(*api.of_month(page, month))


def of_components(page: Page, components: ComponentQuerySet, now: datetime) -> Iterator[Draft]:
    """The page of each component, and its feeds."""
    for each in component.loaded(components):
        yield Draft(each.get_absolute_url(), partial(component.render, page, each, now=now))
    for path, render in feeds.of_components(page, components):
        yield Draft(path, render)


def everything(page: Page, now: datetime) -> Iterator[Draft]:
    """The whole site."""
    yield from front(page, now)
    yield from of_months(page, history.months(page, now), now)
    yield from of_components(page, Component.objects.all(), now)
    yield from of_incidents(page, Incident.objects.all(), now)


def count(page: Page, now: datetime) -> int:
    """How many documents `everything` has, or nearly: somebody may post meanwhile."""
    fixed = len(list(front(page, now))) + 2 * len(history.months(page, now)) - 1
    of_each = 1 + len(feeds.FORMATS)
    return (
        fixed + of_each * Component.objects.public().count() + 2 * Incident.objects.public().count()
    )


def paths_of(incident: Incident) -> list[str]:
    """Every address that is about this incident alone."""
    return [path_of_incident(incident), *api.paths_of(incident)]


def path_of_incident(incident: Incident) -> str:
    return f"/incidents/{incident.code}"


def path_of_month(month: Month) -> str:
    return f"/history/{month}"
