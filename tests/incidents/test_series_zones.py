"""Work that comes back does so by the clocks of its zone, wherever that is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from incidents.models import MaintenanceSeries, ScheduledMaintenance
from tests.factories import make_series
from tests.incidents.announcing import announce_all, announced
from tests.incidents.conftest import NOON
from tests.incidents.moments import HOUR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_the_wall_time_of_announced_work_holds_when_the_clocks_change():
    make_series(first_day=date(2026, 10, 18), rule="FREQ=WEEKLY;BYDAY=SU", ahead=3, lead_days=365)

    announce_all()

    assert announced() == ["10-18 00:30", "10-25 00:30", "11-01 01:30"]


def test_the_window_is_as_long_as_was_said_on_days_when_the_clocks_change():
    make_series(first_day=date(2026, 10, 25), rule="FREQ=DAILY", minutes=120, lead_days=365)

    announce_all()

    starts, ends = ScheduledMaintenance.objects.get().window
    assert ends - starts == timedelta(hours=2) == 2 * HOUR


def test_in_the_west_it_is_still_the_day_of_what_is_announced(clock):
    make_series(at=time(23), time_zone="Pacific/Honolulu")
    # There it is Tuesday evening.
    clock.move_to(datetime(2026, 8, 19, 5, tzinfo=UTC))
    announce_all()

    MaintenanceSeries.objects.update(due_at=NOON)
    announce_all()

    assert announced() == ["08-19 09:00"]
