from datetime import UTC, datetime

import pytest

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
