"""The update that says nothing is new: readers wait for it, and its author is busy."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from incidents.models import Incident, PromiseDefaults
from incidents.status import Status
from pages.models import Page

# Where the impact asks for no interval.
MINUTES = 30


@dataclass(frozen=True)
class NoChange:
    """What one press of a button will post, in the name of whoever presses it.

    `newest_update` is what its author has seen: when somebody posts meanwhile, it is refused.
    """

    status: str
    body: str
    minutes: int
    newest_update: str


def no_change(incident: Incident, page: Page, defaults: PromiseDefaults) -> NoChange | None:
    """For an incident with its updates loaded; None where there is nothing to wait for."""
    if incident.is_resolved or incident.status == Status.SCHEDULED:
        return None
    with translation.override(page.language):
        body = gettext("No change since the last update. We keep working on it.")
    return NoChange(
        status=incident.status,
        body=body,
        minutes=defaults.minutes(incident.impact) or MINUTES,
        newest_update=max(incident.updates.all(), key=lambda update: update.pk).code,
    )
