"""`/history.json`: what Statuspage's own history page is drawn from."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from incidents.models import Incident
from pages.models import Page
from public import history
from public.api.body import as_html
from public.api.present import Present
from public.api.serializers import Object, page_object
from public.api.text import as_text, document_of, list_of, object_of
from public.feeds.stamps import stamp, window
from public.month import Month
from public.timeline import began_at, timeline_of

MONTHS = 3


def render(page: Page, number: int, now: datetime, present: Present) -> bytes:
    """The `number`th three months, counted from 1 and from the present backwards."""
    last = Month.of(now, page.zone) - MONTHS * (number - 1)
    months = [last - age for age in range(MONTHS)]
    began = history.began_in(page, months[-1], last)
    what = ("history.json", page.time_zone)
    incidents = history.newest_first(page, began, partial(_incident, page), what=what)
    by_month = history.grouped(page, months, incidents)
    return document_of(
        {
            "page_status": as_text({"page": _settings(page)}),
            "components": present.components,
            "months": list_of(_month(page, month, began) for month, began in by_month.items()),
            "show_component_filter": as_text(False),
            "show_uptime_calendar": as_text(False),
            "component_filter": as_text(None),
            "start_time": as_text(months[-1].starts_at(page.zone).isoformat()),
            "end_time": as_text(_last_second(last, page).isoformat()),
        }
    )


def _settings(page: Page) -> Object:
    return {
        **page_object(page),
        "headline": page.headline or None,
        "page_description": as_html(page.about) or None,
        "support_url": page.support_url or None,
    }


def _month(page: Page, month: Month, incidents: list[str]) -> str:
    first = date(month.year, month.number, 1)
    days = (_last_second(month, page).date() - first).days + 1
    return object_of(
        {
            "name": as_text(f"{first:%B}"),
            "year": as_text(month.year),
            # 0 is Sunday.
            "starts_on": as_text(first.isoweekday() % 7),
            "days": as_text(days),
            "incidents": list_of(incidents),
        }
    )


def _incident(page: Page, incident: Incident) -> str:
    return as_text(
        {
            "code": incident.code,
            "name": incident.name,
            "message": as_html(timeline_of(incident).newest.body),
            "impact": incident.impact,
            "timestamp": _span(page, incident),
        }
    )


def _span(page: Page, incident: Incident) -> str:
    """From the beginning to the end; only the beginning, while there is no end."""
    ends_at = incident.scheduled_until or incident.resolved_at
    if ends_at is None:
        return stamp(began_at(incident), page.zone)
    return window(began_at(incident), ends_at, page.zone)


def _last_second(month: Month, page: Page) -> datetime:
    # Counted in UTC, as the clocks may change at midnight.
    midnight = (month + 1).starts_at(page.zone).astimezone(UTC)
    return (midnight - timedelta(seconds=1)).astimezone(page.zone)
