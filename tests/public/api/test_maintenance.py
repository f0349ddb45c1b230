"""A maintenance in the documents: as it was planned, and as it went."""

from datetime import timedelta

import pytest

from tests.factories import make_maintenance
from tests.public.api.published import NOW, read

HOUR = timedelta(hours=1)
KEYS = ["status", "scheduled_for", "scheduled_until", "actual_start", "actual_end", "cancelled"]


@pytest.fixture
def maintenance(clock):
    return make_maintenance(scheduled_for=NOW, scheduled_until=NOW + HOUR)


def told():
    (maintenance,) = read("scheduled-maintenances")["scheduled_maintenances"]
    return [maintenance[key] for key in KEYS]


def noon(hour=12, minute=0):
    return f"2026-08-14T{hour}:{minute:02}:00.000Z"


def test_when_the_work_really_began_and_ended_stands_beside_the_window(maintenance, clock):
    clock.shift(2 * 60)
    maintenance.start()
    maintenance.extend(until=NOW + 2 * HOUR)
    clock.shift(83 * 60)
    maintenance.complete()

    assert told() == ["completed", noon(), noon(14), noon(12, 2), noon(13, 25), False]


def test_what_was_cancelled_is_completed_for_those_who_know_no_other_word(maintenance):
    maintenance.cancel(reason="The vendor is not ready.")

    assert told() == ["completed", noon(), noon(13), None, None, True]
