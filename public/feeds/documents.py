"""The feeds as finished files: of the page, and of each component."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial

from django.db import models

from components.models import Component, ComponentQuerySet
from pages.models import Page
from public.api.present import Present
from public.feeds import atom, history, ics, rss
from public.feeds.feed import Feed, of_component, of_page

Drafts = Iterator[tuple[str, Callable[[], bytes]]]

FORMATS = {"atom": atom.render, "rss": rss.render, "ics": ics.render}


def front(page: Page, present: Present, now: datetime) -> Drafts:
    """The feeds of the page, and the newest part of its history."""
    yield from _in_all_formats("/history", partial(of_page, page, now))
    # A file knows no `?page=N`: the older parts are for a view to make.
    yield "/history.json", partial(history.render, page, 1, now, present)


def of_components(page: Page, components: ComponentQuerySet, now: datetime) -> Drafts:
    """The feeds of what affected each of these components, where readers may see it."""
    loaded = components.public().select_related("group")
    for component in loaded.fetch_mode(models.FETCH_RAISE):
        yield from _in_all_formats(path_of(component), partial(of_component, page, component, now))


def path_of(component: Component) -> str:
    """The address of a component's feeds, without the suffix that tells the format."""
    return f"/components/{component.code}/history"


def _in_all_formats(path: str, load: Callable[[], Feed]) -> Drafts:
    """The formats share what is loaded when the first of them is made."""
    feed = cache(load)
    for suffix, render in FORMATS.items():
        yield f"{path}.{suffix}", partial(_render, render, feed)


def _render(render: Callable[[Feed], bytes], feed: Callable[[], Feed]) -> bytes:
    return render(feed())
