from datetime import UTC, datetime

import pytest
import time_machine

NOON = datetime(2026, 8, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    """Time stands still at noon; the traveller moves it on."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
