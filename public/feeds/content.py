"""What a feed's entry says, as the HTML that Statuspage's readers take apart."""

from functools import partial
from zoneinfo import ZoneInfo

from public import kept
from public.api.body import as_html
from public.feeds.entries import Entry, Told
from public.feeds.stamps import stamp, window
from public.feeds.text import writable


def content(entry: Entry, zone: ZoneInfo) -> str:
    """One paragraph for each update, the newest first; a maintenance begins with its window."""
    make = partial(_content, entry, zone)
    return kept.remember(entry.incident, make, what=("content", zone.key))


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
    return f"<p>{heading} - {words}</p>"
