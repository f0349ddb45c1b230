"""Times, in the offset that the page's zone has at that moment."""

from datetime import UTC, datetime

import pytest

from pages.models import Page
from tests.factories import make_incident, make_maintenance
from tests.public.api.published import read

pytestmark = pytest.mark.usefixtures("clock")


def set_zone(name):
    page = Page.current()
    page.time_zone = name
    page.save_settings()


def test_a_zone_without_summer_time_has_one_offset():
    set_zone("Africa/Johannesburg")
    make_incident(at=datetime(2026, 1, 20, 14, 5, 42, 931_999, tzinfo=UTC))

    document = read("incidents")

    assert document["page"]["time_zone"] == "Africa/Johannesburg"
    assert document["page"]["updated_at"] == "2026-08-14T14:00:00.000+02:00"
    assert document["incidents"][0]["started_at"] == "2026-01-20T16:05:42.931+02:00"


def test_one_document_mixes_the_offsets_of_summer_and_winter():
    set_zone("Europe/London")
    make_maintenance(
        scheduled_for=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        scheduled_until=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )

    (told,) = read("scheduled-maintenances")["scheduled_maintenances"]

    assert told["scheduled_for"] == "2026-10-25T01:30:00.000+01:00"
    assert told["scheduled_until"] == "2026-10-25T01:30:00.000+00:00"


@pytest.mark.parametrize("name", ["Etc/UTC", "UTC"])
def test_only_utc_itself_is_written_as_z(name):
    set_zone(name)

    assert read("status")["page"]["updated_at"] == "2026-08-14T12:00:00.000Z"
