"""The months of a record as a calendar, with the same in words."""

from calendar import monthrange
from collections.abc import Sequence
from functools import cache
from itertools import batched

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from components.uptime import Period
from public import kept
from public.month import Month
from public.uptime import words
from public.uptime.records import Record

WEEK = 7


def months_of(record: Record, shown: Sequence[tuple[Month, Period]]) -> SafeString:
    """The months, one beside the other.

    Each is made once for what is recorded in it: three documents show it, in each language.
    """
    return mark_safe("".join(_kept(record.within(period), month) for month, period in shown))  # noqa: S308


def _kept(record: Record, month: Month) -> SafeString:
    of = ("month of uptime", get_language(), get_script_prefix(), month, record.key)
    return kept.made(lambda: _render(record, month), of=of)


def _render(record: Record, month: Month) -> SafeString:
    """The month; nobody knows its figure where nothing is known of it."""
    days = range(len(record.days))
    figure = record.figure(slice(None))
    context = {
        "month": month,
        "figure": figure,
        "head": _head(get_language()),
        "weeks": _weeks(record, month),
        "entries": list(words.entries(record, days)) if figure else [],
    }
    return render_to_string("public/_uptime_month.html", context)


@cache
def _head(language: str | None) -> SafeString:
    """The row of the weekdays, which thousands of tables have."""
    names = (escape(WEEKDAYS_ABBR[number]) for number in range(WEEK))
    cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    return mark_safe(f"<thead><tr>{cells}</tr></thead>")  # noqa: S308


def _weeks(record: Record, month: Month) -> SafeString:
    """The rows of the month's table; nothing in them is typed by anybody."""
    weekday, length = monthrange(month.year, month.number)
    cells = ["<td></td>"] * weekday
    cells += [_cell(record, index) for index in range(len(record.days))]
    cells += [f'<td class="to-come">{day}</td>' for day in range(len(record.days) + 1, length + 1)]
    cells += ["<td></td>"] * (-len(cells) % WEEK)
    rows = ("".join(week) for week in batched(cells, WEEK))
    return mark_safe("".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S308


def _cell(record: Record, index: int) -> str:
    """A day; one that nobody lost anything of has nothing but its number."""
    day = record.days[index]
    if words.is_fine(record, index):
        return f"<td>{day.date.day}</td>"
    name = str(words.level(day)) if day.is_known else "unknown"
    said = f'<span class="visually-hidden">, {words.in_words(record, index)}</span>'
    return f'<td class="lost-{name}">{day.date.day}{said}</td>'
