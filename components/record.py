"""What is recorded of components over a span of time, with the corrections made since."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from components.models import Component, StatusChange, StatusCorrection

# A status, and the moment from which it held.
Step = tuple[datetime, str]


@dataclass(frozen=True)
class Span:
    """What a correction says held from when until when, and why the record was wrong."""

    starts_at: datetime
    until: datetime
    status: str
    reason: str


@dataclass(frozen=True)
class Timeline:
    """`status_before` held when the span began: None where the history begins later.

    `changes` are those since, in order; `corrections` those of which they come in part.
    """

    status_before: str | None
    changes: list[Step]
    corrections: tuple[Span, ...] = ()


def timelines(
    components: Collection[Component], *, since: datetime, until: datetime
) -> dict[int, Timeline]:
    """The corrected timeline of each component, by primary key; takes three queries in all.

    `since` belongs to the span, `until` does not.
    """
    before = _statuses_before(components, since)
    changes = StatusChange.objects.filter(component__in=components, at__gte=since, at__lt=until)
    recorded: dict[int, list[Step]] = defaultdict(list)
    for pk, at, status in changes.order_by("at", "id").values_list("component", "at", "status"):
        recorded[pk].append((at, status))
    corrections = StatusCorrection.objects.standing().filter(
        component__in=components, until__gt=since, starts_at__lt=until
    )
    spans: dict[int, list[Span]] = defaultdict(list)
    told = ("starts_at", "until", "status", "reason")
    for pk, *span in corrections.values_list("component", *told):
        spans[pk].append(Span(*span))
    return {
        one.pk: corrected(
            Timeline(before.get(one.pk), recorded[one.pk]), spans[one.pk], since=since, until=until
        )
        for one in components
    }


def corrected(
    timeline: Timeline, spans: Collection[Span], *, since: datetime, until: datetime
) -> Timeline:
    """The timeline with each span put over it; where two of them overlap, the later one holds."""
    steps = list(timeline.changes)
    if timeline.status_before is not None:
        steps.insert(0, (since, timeline.status_before))
    for span in spans:
        steps = _overlaid(steps, span)
    status_before = _status_at(steps, since)
    # Where a span ends after this one, nothing is known here of what followed.
    changes = [(at, status) for at, status in steps if since < at < until]
    return Timeline(status_before, _without_repeats(status_before, changes), tuple(spans))


def _overlaid(steps: list[Step], span: Span) -> list[Step]:
    resumed = _status_at(steps, span.until)
    return [
        *(step for step in steps if step[0] < span.starts_at),
        (span.starts_at, span.status),
        *([(span.until, resumed)] if resumed is not None else []),
        *(step for step in steps if step[0] > span.until),
    ]


def _status_at(steps: Iterable[Step], moment: datetime) -> str | None:
    held = [status for at, status in steps if at <= moment]
    return held[-1] if held else None


def _without_repeats(status_before: str | None, changes: Iterable[Step]) -> list[Step]:
    kept, held = [], status_before
    for at, status in changes:
        if status != held:
            kept.append((at, status))
        held = status
    return kept


def _statuses_before(components: Collection[Component], since: datetime) -> dict[int, str | None]:
    """What held just before a moment."""
    before = StatusChange.objects.filter(component=OuterRef("pk"), at__lt=since)
    newest = Subquery(before.order_by("-at", "-id").values("status")[:1])
    known = Component.objects.filter(pk__in=[one.pk for one in components])
    return dict(known.order_by().values_list("pk", newest))
