"""`/history.json`: what Statuspage's own history page is drawn from."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from incidents.models import Incident
from pages.models import Page
from public.api.body import as_html
from public.api.present import Present
from public.api.serializers import Object
from public.feeds.stamps import stamp, window
from public.history import Dated, began_in, newest_first
from public.month import Month
from public.timeline import began_at, timeline_of

MONTHS = 3


def page_of_history(page: Page, number: int, now: datetime, present: Present) -> Object:
    """The `number`th three months, counted from 1 and from the present backwards."""
    last = Month.of(now, page.zone) - MONTHS * (number - 1)
    months = [last - age for age in range(MONTHS)]
    began = began_in(page, months[-1], last)
    what = ("history.json", page.time_zone)
    incidents = newest_first(page, began, partial(_incident, page), what=what)
    return {
        "page_status": {"page": _settings(page, present)},
        "components": present.components,
        "months": [_month(page, month, incidents) for month in months],
        "show_component_filter": False,
        "show_uptime_calendar": False,
        "component_filter": None,
        "start_time": months[-1].starts_at(page.zone).isoformat(),
        "end_time": _last_second(last, page).isoformat(),
    }


def _settings(page: Page, present: Present) -> Object:
    return {
        **present.page,
        "headline": page.headline or None,
        "page_description": as_html(page.about) or None,
        "support_url": page.support_url or None,
    }


def _month(page: Page, month: Month, incidents: list[Dated]) -> Object:
    first = date(month.year, month.number, 1)
    days = (_last_second(month, page).date() - first).days + 1
    return {
        "name": f"{first:%B}",
        "year": month.year,
        # 0 is Sunday.
        "starts_on": first.isoweekday() % 7,
        "days": days,
        "incidents": [
            dated.made for dated in incidents if Month.of(dated.began_at, page.zone) == month
        ],
    }


def _incident(page: Page, incident: Incident) -> Object:
    return {
        "code": incident.code,
        "name": incident.name,
        "message": as_html(timeline_of(incident).newest.body),
        "impact": incident.impact,
        "timestamp": _span(page, incident),
    }


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
