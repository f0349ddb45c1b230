"""The pages there are, for search engines: by month, so that a post makes one month anew.

See https://www.sitemaps.org/protocol.html.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from django.conf import settings
from django.template.loader import render_to_string

from components.models import Component
from pages.models import Page
from public import component, history, incident, languages
from public.month import Month
from public.uptime import document as uptime

INDEX = "/sitemap.xml"
ROBOTS = "/robots.txt"
# What the protocol allows in one file, in which each incident stands once for every language.
LARGEST = 50_000

Drafts = Iterator[tuple[str, Callable[[], str]]]


def front(page: Page, now: datetime) -> Drafts:
    """What changes with any post, and with the settings."""
    yield ROBOTS, partial(robots, page)
    yield INDEX, partial(index, page, now=now)
    yield "/sitemap/pages.xml", partial(pages, page, now=now)


def path_of(month: Month) -> str:
    return f"/sitemap/{month}.xml"


def robots(page: Page) -> str:
    """What robots may read: everything, or nothing."""
    if page.is_hidden_from_search:
        return "User-agent: *\nDisallow: /\n"
    return (
        "User-agent: *\nDisallow: /search\nDisallow: /live\n\n"
        f"Sitemap: {settings.SITE_URL}{INDEX}\n"
    )


def index(page: Page, *, now: datetime) -> str:
    """Where the parts are; a hidden page has none."""
    parts = ["/sitemap/pages.xml", *(path_of(month) for month in history.months(page, now))]
    return render_to_string(
        "public/sitemap_index.xml",
        {"parts": [] if page.is_hidden_from_search else [settings.SITE_URL + p for p in parts]},
    )


def pages(page: Page, *, now: datetime) -> str:
    """The pages that are not about one incident."""
    months = history.months(page, now)[:-1]
    months_of_uptime = uptime.months(page, now)
    past = [uptime.path_of(month, months_of_uptime[-1]) for month in months_of_uptime[:-1]]
    components = [component.address(one) for one in Component.objects.public()]
    fixed = ["/", "/history", "/uptime", "/api", *(f"/history/{month}" for month in months)]
    paths = [*fixed, *past, *components]
    return _url_set(page, [(path, None) for path in paths])


def of_month(page: Page, month: Month) -> str:
    """The incidents that began in a month, and when each last changed."""
    began = history.began_in(page, month, month).public().order_by("-started_at", "-pk")
    found = began.values_list("code", "updated_at")[: LARGEST // len(languages.versions(page))]
    return _url_set(page, [(incident.address(code), changed) for code, changed in found])


def _url_set(page: Page, paths: Iterable[tuple[str, datetime | None]]) -> str:
    versions = languages.versions(page)
    urls = [
        (settings.SITE_URL + version.path(path), changed)
        for path, changed in paths
        for version in versions
    ]
    shown = [] if page.is_hidden_from_search else urls
    return render_to_string("public/sitemap.xml", {"urls": shown})
