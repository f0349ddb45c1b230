import pytest

from incidents.refusals import NotInProgress
from pages.models import Page
from tests.factories import make_component, make_incident, make_maintenance
from tests.incidents.moments import DAY, HOUR, NOON, hours

pytestmark = pytest.mark.django_db


def told(maintenance):
    return [(update.status, update.body) for update in maintenance.updates.all()]


def statuses(*components):
    for component in components:
        component.refresh_from_db()
    return [component.status for component in components]


def test_a_maintenance_is_announced_with_its_window_and_leaves_its_components_alone():
    api = make_component()

    maintenance = make_maintenance(
        name="Upgrade",
        body="Sending pauses.",
        components=[api],
        scheduled_for=NOON + 3 * DAY,
        scheduled_until=NOON + 3 * DAY + HOUR,
    )

    affected = maintenance.updates.get().affected_components.get()
    assert (maintenance.status, maintenance.impact, maintenance.is_maintenance) == (
        "scheduled", "maintenance", True
    )  # fmt: skip
    assert (hours(maintenance.scheduled_for), hours(maintenance.scheduled_until)) == (72, 73)
    assert told(maintenance) == [("scheduled", "Sending pauses.")]
    assert (affected.component, affected.new_status, statuses(api)) == (
        api, "operational", ["operational"]
    )  # fmt: skip


def test_announcing_a_maintenance_does_not_mend_a_component_that_broke_meanwhile():
    stale = make_component()
    make_incident(component_statuses=[(stale, "major_outage")])

    make_maintenance(components=[stale])

    assert statuses(stale) == ["major_outage"]


def test_a_maintenance_that_is_told_of_in_the_past_leaves_that_past_alone():
    api = make_component(at=NOON - DAY)
    api.set_status("major_outage", at=NOON)

    make_maintenance(components=[api], at=NOON - HOUR)

    assert [change.status for change in api.status_changes.all()] == ["operational", "major_outage"]


def test_starting_a_maintenance_sets_its_components_under_maintenance():
    api, sms = make_component(name="API"), make_component(name="SMS")
    maintenance = make_maintenance(components=[api])
    before = Page.current().revision

    update = maintenance.start()

    assert statuses(api, sms) == ["under_maintenance", "operational"]
    assert (maintenance.status, update.status, update.body) == (
        "in_progress", "in_progress", "The scheduled maintenance has begun."
    )  # fmt: skip
    assert (maintenance.impact, Page.current().revision) == ("maintenance", before + 1)


def test_completing_a_maintenance_sets_its_components_back():
    api = make_component()
    maintenance = make_maintenance(components=[api])
    maintenance.start()

    update = maintenance.complete(body="All done.")

    assert statuses(api) == ["operational"]
    assert (maintenance.status, maintenance.is_resolved, update.body) == (
        "completed", True, "All done."
    )  # fmt: skip


def test_a_maintenance_may_be_verified_before_it_is_completed():
    api = make_component()
    maintenance = make_maintenance(components=[api])
    maintenance.start(body="Go.")
    maintenance.post_update(status="verifying", body="Looking.")

    maintenance.complete(body="Done.")

    assert [status for status, _ in told(maintenance)] == [
        "scheduled", "in_progress", "verifying", "completed"
    ]  # fmt: skip
    assert statuses(api) == ["operational"]


@pytest.mark.parametrize("broken", ["degraded_performance", "partial_outage", "major_outage"])
def test_a_component_that_broke_during_a_maintenance_is_not_set_back(broken):
    api, sms = make_component(name="API"), make_component(name="SMS")
    maintenance = make_maintenance(components=[api, sms])
    maintenance.start()
    make_incident(component_statuses=[(api, broken)])

    update = maintenance.complete()

    assert statuses(api, sms) == [broken, "operational"]
    assert [row.component for row in update.affected_components.all()] == [sms]


def test_a_maintenance_that_moves_no_components_leaves_them_alone():
    api = make_component()
    maintenance = make_maintenance(components=[api], moves_components=False)

    moved = [statuses(api)]
    for step in [maintenance.start, maintenance.complete]:
        step()
        moved.append(statuses(api))

    assert moved == [["operational"]] * 3
    assert maintenance.status == "completed"


def test_a_component_taken_off_the_page_does_not_stop_a_maintenance():
    api, sms = make_component(name="API"), make_component(name="SMS")
    maintenance = make_maintenance(components=[api, sms])
    api.is_visible = False
    api.save_details()

    maintenance.start()

    assert statuses(api, sms) == ["operational", "under_maintenance"]


def test_components_named_by_a_later_update_are_moved_too():
    api, sms = make_component(name="API"), make_component(name="SMS")
    maintenance = make_maintenance(components=[api])
    maintenance.post_update(status="scheduled", body="SMS too.", component_statuses=[(sms, None)])

    maintenance.start()

    assert statuses(api, sms) == ["under_maintenance", "under_maintenance"]


def test_a_maintenance_may_be_started_and_completed_in_the_past():
    api = make_component(at=NOON - DAY)
    maintenance = make_maintenance(
        at=NOON - HOUR, scheduled_for=NOON, scheduled_until=NOON + HOUR, components=[api]
    )

    maintenance.start(at=NOON)
    maintenance.complete(at=NOON + HOUR)

    history = [(hours(change.at), change.status) for change in api.status_changes.all()][1:]
    assert history == [(0, "under_maintenance"), (1, "operational")]
    assert hours(maintenance.resolved_at) == 1


def test_an_update_after_completion_takes_a_maintenance_up_again():
    maintenance = make_maintenance()
    maintenance.start()
    maintenance.complete()

    maintenance.post_update(status="in_progress", body="One more index.")

    assert (maintenance.status, maintenance.resolved_at) == ("in_progress", None)


def test_the_window_moves_in_one_change():
    maintenance = make_maintenance()
    before = Page.current().revision

    maintenance.reschedule(scheduled_for=NOON + 5 * DAY, scheduled_until=NOON + 6 * DAY)

    maintenance.refresh_from_db()
    assert (hours(maintenance.scheduled_for), hours(maintenance.scheduled_until)) == (120, 144)
    assert (maintenance.status, maintenance.changed_in) == ("scheduled", before + 1)


def test_the_end_of_the_window_may_move_while_the_work_goes_on():
    maintenance = make_maintenance()
    maintenance.start()
    begun = maintenance.scheduled_for

    maintenance.reschedule(scheduled_for=begun, scheduled_until=begun + 9 * HOUR)

    maintenance.refresh_from_db()
    assert (maintenance.scheduled_for, maintenance.scheduled_until) == (begun, begun + 9 * HOUR)


def test_completing_twice_is_refused_by_name():
    maintenance = make_maintenance()
    maintenance.start()
    maintenance.complete()

    with pytest.raises(NotInProgress) as refusal:
        maintenance.complete()

    assert str(refusal.value) == "Only a maintenance that is in progress can be completed."


def test_a_component_on_which_others_still_work_is_not_set_back():
    api, web = make_component(), make_component(name="Web")
    one = make_maintenance(components=[api, web])
    other = make_maintenance(name="Another one", components=[api])
    one.start()
    other.start()

    one.complete()

    assert statuses(api, web) == ["under_maintenance", "operational"]

    other.complete()

    assert statuses(api, web) == ["operational", "operational"]
