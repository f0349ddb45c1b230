"""What other websites show of the page: a notice in a corner while there is something to tell."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.conf import settings
from django.template.loader import render_to_string

from pages.models import Page
from public import assets, freshness, incident, marks
from public.timeline import Timeline

FRAME, SCRIPT = "/embed/frame", "/embed/script.js"


def scripts() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """What the other website includes, at an address that never changes."""
    yield SCRIPT, partial(assets.read, "public/embed.js")


def render(page: Page, told: list[Timeline], *, now: datetime) -> str:
    """The document in the frame; `told` is what is open, or in progress, and may be nothing.

    Whoever closed the notice has closed it for just these incidents, whatever is told of them.
    """
    incidents = [timeline.incident for timeline in told]
    path = incident.address(incidents[0].code) if len(told) == 1 else "/"
    return render_to_string(
        "public/embed.html",
        {
            "page": page,
            "now": now,
            "freshness": freshness.changing(now),
            "told": told,
            "more": len(told) - 1,
            "key": ",".join(sorted(each.code for each in incidents)),
            "icon": marks.icon(marks.most_severe(each.level for each in told)) if told else "",
            "address": settings.SITE_URL + path,
        },
    )
