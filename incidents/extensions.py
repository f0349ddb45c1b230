"""More time for work that goes on: what one press of a button will do and tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from incidents import wording
from incidents.models import ScheduledMaintenance
from incidents.models.maintenance import WORKING
from pages.models import Page

MINUTES = [15, 30, 60]


@dataclass(frozen=True)
class Extension:
    """The new end is what its author saw at the button: whoever presses later is refused."""

    minutes: int
    until: datetime
    body: str


def extensions(maintenance: ScheduledMaintenance, page: Page) -> list[Extension]:
    """Those on offer; counted from the end of the window, or from now where that has passed."""
    if maintenance.status not in WORKING:
        return []
    starts, ends = maintenance.window
    ends = max(ends, timezone.now().replace(second=0, microsecond=0))
    return [
        Extension(minutes, until, wording.extended(page, starts, until))
        for minutes in MINUTES
        for until in [ends + timedelta(minutes=minutes)]
    ]
