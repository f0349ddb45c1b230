"""The state as a small picture, for a README or a support page of somebody else."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext

from lib.stamps import clock, stamp
from pages.models import Page
from public.feeds.text import writable
from public.state import State

# Verdana at 11 pixels takes about this much a character; the words are fitted to it.
_CHARACTER = 6.0
_PADDING = 6
_ICON = 16


def render(page: Page, state: State, *, now: datetime) -> str:
    """What the page says across the room, and when it was so: a picture may be kept for long."""
    local = now.astimezone(page.zone)
    label = writable(page.name)[:40]
    overdue = f", {gettext('update overdue')}" if state.is_overdue else ""
    words = f"{state.words}{overdue}, {clock(local)}"
    label_width = round(len(label) * _CHARACTER) + 2 * _PADDING
    words_width = round(len(words) * _CHARACTER) + 2 * _PADDING + _ICON
    return render_to_string(
        "public/badge.svg",
        {
            "label": label,
            "words": words,
            "at": stamp(local),
            "icon": state.icon,
            "label_width": label_width,
            "label_text_width": label_width - 2 * _PADDING,
            "words_left": label_width + _PADDING + _ICON,
            "icon_left": label_width + _PADDING - 2,
            "words_text_width": words_width - 2 * _PADDING - _ICON,
            "words_width": words_width - 1,
            "width": label_width + words_width,
        },
    )
