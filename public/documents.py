"""Which documents the public site has, and which of them one change touches."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

from components.models import Component, ComponentQuerySet
from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from incidents.status import Status
from pages.models import Page
from public import (
    assets,
    badge,
    cards,
    component,
    documentation,
    embed,
    errors,
    history,
    home,
    incident,
    kept,
    languages,
    look,
    sitemap,
)
from public.api import documents as api
from public.api.present import Present
from public.feeds import documents as feeds
from public.languages import FOR_PROGRAMS, Version
from public.month import Month
from public.pictures.card import draw
from public.pictures.marks import favicon, touch_icon
from public.uptime import data as uptime_data
from public.uptime import document as uptime
from publishing.store import Document


@dataclass(frozen=True)
class Draft:
    """A document that can be made: where it will stand, and what makes it."""

    place: str
    render: Callable[[], str | bytes]
    version: Version = FOR_PROGRAMS

    @property
    def path(self) -> str:
        return self.version.path(self.place)

    def make(self) -> Document:
        """Render it now; raises whatever the rendering raises."""
        with self.version.spoken(self.place):
            body = self.render()
        return Document(self.path, body if isinstance(body, bytes) else body.encode())


def front(page: Page, now: datetime) -> Iterator[Draft]:
    """What every change, and the time of day, shows on."""
    for version in languages.versions(page):
        yield from _front_in(version, page, now)
    present = Present(page, now)
    for path, render in chain(
        api.front(page, present, now),
        feeds.front(page, present, now),
        assets.public(),
        look.files(page),
        embed.scripts(),
    ):
        yield Draft(path, render)
    yield Draft(uptime_data.ADDRESS, partial(uptime_data.render, page, now))
    for path, write in sitemap.front(page, now):
        yield Draft(path, write)


def _front_in(version: Version, page: Page, now: datetime) -> Iterator[Draft]:
    front_page = home.Home(page, now=now)
    present = Month.of(now, page.zone)
    yield Draft("/", lambda: front_page.document, version)
    yield Draft("/live", lambda: front_page.live, version)
    yield Draft("/history", partial(history.render, page, present, now=now), version)
    yield Draft(uptime.ADDRESS, partial(uptime.render, page, present, now=now), version)
    yield Draft("/404", partial(errors.render_not_found, page, now=now), version)
    if version.is_own:
        yield Draft("/badge.svg", lambda: badge.render(page, front_page.state, now=now), version)
        # Browsers and crawlers ask for these two whatever a page says.
        yield Draft("/favicon.ico", lambda: favicon(front_page.state.level), version)
        yield Draft("/apple-touch-icon.png", lambda: touch_icon(front_page.state.level), version)
        notice = partial(embed.render, page, now=now)
        yield Draft(embed.FRAME, lambda: notice(front_page.open), version)
        yield Draft(
            cards.OF_PAGE,
            lambda: draw(cards.of_page(page, front_page.state, front_page.open, now=now)),
            version,
        )


def of_incidents(page: Page, incidents: IncidentQuerySet, now: datetime) -> Iterator[Draft]:
    """The documents of each incident."""
    for each in kept.load_anew(page, incidents):
        render = partial(incident.render, page, each, now=now)
        yield from _in_each_language(page, incident.address(each.code), render)
        if cards.has_card(each, now):
            picture = partial(_draw_incident, page, each, now)
            yield Draft(cards.path_of(each), picture, Version(page.language))
        yield Draft(*api.of_incident(page, each, now))


def _draw_incident(page: Page, one: Incident, now: datetime) -> bytes:
    return draw(cards.of_incident(page, one, now=now))


def of_months(page: Page, months: Iterable[Month], now: datetime) -> Iterator[Draft]:
    """What is told of these months; of the history, what ends with them."""
    present = Month.of(now, page.zone)
    for month in months:
        # The present month's stands at /history until the next one begins.
        if month != present:
            render = partial(history.render, page, month, now=now)
            yield from _in_each_language(page, path_of_month(month), render)
        yield Draft(*api.of_month(page, month))
        yield Draft(sitemap.path_of(month), partial(sitemap.of_month, page, month))


def _in_each_language(page: Page, path: str, render: Callable[[], str]) -> Iterator[Draft]:
    for version in languages.versions(page):
        yield Draft(path, render, version)


def of_uptime(page: Page, months: Iterable[Month], now: datetime) -> Iterator[Draft]:
    """The uptime that ends with each of these months."""
    present = Month.of(now, page.zone)
    for month in months:
        # The present month's stands at /uptime until the next one begins.
        if month != present:
            render = partial(uptime.render, page, month, now=now)
            yield from _in_each_language(page, uptime.path_of(month, present), render)


def of_components(page: Page, components: ComponentQuerySet, now: datetime) -> Iterator[Draft]:
    """The page of each component, and its feeds."""
    for each in component.loaded(components):
        render = partial(component.render, page, each, now=now)
        yield from _in_each_language(page, component.address(each), render)
    for path, feed in feeds.of_components(page, components, now):
        yield Draft(path, feed)


def of_badges(page: Page, components: ComponentQuerySet, now: datetime) -> Iterator[Draft]:
    """The status of each component as a picture, which speaks the page's own language."""
    for each in component.loaded(components):
        render = partial(badge.render_component, page, each, now=now)
        yield Draft(badge.address(each), render, Version(page.language))


def lasting(page: Page, now: datetime) -> Iterator[Draft]:
    """What changes with the page's layout alone."""
    yield from _in_each_language(page, "/api", partial(documentation.render, page, now=now))


def everything(page: Page, now: datetime) -> Iterator[Draft]:
    """The whole site."""
    yield from front(page, now)
    yield from lasting(page, now)
    # Month by month: what stands on several documents is then loaded, and made, once.
    for month in history.months(page, now):
        yield from of_incidents(page, history.began_in(page, month, month), now)
        yield from of_months(page, [month], now)
    yield from of_incidents(page, Incident.objects.filter(status=Status.SCHEDULED), now)
    yield from of_uptime(page, uptime.months(page, now), now)
    yield from of_components(page, Component.objects.all(), now)
    yield from of_badges(page, Component.objects.all(), now)


def count(page: Page, now: datetime) -> int:
    """How many documents `everything` has, or nearly: somebody may post meanwhile."""
    spoken = len(languages.versions(page))
    fixed = len([*front(page, now), *lasting(page, now)])
    months = (spoken + 2) * (len(history.months(page, now)) - 1) + 2
    months += spoken * (len(uptime.months(page, now)) - 1)
    of_components = (spoken + len(feeds.FORMATS) + 1) * Component.objects.public().count()
    incidents = Incident.objects.public()
    of_incidents = (spoken + 1) * incidents.count() + cards.with_card(incidents, now).count()
    return fixed + months + of_components + of_incidents


def paths_of(one: Incident) -> list[str]:
    """Every address that is about this incident alone, in whatever language."""
    pages = languages.paths_in_all(incident.address(one.code))
    return [*pages, cards.path_of(one), *api.paths_of(one)]


def outdated(one: Incident, now: datetime) -> list[str]:
    """Those of the addresses that have no document, or none any more."""
    if one.published_at is None:
        return paths_of(one)
    return [] if cards.has_card(one, now) else [cards.path_of(one)]


def path_of_month(month: Month) -> str:
    return f"/history/{month}"
