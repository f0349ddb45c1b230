"""What readers are told first, while nobody knows what fails: that somebody looks into it."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext

from lib.stamps import clock
from pages.models import Page


def first_text(page: Page, next_update_by: datetime | None) -> str:
    """In the language of the page; without a promise it names no time."""
    with translation.override(page.language):
        if next_update_by is None:
            return gettext("We are investigating. The scope is to follow.")
        time = clock(next_update_by.astimezone(page.zone))
        return gettext("We are investigating. Scope to follow by %(time)s.") % {"time": time}
