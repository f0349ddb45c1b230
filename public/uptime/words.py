"""How a day of a record reads: a level for its colour and shape, and the same in words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from django.utils.translation import get_language, gettext, ngettext

from components.uptime import Day
from public.templatetags.times import duration
from public.uptime.records import Record
from public.uptime.related import Related

# Where Statuspage's colours turn, and half-way between: yellow at 0.33 hours, orange at 0.55, red
# at 1. In tenths of a second, as `Day.lost`.
LIMITS = [5_940, 11_880, 15_840, 19_800, 27_900, 36_000]


@dataclass(frozen=True)
class Entry:
    """Days in a row of which the same is to be said."""

    first: date
    last: date
    words: str
    related: tuple[Related, ...]
    reasons: tuple[str, ...]


def level(day: Day) -> int:
    """From 0, nothing lost, to 7, more than an hour."""
    return 1 + bisect_left(LIMITS, day.lost) if day.lost else 0


def in_words(record: Record, index: int) -> str:
    """Such as `partial outage 12 minutes`; of a group, `2 components had a major outage`."""
    day = record.days[index]
    if not day.is_known:
        return gettext("no data")
    said = _of_group(record, index) if record.is_group else _of_component(get_language(), day)
    return said or gettext("no outage")


# Bars, calendar and list say the same of the same days.
@lru_cache(maxsize=20_000)
def _of_component(language: str | None, day: Day) -> str:
    spans = (
        (gettext("major outage %(duration)s"), day.major_seconds),
        (gettext("partial outage %(duration)s"), day.partial_seconds),
    )
    return ", ".join(
        words % {"duration": duration(timedelta(seconds=seconds))}
        for words, seconds in spans
        if seconds
    )


def _of_group(record: Record, index: int) -> str:
    days = [child.days[index] for child in record.children]
    major = sum(day.major_seconds > 0 for day in days)
    partial = sum(day.partial_seconds > 0 for day in days)
    said = (
        (
            ngettext(
                "%(count)d component had a major outage",
                "%(count)d components had a major outage",
                major,
            ),
            major,
        ),
        (
            ngettext(
                "%(count)d component had a partial outage",
                "%(count)d components had a partial outage",
                partial,
            ),
            partial,
        ),
    )
    return ", ".join(words % {"count": count} for words, count in said if count)


def is_fine(record: Record, index: int) -> bool:
    """Whether nobody lost anything; a second of one component may be none in the mean."""
    day = record.days[index]
    if day.lost or not day.is_known:
        return False
    return all(not child.days[index].lost for child in record.children)


def entries(record: Record, indexes: Iterable[int]) -> Iterator[Entry]:
    """What there is to say of some days in a row, the newest first; fine days pass in silence."""

    def said(index: int) -> tuple[str, tuple[Related, ...], tuple[str, ...]] | None:
        day = record.days[index].date
        related, reasons = record.related(day), record.reasons(day)
        if not related and not reasons and is_fine(record, index):
            return None
        return in_words(record, index), related, reasons

    for told, group in groupby(sorted(indexes, reverse=True), key=said):
        if told:
            days = [record.days[index].date for index in group]
            yield Entry(days[-1], days[0], *told)
