"""What readers see of an update that was changed after it was told: that is never hidden."""

from datetime import datetime

from django.utils.translation import gettext

from incidents.models import IncidentUpdate
from lib.stamps import stamp
from pages.models import Page


def body_of(page: Page, update: IncidentUpdate) -> str:
    """What an update says, as staff typed it; once it was removed, that it was, and why."""
    if update.retracted_at is None:
        return update.body
    return gettext("This update was removed, %(time)s: %(reason)s") % {
        "time": _stamp(page, update.retracted_at),
        "reason": update.body,
    }


def traces_of(page: Page, update: IncidentUpdate) -> tuple[str, ...]:
    """In plain words, what was changed, when and why; the earlier text is on the page."""
    corrections = [
        gettext("Corrected %(time)s: %(reason)s")
        % {"time": _stamp(page, revision.at), "reason": revision.reason}
        for revision in update.corrections
    ]
    if update.redacted_at is None:
        return tuple(corrections)
    said = gettext("Part of this update was removed, %(time)s.")
    return (*corrections, said % {"time": _stamp(page, update.redacted_at)})


def _stamp(page: Page, moment: datetime) -> str:
    return stamp(moment.astimezone(page.zone))
