import pytest

from tests.factories import make_component, make_group, make_incident
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db


def tell_much():
    """Another incident about ten more components, with updates by several people."""
    components = [make_component(group=make_group()) for _ in range(10)]
    statuses = [(component, "partial_outage") for component in components]
    incident = make_incident(component_statuses=statuses)
    for number in range(5):
        author = make_staff(f"staff-{incident.pk}-{number}")
        incident.post_update(status="identified", body="More.", by=author)
    return incident


@pytest.mark.parametrize("address", ["", "incidents/incident/add/", "incidents/incident/"])
def test_a_page_costs_no_more_queries_when_there_is_more_to_show(
    address, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(make_staff())
    tell_much()
    with django_assert_max_num_queries(20) as first:
        client.get(f"/admin/{address}")
    tell_much()

    with django_assert_num_queries(len(first)):
        client.get(f"/admin/{address}")


def test_the_change_page_costs_no_more_queries_for_a_longer_timeline(
    django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(make_staff())
    incident = tell_much()
    address = f"/admin/incidents/incident/{incident.pk}/change/"
    with django_assert_max_num_queries(26) as first:
        client.get(address)
    for number in range(5):
        incident.post_update(status="identified", body="More.", by=make_staff(f"other-{number}"))

    with django_assert_num_queries(len(first)):
        client.get(address)
