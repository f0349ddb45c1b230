"""A status of which this version has never heard: the database refuses it, a newer one may not."""

from components.models import Component
from components.status import OverallStatus
from public.api.listing import status_of, status_of_group, status_of_page

FINE = Component(status="operational")
DEGRADED = Component(status="degraded_performance")
MAJOR = Component(status="major_outage")
UNHEARD_OF = Component(status="on_fire")


def test_it_never_reads_as_all_is_well():
    assert status_of_page([FINE, UNHEARD_OF]) == OverallStatus("minor", "Status Partly Unknown")
    assert status_of_group([FINE, UNHEARD_OF]) == "unknown"
    assert status_of(UNHEARD_OF) == "unknown"


def test_it_hides_nothing_that_is_known_to_be_wrong():
    assert status_of_page([MAJOR, UNHEARD_OF]) == OverallStatus("major", "Partial System Outage")
    assert status_of_group([DEGRADED, UNHEARD_OF]) == "degraded_performance"
