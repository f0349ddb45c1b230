"""Ninety days of a component as bars, with the same in words beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from components.models import Component
from pages.models import Page
from public import kept
from public.templatetags.times import calendar_words
from public.uptime import records, words
from public.uptime.records import Record

DAYS = 90
# How many bars a wide screen shows, a tablet and a phone; and over how many days Statuspage counts
# the figure beside them.
COUNTED = {90: 90, 60: 61, 30: 31}
# Each bar is `PITCH` from the next, and `WIDTH` wide: the style sheet dashes a line into bars.
HEIGHT, PITCH, WIDTH = 34, 5, 3


@dataclass(frozen=True)
class Window:
    """The last days as one kind of screen shows them; no `figure` where nothing is known."""

    shown: int
    first: date
    last: date
    figure: str | None


def load(page: Page, components: Iterable[Component], *, now: datetime) -> dict[str, SafeString]:
    """The bars of each component and group that shows its uptime, by code.

    `components` are those that readers may see, with their groups; takes four queries.
    """
    period = records.last_days(page, DAYS, now=now)
    top = records.load(page, components, period, now=now)
    every = [one for record in top for one in (record, *record.children)]
    return {record.subject.code: _kept(record) for record in every}


def _kept(record: Record) -> SafeString:
    """The bars; made once for what is recorded, in each language."""
    subject = record.subject
    language = (get_language(), get_script_prefix())
    of = ("bars", language, subject.code, subject.name, record.key)
    return kept.made(lambda: render(record), of=of)


def render(record: Record) -> SafeString:
    """The bars of a record of ninety days."""
    said = list(words.entries(record, range(DAYS)))
    spoken_of = sum((entry.last - entry.first).days + 1 for entry in said)
    context = {
        "subject": record.subject,
        "svg": _svg(record),
        "windows": [_window(record, shown, counted) for shown, counted in COUNTED.items()],
        "entries": said,
        "has_fine_days": spoken_of < DAYS,
    }
    return render_to_string("public/_uptime_bars.html", context)


def _window(record: Record, shown: int, counted: int) -> Window:
    first, last = record.days[-shown].date, record.days[-1].date
    return Window(shown, first, last, record.figure(slice(-counted, None)))


def _svg(record: Record) -> SafeString:
    return mark_safe(  # noqa: S308
        '<svg class="availability-time-line-graphic" '
        f'viewBox="0 0 {DAYS * PITCH - PITCH + WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="none" aria-hidden="true">{"".join(_lines(record))}</svg>'
    )


def _lines(record: Record) -> Iterator[str]:
    """One line for all days in a row of which the same is to be said; their bars are its dashes.

    How high they are the style sheet says, too: the line lies on the ground.
    """
    for (name, title), run in groupby(range(DAYS), key=lambda index: _bar(record, index)):
        first, *others = run
        length = len(others) * PITCH + WIDTH
        line = f'<path class="lost-{name}" d="M{first * PITCH} {HEIGHT}h{length}"'
        yield f"{line}><title>{title}</title></path>" if title else f"{line}/>"


def _bar(record: Record, index: int) -> tuple[str, str]:
    """The name of the level, and the title; none for a day that lost nothing."""
    day = record.days[index]
    if not day.is_known:
        return "unknown", ""
    level = words.level(day)
    if not level:
        return "0", ""
    said = words.in_words(record, index)
    return str(level), escape(f"{calendar_words(day.date)}: {said}")
