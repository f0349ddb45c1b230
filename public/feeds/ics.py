"""iCalendar: maintenances and incidents beside people's own appointments."""

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event, vDuration

from incidents.models import Incident
from lib.stamps import clock
from public import kept
from public.feeds.entries import Entry
from public.feeds.feed import Feed, address_of, host
from public.feeds.text import writable
from public.timeline import began_at

REFRESH = "PT15M"
_END = b"END:VCALENDAR\r\n"


def render(feed: Feed) -> bytes:
    """The feed as a calendar, its times in UTC."""
    calendar = Calendar()
    calendar.add("PRODID", "-//statuspage//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", writable(feed.title))
    # What Outlook and Google read instead of NAME and REFRESH-INTERVAL.
    calendar.add("X-WR-CALNAME", writable(feed.title))
    calendar.add("X-PUBLISHED-TTL", REFRESH)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH))
    calendar.add("URL", settings.SITE_URL)
    calendar.add("LAST-MODIFIED", feed.updated_at)
    lines = calendar.to_ical()
    events = (_event_lines(feed, entry) for entry in feed.entries)
    # Folding is slow, and most events are as they were: their lines are kept.
    gone = (_cancellation(incident).to_ical() for incident in feed.withdrawn)
    return b"".join([lines.removesuffix(_END), *events, *gone, _END])


def _event_lines(feed: Feed, entry: Entry) -> bytes:
    what = ("ics", feed.page.time_zone)
    return kept.remember(entry.incident, lambda: _event(feed, entry).to_ical(), what=what)


def _event(feed: Feed, entry: Entry) -> Event:
    incident = entry.incident
    event = _known_by(incident)
    event.add("CREATED", incident.created_at)
    # One that is still open has no end yet, and an event must not end as it begins.
    ends_at = incident.scheduled_until or incident.resolved_at
    if ends_at and ends_at > began_at(incident):
        event.add("DTEND", ends_at)
    event.add("SUMMARY", writable(incident.name))
    event.add("DESCRIPTION", _description(feed, entry))
    event.add("CATEGORIES", ["Maintenance" if incident.is_maintenance else "Incident"])
    event.add("STATUS", "CANCELLED" if _was_called_off(incident) else "CONFIRMED")
    event.add("URL", address_of(entry))
    return event


def _cancellation(incident: Incident) -> Event:
    """Takes a withdrawn incident out of the calendars that have it, and says nothing else."""
    event = _known_by(incident)
    event.add("SUMMARY", gettext("Withdrawn"))
    event.add("STATUS", "CANCELLED")
    return event


def _known_by(incident: Incident) -> Event:
    """An event with what a calendar needs to find the one it has, and to prefer this."""
    event = Event()
    event.add("UID", f"{incident.code}@{host()}")
    # The page's revision: every change of the incident makes it greater.
    event.add("SEQUENCE", incident.changed_in)
    event.add("DTSTAMP", incident.updated_at)
    event.add("LAST-MODIFIED", incident.updated_at)
    event.add("DTSTART", began_at(incident))
    # Nobody is busy because of it.
    event.add("TRANSP", "TRANSPARENT")
    return event


def _was_called_off(incident: Incident) -> bool:
    """Whether a maintenance was cancelled, or said to be over before it could begin."""
    starts_at, resolved_at = incident.scheduled_for, incident.resolved_at
    never_began = bool(starts_at and resolved_at and resolved_at < starts_at)
    return incident.is_cancelled or (never_began and incident.actual_start is None)


def _description(feed: Feed, entry: Entry) -> str:
    """What was told, the newest first, as staff typed it: calendars print text."""
    paragraphs = []
    for told in entry.told():
        at = told.at.astimezone(feed.page.zone)
        when = f"{at:%b} {at.day}, {clock(at)}"
        paragraphs.append("\n".join([f"{told.label} ({when})", told.body, *told.traces]))
    return writable("\n\n".join(paragraphs))
