"""A state as a small picture, for a README or a support page of somebody else."""

from datetime import datetime
from itertools import takewhile

from django.template.loader import render_to_string
from django.utils.translation import gettext

from components.models import Component
from lib.stamps import clock, stamp
from pages.models import Page
from public import component as component_page
from public import marks
from public.feeds.text import writable
from public.state import State

# Verdana at 11 pixels takes about this much a character; the words are fitted to it.
_CHARACTER = 6.0
_PADDING = 6
_ICON = 16


def address(component: Component) -> str:
    """Where the badge of a component stands, in whatever language."""
    return f"{component_page.address(component)}/badge.svg"


def render(page: Page, state: State, *, now: datetime) -> str:
    """What the page says across the room, and when it was so: a picture may be kept for long."""
    local = now.astimezone(page.zone)
    overdue = f", {gettext('update overdue')}" if state.is_overdue else ""
    words = f"{state.words}{overdue}, {clock(local)}"
    said = gettext("%(label)s status: %(words)s (%(at)s)")
    return _draw(page.name, words, said, state.icon, at=stamp(local))


def render_component(page: Page, component: Component, *, now: datetime) -> str:
    """The status of a component, and since when: so the picture changes with it alone."""
    words = marks.status_words(component.status)
    if since := _since(component, now):
        at = {"status": words, "time": stamp(since.astimezone(page.zone))}
        words = gettext("%(status)s since %(time)s") % at
    icon = marks.icon(marks.level_of_status(component.status))
    return _draw(component.full_name, words, gettext("%(label)s status: %(words)s"), icon)


def _since(component: Component, now: datetime) -> datetime | None:
    """When the status last became what it is; to state it again changes nothing."""
    newest_first = component.status_changes.filter(at__lte=now).order_by("-at", "-id")
    rows = newest_first.values_list("at", "status").iterator(chunk_size=20)
    same = takewhile(lambda row: row[1] == component.status, rows)
    return min((at for at, _ in same), default=None)


def _draw(name: str, words: str, said: str, icon: str, *, at: str = "") -> str:
    label = writable(name)[:40]
    label_width = round(len(label) * _CHARACTER) + 2 * _PADDING
    words_width = round(len(words) * _CHARACTER) + 2 * _PADDING + _ICON
    return render_to_string(
        "public/badge.svg",
        {
            "title": said % {"label": label, "words": words, "at": at},
            "label": label,
            "words": words,
            "icon": icon,
            "label_width": label_width,
            "label_text_width": label_width - 2 * _PADDING,
            "words_left": label_width + _PADDING + _ICON,
            "icon_left": label_width + _PADDING - 2,
            "words_text_width": words_width - 2 * _PADDING - _ICON,
            "words_width": words_width - 1,
            "width": label_width + words_width,
        },
    )
