"""Which incidents and maintenances each document lists."""

from datetime import timedelta

import pytest

from tests.factories import make_component, make_incident, make_maintenance
from tests.public.api.published import NOW, read

pytestmark = pytest.mark.usefixtures("clock")


def names(document):
    (listed,) = [value for key, value in read(document).items() if key != "page"]
    return [each["name"] for each in listed]


def test_incidents_are_the_fifty_newest_without_maintenances():
    make_maintenance()
    for number in range(51):
        make_incident(name=f"Number {number}", status="resolved", at=NOW - timedelta(hours=number))

    assert names("incidents") == [f"Number {number}" for number in range(50)]


def test_every_unresolved_incident_is_listed_however_many():
    for number in range(51):
        make_incident(name=f"Number {number}", at=NOW - timedelta(hours=number))
    make_incident(name="Over", status="resolved")

    assert names("incidents/unresolved") == [f"Number {number}" for number in range(51)]


def test_scheduled_maintenances_are_the_fifty_newest():
    for number in range(51):
        make_maintenance(name=f"Number {number}", at=NOW - timedelta(hours=number))

    assert names("scheduled-maintenances") == [f"Number {number}" for number in range(50)]


def test_maintenances_are_upcoming_then_active_then_only_in_the_full_list():
    _, _, active, verifying, over = (
        make_maintenance(
            name=name,
            scheduled_for=NOW + timedelta(hours=hours),
            scheduled_until=NOW + timedelta(hours=hours + 1),
        )
        for name, hours in [
            ("Later", 3), ("Sooner", 2), ("Active", 1), ("Verifying", 1), ("Over", 1),
        ]
    )  # fmt: skip
    for maintenance in (active, verifying, over):
        maintenance.start()
    verifying.post_update(status="verifying", body="Looking at it.")
    over.complete()

    assert names("scheduled-maintenances/upcoming") == ["Sooner", "Later"]
    assert names("scheduled-maintenances/active") == ["Active", "Verifying"]
    assert names("scheduled-maintenances") == ["Over", "Verifying", "Active", "Sooner", "Later"]
    assert [each["name"] for each in read("summary")["scheduled_maintenances"]] == [
        "Active",
        "Verifying",
        "Sooner",
        "Later",
    ]


@pytest.mark.parametrize(
    ("statuses", "indicator", "description"),
    [
        (["operational", "under_maintenance"], "maintenance", "Service Under Maintenance"),
        (["major_outage", "major_outage"], "critical", "Major System Outage"),
        (["operational", "operational"], "none", "All Systems Operational"),
    ],
)
def test_the_status_follows_from_the_components_and_not_from_the_incidents(
    statuses, indicator, description
):
    make_incident(impact_override="major")
    for status in statuses:
        make_component(status=status)

    assert read("status")["status"] == {"indicator": indicator, "description": description}
