"""What a page says of itself where it is only named: in search results and chat rooms."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.text import Truncator

from pages.models import Page
from public import cards, traces
from public.templatetags.text import first_paragraph
from public.timeline import Timeline

# What search engines show of a description.
_LENGTH = 160


@dataclass(frozen=True)
class Sharing:
    """`card` is the address of a picture; `modified_at` is there for what tells of one event."""

    title: str
    description: str
    card: str = cards.OF_PAGE
    modified_at: datetime | None = None

    @property
    def card_url(self) -> str:
        return settings.SITE_URL + self.card


def of_incident(page: Page, timeline: Timeline, *, now: datetime) -> Sharing:
    """The incident by its name, its status and the first words of its newest update."""
    incident = timeline.incident
    # The first paragraph, and not the hours that a very long one would take.
    words = first_paragraph(traces.body_of(page, timeline.newest)[: 4 * _LENGTH])
    return Sharing(
        title=incident.name,
        description=Truncator(f"{incident.get_status_display()}: {words}").chars(_LENGTH),
        card=cards.shown_for(incident, now),
        modified_at=timeline.newest.display_at,
    )
