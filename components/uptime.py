"""Uptime: from a component's status changes to what was lost on each day, and to a percentage.

The rule is Statuspage's, so that figures compare: a second of a major outage is lost whole, of a
partial outage three tenths of it, and no other status loses anything. Every moment counts from
its whole second, so that whoever knows the seconds of each day arrives at the same figure.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from zoneinfo import ZoneInfo

from components.status import ComponentStatus

# Tenths of a second, of which no day is held to have more: neither 23 nor 25 hours change that.
DAY_LENGTH = 864_000


@dataclass(frozen=True)
class Day:
    """What was lost on one day; nobody knows of a day before the history or the start date."""

    date: date
    partial_seconds: int = 0
    major_seconds: int = 0
    is_known: bool = True

    @property
    def lost(self) -> int:
        """The weighted downtime, in tenths of a second."""
        return 10 * self.major_seconds + 3 * self.partial_seconds


@dataclass(frozen=True)
class Period:
    """Days in a row, as they begin in a zone, up to a moment.

    `midnights` are those of the days and of the day after; these and `until` are whole seconds
    since 1970.
    """

    dates: tuple[date, ...]
    midnights: tuple[int, ...]
    until: int

    @classmethod
    def of(cls, first: date, last: date, *, zone: ZoneInfo, now: datetime) -> "Period":
        """From `first` to `last`, or to the present day; empty when all of it is to come."""
        last = min(last, now.astimezone(zone).date())
        dates = tuple(first + timedelta(days=age) for age in range((last - first).days + 1))
        midnights = tuple(
            int(datetime.combine(day, time.min, zone).timestamp())
            for day in (*dates, last + timedelta(days=1))
        )
        return cls(dates, midnights, min(midnights[-1], int(now.timestamp())))

    @property
    def starts_at(self) -> datetime:
        return datetime.fromtimestamp(self.midnights[0], UTC)

    @property
    def ends_before(self) -> datetime:
        """The second that is running at the end belongs to the period."""
        return datetime.fromtimestamp(self.until + 1, UTC)

    def day_at(self, moment: int) -> int:
        """The index of the day in which a moment of the period lies."""
        return bisect_right(self.midnights, moment) - 1

    def split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The index of each day that a span of time touches, with the seconds it has of it."""
        index = self.day_at(start)
        while start < end:
            midnight = min(end, self.midnights[index + 1])
            yield index, midnight - start
            start, index = midnight, index + 1


def days_of(
    period: Period,
    changes: Iterable[tuple[datetime, str]],
    *,
    status_before: str | None = None,
    start_date: date | None = None,
) -> list[Day]:
    """What was lost on each day of the period.

    `changes` are those since it began, in order; `status_before` is what held at its beginning,
    None where the history begins later.
    """
    if not period.dates:
        return []
    steps = [(period.midnights[0], status_before)] if status_before else []
    steps += [(int(at.timestamp()), status) for at, status in changes]
    steps = [step for step in steps if step[0] <= period.until and step[0] < period.midnights[-1]]
    known_from = max(
        period.day_at(steps[0][0]) if steps else len(period.dates),
        (start_date - period.dates[0]).days if start_date else 0,
    )
    return [
        Day(day, partial, major) if index >= known_from else Day(day, is_known=False)
        for index, (day, partial, major) in enumerate(
            zip(period.dates, *_lost(period, steps), strict=True)
        )
    ]


def _lost(period: Period, steps: Iterable[tuple[int, str]]) -> Iterable[list[int]]:
    """The seconds of partial outages by day, and of major ones."""
    lost: dict[str, list[int]] = {
        ComponentStatus.PARTIAL_OUTAGE: [0] * len(period.dates),
        ComponentStatus.MAJOR_OUTAGE: [0] * len(period.dates),
    }
    for (start, status), (end, _) in pairwise([*steps, (period.until, "")]):
        if status in lost:
            for index, seconds in period.split(start, end):
                lost[status][index] += seconds
    return lost.values()


def uptime(days: Iterable[Day]) -> Fraction | None:
    """The exact percentage over the days that are known; None where none is."""
    known = [day for day in days if day.is_known]
    if not known:
        return None
    lost = sum(day.lost for day in known)
    # A day of 25 hours can lose more than a day has.
    return 100 * max(Fraction(0), 1 - Fraction(lost, DAY_LENGTH * len(known)))


def mean(percentages: Iterable[Fraction | None]) -> Fraction | None:
    """The uptime of a group: the plain mean over its components, as far as they are known."""
    known = [percentage for percentage in percentages if percentage is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def cut(percentage: Fraction) -> float:
    """The figure to show: two decimals, cut and not rounded, so that 100.0 means all of it."""
    return floor(percentage * 100) / 100


def mean_day(days: Sequence[Day]) -> Day:
    """A day of a group: the mean seconds over its components that are known."""
    known = [day for day in days if day.is_known]
    if not known:
        return Day(days[0].date, is_known=False)
    partial, major = (
        sum(seconds) // len(known)
        for seconds in zip(
            *((day.partial_seconds, day.major_seconds) for day in known), strict=True
        )
    )
    return Day(days[0].date, partial, major)
