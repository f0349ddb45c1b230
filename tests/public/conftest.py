from datetime import UTC, datetime

import pytest
from django.db.models.signals import pre_save

from incidents.models import IncidentUpdate
from pages.models import Page


@pytest.fixture
def status_page(db):
    """The page as its readers know it; `page` is the browser's tab."""
    return Page.current()


@pytest.fixture
def at():
    """Moments of 2026 in UTC: `at(8, 14, 12, 23)`."""

    def moment(month, day, hour=0, minute=0):
        return datetime(2026, month, day, hour, minute, tzinfo=UTC)

    return moment


@pytest.fixture
def told_in_time():
    """What is told was written at the time it is dated to, and not later."""

    def write_then(sender, instance, **kwargs):
        if instance._state.adding:
            instance.created_at = instance.display_at

    pre_save.connect(write_then, sender=IncidentUpdate)
    yield
    pre_save.disconnect(write_then, sender=IncidentUpdate)
