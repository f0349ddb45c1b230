import pytest
import time_machine

from tests.public.api.published import NOW


@pytest.fixture
def clock(db):
    """It is noon of August 14, 2026; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
