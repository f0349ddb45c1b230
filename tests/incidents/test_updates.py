from itertools import permutations

import pytest

from incidents.models import Incident
from pages.models import Page
from tests.factories import make_component, make_incident
from tests.incidents.moments import HOUR, MINUTE, NOON, hours

pytestmark = pytest.mark.django_db


def post(incident, status, at, **told):
    return incident.post_update(status=status, body=f"Now {status}.", at=NOON + at * HOUR, **told)


def test_an_update_moves_the_incident_and_the_page_by_one_revision():
    incident = make_incident(at=NOON)
    before = Page.current().revision

    update = incident.post_update(status="identified", body="A full disk.")

    incident.refresh_from_db()
    assert (incident.status, incident.changed_in) == ("identified", before + 1)
    assert Page.current().revision == before + 1
    assert list(incident.updates.all())[-1] == update


def test_the_label_is_the_status_or_update_where_the_status_repeats():
    incident = make_incident(status="identified", at=NOON)
    told = ["identified", "identified", "monitoring", "identified", "resolved", "resolved"]
    for hour, status in enumerate(told, start=1):
        post(incident, status, hour)

    assert [update.label for update in incident.timeline()] == [
        "Update", "Resolved", "Identified", "Monitoring", "Update", "Update", "Identified",
    ]  # fmt: skip


def test_the_timeline_is_newest_first_whatever_was_posted_first():
    incident = make_incident(at=NOON)
    post(incident, "monitoring", 3)
    post(incident, "identified", 1)
    post(incident, "identified", 2)

    told = [(hours(u.display_at), u.label) for u in incident.timeline()]

    assert told == [(3, "Monitoring"), (2, "Update"), (1, "Identified"), (0, "Investigating")]


def test_of_two_updates_of_one_moment_the_one_posted_later_holds():
    incident = make_incident(at=NOON)
    post(incident, "monitoring", 1)
    post(incident, "identified", 1)

    assert (incident.status, [u.status for u in incident.timeline()]) == (
        "identified", ["identified", "monitoring", "investigating"]
    )  # fmt: skip


def test_an_update_inserted_between_others_leaves_the_present_alone():
    incident = make_incident(at=NOON)
    post(incident, "resolved", 4)

    post(incident, "monitoring", 2)

    incident.refresh_from_db()
    assert (incident.status, hours(incident.monitoring_at), hours(incident.resolved_at)) == (
        "resolved", 2, 4
    )  # fmt: skip


def test_an_update_inserted_after_the_resolution_of_a_reopening_does_not_hide_it():
    incident = make_incident(at=NOON)
    post(incident, "resolved", 1)
    post(incident, "resolved", 5)

    post(incident, "investigating", 3)

    assert (incident.status, hours(incident.resolved_at)) == ("resolved", 5)


@pytest.mark.parametrize("order", list(permutations(range(1, 5))))
def test_the_incident_says_what_its_updates_say_whatever_order_they_came_in(order):
    incident = make_incident(at=NOON)
    story = {1: "identified", 2: "monitoring", 3: "resolved", 4: "resolved"}

    for hour in order:
        post(incident, story[hour], hour)

    assert (incident.status, hours(incident.monitoring_at), hours(incident.resolved_at)) == (
        "resolved", 2, 3
    )  # fmt: skip


def test_an_incident_is_resolved_since_it_was_first_called_so():
    incident = make_incident(at=NOON)
    post(incident, "resolved", 1)
    post(incident, "resolved", 6)

    assert hours(incident.resolved_at) == 1


def test_an_update_after_the_resolution_reopens_the_incident():
    incident = make_incident(at=NOON)
    post(incident, "resolved", 1)

    post(incident, "investigating", 2)

    reopened = (incident.status, incident.resolved_at, list(Incident.objects.unresolved()))
    assert reopened == ("investigating", None, [incident])


def test_a_reopened_incident_is_resolved_anew():
    incident = make_incident(at=NOON)
    for hour, status in enumerate(["resolved", "identified", "monitoring", "resolved"], start=1):
        post(incident, status, hour)

    assert (hours(incident.monitoring_at), hours(incident.resolved_at)) == (3, 4)


def test_monitoring_is_dated_by_its_last_update():
    incident = make_incident(at=NOON)
    post(incident, "monitoring", 1)
    post(incident, "monitoring", 2)

    assert hours(incident.monitoring_at) == 2


def test_an_update_moves_the_components_at_the_same_moment():
    api = make_component(at=NOON)
    incident = make_incident(at=NOON)

    update = post(incident, "identified", 1, component_statuses=[(api, "major_outage")])

    affected = update.affected_components.get()
    change = api.status_changes.last()
    assert (hours(change.at), change.status) == (1, "major_outage")
    assert affected.status_change == change


def test_a_component_stays_as_the_newest_update_says_though_an_older_one_is_told_later():
    api = make_component(at=NOON)
    incident = make_incident(at=NOON)
    post(incident, "resolved", 3, component_statuses=[(api, "operational")])

    post(incident, "identified", 1, component_statuses=[(api, "major_outage")])

    api.refresh_from_db()
    history = [(hours(change.at), change.status) for change in api.status_changes.all()]
    assert (api.status, incident.impact) == ("operational", "critical")
    assert history == [(0, "operational"), (1, "major_outage"), (3, "operational")]


def test_an_inserted_update_moves_the_past_of_a_component_and_not_its_present():
    api = make_component(at=NOON)
    incident = make_incident(at=NOON)
    post(incident, "resolved", 4, component_statuses=[(api, "operational")])
    post(incident, "monitoring", 3, component_statuses=[(api, "degraded_performance")])
    api.set_status("under_maintenance", at=NOON + 5 * HOUR)

    update = post(incident, "identified", 1, component_statuses=[(api, "major_outage")])

    api.refresh_from_db()
    affected = update.affected_components.get()
    assert (affected.old_status, affected.new_status) == ("operational", "major_outage")
    assert (api.status, api.status_at(NOON + 2 * HOUR)) == ("under_maintenance", "major_outage")


def test_an_update_may_name_a_component_and_leave_it_as_it_is():
    api = make_component(status="partial_outage", at=NOON)
    incident = make_incident(at=NOON)

    update = post(incident, "identified", 1, component_statuses=[(api, None)])

    affected = update.affected_components.get()
    assert (affected.old_status, affected.new_status, affected.status_change) == (
        "partial_outage", "partial_outage", None
    )  # fmt: skip


def test_a_stale_copy_of_an_incident_posts_to_what_is_there_now():
    incident = make_incident(name="Slow", at=NOON)
    stale = Incident.objects.get()
    incident.rename("E-mail is late")
    post(incident, "identified", 2)

    post(stale, "identified", 1)

    incident.refresh_from_db()
    assert (stale.name, stale.status) == ("E-mail is late", "identified")
    assert (incident.name, incident.updates.count()) == ("E-mail is late", 3)


def test_a_timeline_costs_the_same_however_long_it_is(django_assert_num_queries):
    components = [make_component(name=f"C{n}") for n in range(5)]
    for _ in range(3):
        incident = make_incident(at=NOON)
        for minute in range(4):
            at = NOON + minute * MINUTE
            statuses = [(component, "partial_outage") for component in components]
            incident.post_update(status="identified", body="x", at=at, component_statuses=statuses)

    with django_assert_num_queries(4):
        for incident in Incident.objects.with_updates():
            for update in incident.timeline():
                [str(row.component.full_name) for row in update.affected_components.all()]
