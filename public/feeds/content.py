"""What a feed's entry says, as the HTML that Statuspage's readers take apart."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.html import escape
from django.utils.translation import gettext

from public import kept
from public.api.body import as_html
from public.feeds.entries import Entry, Told
from public.feeds.stamps import stamp, window
from public.feeds.text import writable


def content(entry: Entry, zone: ZoneInfo, now: datetime) -> str:
    """One paragraph for each update, the newest first; a maintenance begins with its window.

    While the next update is overdue, that stands before everything.
    """
    make = partial(_content, entry, zone)
    lasting = kept.remember(entry.incident, make, what=("content", zone.key))
    if by := entry.timeline.overdue_since(now):
        return _overdue(by, zone) + lasting
    return lasting


def _overdue(by: datetime, zone: ZoneInfo) -> str:
    said = gettext("Overdue: next update was due by %(time)s") % {"time": stamp(by, zone)}
    return f"<p><em>{said}</em></p>"


def _content(entry: Entry, zone: ZoneInfo) -> str:
    paragraphs = (_paragraph(told, zone) for told in entry.told())
    return writable(_announcement(entry, zone) + "".join(paragraphs))


def _announcement(entry: Entry, zone: ZoneInfo) -> str:
    incident = entry.incident
    starts, ends = incident.scheduled_for, incident.scheduled_until
    if starts is None or ends is None or incident.is_resolved:
        return ""
    return f"<p><strong>THIS IS A SCHEDULED EVENT {window(starts, ends, zone)}</strong></p>"


def _paragraph(told: Told, zone: ZoneInfo) -> str:
    # Readers look for `<strong>Resolved</strong>`: what staff stress must not pass for a status.
    words = as_html(told.body).replace("<strong>", "<b>").replace("</strong>", "</b>")
    heading = f"<small>{stamp(told.at, zone)}</small><br><strong>{told.label}</strong>"
    traces = "".join(f"<br /><em>{escape(trace)}</em>" for trace in told.traces)
    return f"<p>{heading} - {words}{traces}</p>"
