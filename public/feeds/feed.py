"""One feed, whatever the format it is written in."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from components.models import Component
from incidents.models import Incident
from pages.models import Page
from public.feeds.entries import Entry, latest, withdrawn


@dataclass(frozen=True)
class Feed:
    """`path` is without the suffix that tells the format."""

    page: Page
    path: str
    title: str
    updated_at: datetime
    entries: list[Entry]
    withdrawn: list[Incident]
    now: datetime

    @property
    def tag(self) -> str:
        """The beginning of the ids, which last as long as the host name."""
        return f"tag:{host()},2005:"


def host() -> str:
    return str(urlsplit(settings.SITE_URL).hostname)


def address_of(entry: Entry) -> str:
    return settings.SITE_URL + entry.incident.get_absolute_url()


def of_page(page: Page, now: datetime) -> Feed:
    """All that is told on the page."""
    title = f"{page.name} Status - Incident History"
    return Feed(page, "/history", title, page.updated_at, latest(page), withdrawn(now), now)


def of_component(page: Page, component: Component, now: datetime) -> Feed:
    """What affected one component; changes with those incidents, and not with the page."""
    title = f"{page.name} Status - {component.full_name} - Incident History"
    entries = latest(page, component)
    told = [entry.updated_at for entry in entries]
    updated_at = max(told, default=component.created_at)
    path, gone = f"/components/{component.code}/history", withdrawn(now, component)
    return Feed(page, path, title, updated_at, entries, gone, now)
