"""What the history says of the components, day by day, in the order of the page."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.formats import number_format

from components.models import Component, ComponentGroup
from components.places import arranged
from components.record import Timeline, timelines
from components.status import ComponentStatus
from components.uptime import Day, Period, cut, days_of, mean, mean_day, uptime
from pages.models import Page
from public.uptime import related
from public.uptime.related import Related, Span

# The shortest time that is told apart.
INSTANT = timedelta.resolution


@dataclass(frozen=True)
class Correction:
    """The days of which the record was corrected, and why."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class Facts:
    """What is recorded of a component in a period: its days follow from it."""

    status_before: str | None = None
    changes: tuple[tuple[datetime, str], ...] = ()
    start_date: date | None = None
    related: tuple[Span, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def is_down(self) -> bool:
        """Whether an outage goes on at the end of the period."""
        status = self.changes[-1][1] if self.changes else self.status_before
        return status in (ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.MAJOR_OUTAGE)

    def within(self, period: Period) -> "Facts":
        """Those of a part of the period."""
        begins, ends = period.starts_at, period.ends_before
        first, last = period.dates[0], period.dates[-1]
        before = [status for at, status in self.changes if at < begins]
        return Facts(
            before[-1] if before else self.status_before,
            tuple(change for change in self.changes if begins <= change[0] < ends),
            self.start_date,
            tuple(
                Span(max(span.first, first), min(span.last, last), span.incident)
                for span in self.related
                if span.first <= last and span.last >= first
            ),
            tuple(
                replace(one, first=max(one.first, first), last=min(one.last, last))
                for one in self.corrections
                if one.first <= last and one.last >= first
            ),
        )


@dataclass
class Record:
    """The days of a component; or of a group, whose days are the mean of its `children`."""

    subject: Component | ComponentGroup
    period: Period
    zone: ZoneInfo
    facts: Facts = Facts()
    children: list["Record"] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return bool(self.children)

    @cached_property
    def key(self) -> Hashable:
        """What is the same for two records of which the same is to be said.

        The time of day belongs to it only while an outage goes on.
        """
        days = (self.period.midnights[0], self.period.midnights[-1], self.zone.key)
        until = self.period.until if self.facts.is_down else None
        return (days, until, self.facts, tuple(child.key for child in self.children))

    @cached_property
    def days(self) -> list[Day]:
        if self.is_group:
            by_day = zip(*(child.days for child in self.children), strict=True)
            return [mean_day(same_day) for same_day in by_day]
        return _days(self.period, self.facts)

    def within(self, period: Period) -> "Record":
        """The record of a part of the period."""
        children = [child.within(period) for child in self.children]
        return Record(self.subject, period, self.zone, self.facts.within(period), children)

    def related(self, day: date) -> tuple[Related, ...]:
        spans = self.facts.related
        return tuple(span.incident for span in spans if span.first <= day <= span.last)

    def reasons(self, day: date) -> tuple[str, ...]:
        """Why what was recorded of the day has been corrected."""
        corrections = self.facts.corrections
        return tuple(one.reason for one in corrections if one.first <= day <= one.last)

    def uptime(self, days: slice) -> Fraction | None:
        """The exact percentage over a part of the days."""
        if self.is_group:
            return mean(child.uptime(days) for child in self.children)
        return uptime(self.days[days])

    def figure(self, days: slice) -> str | None:
        """The percentage to show; None where nothing is known."""
        percentage = self.uptime(days)
        return None if percentage is None else number_format(cut(percentage))


# Most components had nothing, and so the same days.
@lru_cache(maxsize=500)
def _days(period: Period, facts: Facts) -> list[Day]:
    return days_of(
        period, facts.changes, status_before=facts.status_before, start_date=facts.start_date
    )


def shown() -> models.QuerySet[Component]:
    """The components of the page, in its order, with their groups."""
    return Component.objects.public().select_related("group").fetch_mode(models.FETCH_RAISE)


def last_days(page: Page, count: int, *, now: datetime) -> Period:
    """The last days, up to the present moment."""
    present = now.astimezone(page.zone).date()
    return Period.of(present - timedelta(days=count - 1), present, zone=page.zone, now=now)


def load(
    page: Page, components: Iterable[Component], period: Period, *, now: datetime
) -> list[Record]:
    """The record of each component and group that shows its uptime; takes four queries.

    `components` come in the order of the page, with their groups. One that hides while it is
    operational hides its record, too.
    """
    showcased = [one for one in components if one.showcase and not one.is_hiding]
    facts = _facts(page, showcased, period, now=now)
    records: list[Record] = []
    for subject, members in arranged(showcased):
        of_members = [Record(one, period, page.zone, facts[one.pk]) for one in members]
        if isinstance(subject, ComponentGroup):
            records.append(Record(subject, period, page.zone, children=of_members))
        else:
            records += of_members
    return records


def _facts(
    page: Page, components: list[Component], period: Period, *, now: datetime
) -> dict[int, Facts]:
    told = timelines(components, since=period.starts_at, until=period.ends_before)
    incidents = related.load(page, components, period, now=now)
    return {
        component.pk: Facts(
            told[component.pk].status_before,
            tuple(told[component.pk].changes),
            component.start_date,
            incidents.get(component.pk, ()),
            _corrections(told[component.pk], period, page.zone),
        )
        for component in components
    }


def _corrections(timeline: Timeline, period: Period, zone: ZoneInfo) -> tuple[Correction, ...]:
    """By day: the moment at which one ends belongs to none of its days."""
    return tuple(
        Correction(
            max(span.starts_at.astimezone(zone).date(), period.dates[0]),
            min((span.until - INSTANT).astimezone(zone).date(), period.dates[-1]),
            span.reason,
        )
        for span in timeline.corrections
    )
