"""What was told, as plain words that a support agent pastes into a ticket."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.conf import settings
from django.template import Context
from django.utils.html import strip_tags
from django.utils.translation import gettext

from incidents.models import AffectedComponent, IncidentUpdate
from lib.markdown import render
from pages.models import Page
from public import cards, languages, traces
from public.templatetags.times import stamp_words
from public.timeline import Timeline

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_BLOCK_ENDS = re.compile(r"</(?:p|h\d|pre|ul|ol|table|blockquote)>\n?")
_LINE_ENDS = re.compile(r"(?:<br ?/?>|</li>|</tr>)\n?")
_CELL_ENDS = re.compile(r"</t[dh]>\n?")


@dataclass(frozen=True)
class Ticket:
    """A text, and the anchor of the update that it tells of; empty for the whole incident."""

    anchor: str
    text: str


def tickets_of(page: Page, timeline: Timeline, *, now: datetime) -> list[Ticket]:
    """The whole incident first, then each update; none of what is no news any more."""
    if not cards.has_card(timeline.incident, now):
        return []
    context = Context({"page": page, "now": now})
    told = {update: _told(page, context, update) for update in timeline.updates}
    facts = _facts(context, timeline)
    head = f"{gettext('%(name)s Status') % {'name': page.name}}: {timeline.incident.name}"
    url = settings.SITE_URL + languages.address()
    whole = Ticket("", _paragraphs(head, *told.values(), facts, url))
    return [
        whole,
        *(
            Ticket(update.anchor, _paragraphs(head, words, facts, f"{url}#{update.anchor}"))
            for update, words in told.items()
        ),
    ]


def plain(text: str) -> str:
    """Markdown as plain text: lists by lines, and links with where they lead."""
    html = _LINK.sub(_link, render(text))
    html = _LINE_ENDS.sub("\n", _CELL_ENDS.sub("  ", html.replace("<li>", "- ")))
    text = unescape(strip_tags(_BLOCK_ENDS.sub("\n\n", html)))
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _link(found: re.Match[str]) -> str:
    address, words = found.groups()
    return words if words == address else f"{words} ({address})"


def _told(page: Page, context: Context, update: IncidentUpdate) -> str:
    """The status, the time and the words of one update."""
    heading = f"{update.label} - {stamp_words(context, update.display_at, year=True)}"
    words = [_words(affected) for affected in update.affected_components.all()]
    body = plain(traces.body_of(page, update))
    return _paragraphs(heading, body, *words, *traces.traces_of(page, update))


def _words(affected: AffectedComponent) -> str:
    said = [
        f"{label} {words}"
        for label, words in [
            (gettext("Fails:"), affected.fails),
            (gettext("Works:"), affected.works),
            (gettext("Workaround:"), affected.workaround),
        ]
        if words
    ]
    return "\n".join([affected.component.full_name, *said]) if said else ""


def _facts(context: Context, timeline: Timeline) -> str:
    """What is affected, and when more is promised."""
    lines = [cards.affected(timeline)]
    if timeline.promise:
        by = stamp_words(context, timeline.promise.by, year=True)
        lines.append(gettext("Next update by %(time)s") % {"time": by})
    return "\n".join(line for line in lines if line)


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
