from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from components.models import Component, ComponentGroup, StatusChange
from pages.models import Page
from tests.factories import make_component, make_group, make_incident

pytestmark = pytest.mark.django_db

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)
HOUR = timedelta(hours=1)


def history(component):
    """What was when, in hours from noon."""
    changes = component.status_changes.all()
    return [((change.at - NOON) / HOUR, change.status) for change in changes]


def test_the_history_of_a_component_begins_when_it_is_added():
    component = make_component(name="API", at=NOON)

    assert (component.status, history(component)) == ("operational", [(0, "operational")])


def test_a_component_can_be_added_in_trouble():
    component = make_component(status="partial_outage", at=NOON)

    assert (component.status, history(component)) == ("partial_outage", [(0, "partial_outage")])


def test_a_status_holds_until_the_next_one():
    component = make_component(at=NOON)

    component.set_status("major_outage", at=NOON + 2 * HOUR)
    component.set_status("operational", at=NOON + 4 * HOUR)

    moments = [-1, 0, 1.9, 2, 3.9, 4, 30]
    assert [component.status_at(NOON + hours * HOUR) for hours in moments] == [
        "operational", "operational", "operational", "major_outage", "major_outage",
        "operational", "operational",
    ]  # fmt: skip


def test_a_status_that_already_holds_is_no_change():
    component = make_component(at=NOON)

    change = component.set_status("operational", at=NOON + HOUR)

    assert (change, history(component)) == (None, [(0, "operational")])


def test_a_change_without_a_time_is_of_now():
    component = make_component(at=NOON)
    before = timezone.now()

    change = component.set_status("degraded_performance")

    assert before <= change.at <= timezone.now()


def test_a_change_dated_before_a_later_one_completes_the_history_only():
    component = make_component(at=NOON)
    component.set_status("partial_outage", at=NOON + 3 * HOUR)

    component.set_status("major_outage", at=NOON + HOUR)

    component.refresh_from_db()
    assert component.status == "partial_outage"
    assert history(component) == [(0, "operational"), (1, "major_outage"), (3, "partial_outage")]


def test_a_change_dated_in_the_future_leaves_the_present_alone():
    component = make_component(at=NOON)
    tomorrow = timezone.now() + 24 * HOUR

    component.set_status("under_maintenance", at=tomorrow)

    component.refresh_from_db()
    assert (component.status, component.status_at(tomorrow)) == ("operational", "under_maintenance")


def test_the_later_of_two_changes_at_the_same_moment_holds():
    component = make_component(at=NOON)

    component.set_status("partial_outage", at=NOON + HOUR)
    component.set_status("major_outage", at=NOON + HOUR)

    assert (component.status, component.status_at(NOON + HOUR)) == ("major_outage", "major_outage")


def test_a_stale_copy_of_a_component_does_not_overwrite_its_name():
    stale = make_component(name="API")
    renamed = Component.objects.get()
    renamed.name = "Public API"
    renamed.save_details()

    stale.set_status("major_outage")

    assert list(Component.objects.values_list("name", "status")) == [("Public API", "major_outage")]


def test_saving_the_details_of_a_stale_copy_does_not_set_its_status_back():
    stale = make_component(name="API")
    Component.objects.get().set_status("major_outage")

    stale.name = "Public API"
    stale.save_details()

    assert list(Component.objects.values_list("name", "status")) == [("Public API", "major_outage")]


def test_an_unknown_status_is_refused_and_changes_nothing():
    component = make_component(at=NOON)

    with pytest.raises(ValueError, match="on_fire"):
        component.set_status("on_fire")

    component.refresh_from_db()
    assert (component.status, history(component)) == ("operational", [(0, "operational")])


@pytest.mark.parametrize("model", [Component, StatusChange])
def test_the_database_refuses_an_unknown_status_too(model):
    make_component()

    with pytest.raises(IntegrityError, match="status_is_known"), transaction.atomic():
        model.objects.update(status="on_fire")


def test_readers_see_the_components_that_are_on_the_page():
    visible = make_component(name="API")
    make_component(name="Kafka", is_visible=False)

    assert list(Component.objects.public()) == [visible]


def test_readers_see_the_groups_with_something_visible_in_them():
    shown = make_group(name="CEP")
    make_component(group=shown)
    hidden = make_group(name="Internal")
    make_component(group=hidden, is_visible=False)
    make_group(name="Empty")

    assert list(ComponentGroup.objects.public()) == [shown]


def test_a_component_is_called_by_its_group_and_name():
    grouped = make_component(name="Campaigns", group=make_group(name="CEP"))
    alone = make_component(name="Dashboard")

    assert (grouped.full_name, alone.full_name) == ("CEP - Campaigns", "Dashboard")


def test_components_stand_in_the_order_they_were_given():
    last = make_component(name="A", position=2)
    first = make_component(name="B", position=1)
    second = make_component(name="C", position=1)

    assert list(Component.objects.all()) == [first, second, last]


def test_components_outlive_their_group():
    group = make_group()
    component = make_component(group=group)

    group.remove()

    component.refresh_from_db()
    assert component.group is None


def test_a_component_that_an_incident_named_stays():
    component = make_component()
    make_incident(component_statuses=[(component, "major_outage")])
    revision = Page.current().revision

    with pytest.raises(ProtectedError):
        component.remove()

    assert (Component.objects.count(), Page.current().revision) == (1, revision)


def test_a_component_that_no_incident_named_goes_with_its_history():
    make_component().remove()

    assert (Component.objects.count(), StatusChange.objects.count()) == (0, 0)


@pytest.mark.parametrize("change", ["save_details", "remove", "group", "ungroup"])
def test_what_the_whole_page_may_show_has_every_document_made_anew(change):
    component = make_component()
    group = make_group()
    before = Page.current()

    {
        "save_details": component.save_details,
        "remove": component.remove,
        "group": group.save_details,
        "ungroup": group.remove,
    }[change]()

    page = Page.current()
    assert page.revision == before.revision + 1
    assert page.layout_revision == page.revision


def test_a_change_of_status_is_one_revision_and_leaves_the_layout_alone():
    component = make_component()
    before = Page.current()

    component.set_status("major_outage")

    page = Page.current()
    assert (page.revision, page.layout_revision) == (before.revision + 1, before.layout_revision)
