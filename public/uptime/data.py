"""The daily data as Statuspage's pages embed them, for programs that read it there."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from components.uptime import Day, cut
from pages.models import Page
from public import kept
from public.api.text import as_text, document_of, list_of, object_of
from public.uptime import records
from public.uptime.bars import COUNTED, DAYS
from public.uptime.records import Record

ADDRESS = "/uptime.json"
_NAMES = {90: "ninety", 60: "sixty", 30: "thirty"}


def render(page: Page, now: datetime) -> bytes:
    """The last ninety days and the three figures of each component and group."""
    period = records.last_days(page, DAYS, now=now)
    top = records.load(page, records.shown(), period, now=now)
    every = [one for record in top for one in (record, *record.children)]
    told = {record.subject.code: _kept(record) for record in every}
    days = object_of({code: of_days for code, (of_days, _) in told.items()})
    figures = list_of(figures for _, figures in told.values() if figures)
    return document_of({"uptimeData": days, "uptimeValues": figures})


def _kept(record: Record) -> tuple[str, str]:
    """The days and the figures as text; made once for what is recorded."""
    subject = record.subject
    codes = tuple(child.subject.code for child in record.children)
    of = ("uptime data", subject.code, subject.name, codes, record.key)
    return kept.made(lambda: (as_text(_object(record)), _values(record)), of=of)


def _object(record: Record) -> dict[str, Any]:
    component: dict[str, Any] = {"code": record.subject.code, "name": record.subject.name}
    if record.is_group:
        component["isGroup"] = True
        component["group"] = [child.subject.code for child in record.children]
    elif record.facts.start_date:
        component["startDate"] = record.facts.start_date.isoformat()
    return {"component": component, "days": list(_days(record))}


def _days(record: Record) -> Iterator[dict[str, Any]]:
    for day in record.days:
        told: dict[str, Any] = {"date": day.date.isoformat(), "outages": _outages(day)}
        if not record.is_group:
            told["related_events"] = [
                {"name": related.name, "code": related.code} for related in record.related(day.date)
            ]
        yield told


def _outages(day: Day) -> dict[str, int]:
    seconds = {"p": day.partial_seconds, "m": day.major_seconds}
    return {name: count for name, count in seconds.items() if count}


def _values(record: Record) -> str:
    """The figures; empty where nothing is known."""
    figures = {name: record.uptime(slice(-COUNTED[shown], None)) for shown, name in _NAMES.items()}
    known = {name: cut(figure) for name, figure in figures.items() if figure is not None}
    if len(known) < len(figures):
        return ""
    return as_text({"component": record.subject.code, **known})
