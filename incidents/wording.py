"""What the page says by itself of a maintenance, in its own language and zone."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext

from lib.stamps import clock, stamp
from pages.models import Page


def begun(page: Page) -> str:
    with translation.override(page.language):
        return gettext("The scheduled maintenance has begun.")


def completed(page: Page) -> str:
    with translation.override(page.language):
        return gettext("The scheduled maintenance is complete.")


def cancelled(page: Page, reason: str) -> str:
    with translation.override(page.language):
        return gettext("This maintenance was cancelled: %(reason)s") % {"reason": reason}


def extended(page: Page, starts: datetime, until: datetime) -> str:
    """`... now until 04:30 UTC.`; with the day where the work began on another one."""
    begun, end = starts.astimezone(page.zone), until.astimezone(page.zone)
    time = clock(end) if begun.date() == end.date() else stamp(end)
    with translation.override(page.language):
        said = gettext("The maintenance takes longer than planned: now until %(time)s.")
        return said % {"time": time}


def shortened(page: Page, until: datetime) -> str:
    with translation.override(page.language):
        said = gettext("The maintenance is now planned until %(time)s.")
        return said % {"time": stamp(until.astimezone(page.zone))}


def moved(page: Page, before: tuple[datetime, datetime], after: tuple[datetime, datetime]) -> str:
    """Both windows: who has the old one in a calendar must find that it is meant."""
    old_start, old_end, start, end = (
        stamp(moment.astimezone(page.zone)) for moment in (*before, *after)
    )
    with translation.override(page.language):
        said = gettext(
            "The maintenance was moved. It now takes place from %(start)s to %(end)s; "
            "before, it was planned from %(old_start)s to %(old_end)s."
        )
        return said % {"start": start, "end": end, "old_start": old_start, "old_end": old_end}
