import pytest

from components.models import Component, ComponentGroup
from pages.models import Page
from tests.factories import make_component, make_group, make_incident
from tests.staff import make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

COMPONENTS = "/admin/components/component/"
GROUPS = "/admin/components/componentgroup/"


@pytest.fixture
def client():
    return sign_in(make_staff())


def typed(component, **overrides):
    """The form as it is loaded."""
    return {
        "name": component.name,
        "current_status": component.status,
        "initial-current_status": component.status,
        "position": component.position,
        "is_visible": "on",
        "showcase": "on",
        **overrides,
    }


def test_staff_add_a_component_and_its_history_begins(client):
    group = make_group()

    client.post(
        f"{COMPONENTS}add/",
        {
            "name": "API",
            "group": group.pk,
            "current_status": "operational",
            "position": 3,
            "is_visible": "on",
        },
    )

    component = Component.objects.get()
    assert (component.full_name, component.position, component.showcase) == (
        "Platform - API", 3, False,
    )  # fmt: skip
    assert [change.status for change in component.status_changes.all()] == ["operational"]


def test_staff_change_details_and_status_in_one_change(client):
    component = make_component()
    revision = Page.current().revision

    client.post(
        f"{COMPONENTS}{component.pk}/change/",
        typed(component, name="Public API", current_status="major_outage"),
    )

    component.refresh_from_db()
    assert (component.name, component.status) == ("Public API", "major_outage")
    assert [change.status for change in component.status_changes.all()] == [
        "operational", "major_outage",
    ]  # fmt: skip
    assert Page.current().revision == revision + 1


def test_a_status_set_by_somebody_else_meanwhile_is_not_set_back(client):
    component = make_component()
    form = typed(component, description="Our API.")
    component.set_status("major_outage")

    client.post(f"{COMPONENTS}{component.pk}/change/", form)

    component.refresh_from_db()
    assert (component.description, component.status) == ("Our API.", "major_outage")


def test_positions_are_set_in_the_list(client):
    first, second = make_component(name="A", position=1), make_component(name="B", position=2)
    revision = Page.current().revision

    client.post(
        COMPONENTS,
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "2",
            "form-0-id": first.pk,
            "form-0-position": "5",
            "form-1-id": second.pk,
            "form-1-position": "2",
            "_save": "Save",
        },
    )

    assert [component.name for component in Component.objects.all()] == ["B", "A"]
    assert Page.current().revision == revision + 1


def test_a_component_nobody_told_of_can_be_deleted_with_its_history(client):
    component = make_component()

    client.post(f"{COMPONENTS}{component.pk}/delete/", {"post": "yes"})

    assert list(Component.objects.all()) == []


def test_a_component_an_incident_has_named_is_hidden_instead_of_deleted(client):
    component = make_component()
    make_incident(component_statuses=[(component, "operational")])

    response = client.post(f"{COMPONENTS}{component.pk}/delete/", {"post": "yes"})

    assert "so it stays in their history. Hide it instead" in response.text
    assert list(Component.objects.all()) == [component]


def test_staff_add_change_and_remove_groups_and_every_document_follows(client):
    layouts = []

    client.post(f"{GROUPS}add/", {"name": "Platform", "position": 1})
    group = ComponentGroup.objects.get()
    component = make_component(group=group)
    layouts.append(Page.current().layout_revision)
    client.post(f"{GROUPS}{group.pk}/change/", {"name": "Core", "position": 1})
    layouts.append(Page.current().layout_revision)
    name = ComponentGroup.objects.get().name
    response = client.post(f"{GROUPS}{group.pk}/delete/", {"post": "yes"})
    layouts.append(Page.current().layout_revision)

    component.refresh_from_db()
    assert messages_after(client, response)[-1].startswith("The component group “Core” was deleted")
    assert (name, component.group, list(ComponentGroup.objects.all())) == ("Core", None, [])
    assert layouts == sorted(set(layouts))


def test_who_may_only_look_sees_a_component_and_changes_nothing():
    component = make_component()
    viewer = sign_in(make_staff("viewer", ["components.view_component"]))
    address = f"{COMPONENTS}{component.pk}/change/"

    page = viewer.get(address)
    answer = viewer.post(address, typed(component, current_status="major_outage"))

    component.refresh_from_db()
    assert '<div class="readonly">Operational</div>' in page.text
    assert (page.status_code, answer.status_code) == (200, 403)
    assert component.status == "operational"


def test_the_history_of_statuses_is_for_looking_only(client):
    component = make_component()
    change = component.status_changes.get()
    address = "/admin/components/statuschange/"

    answers = [
        client.get(address).status_code,
        client.post(f"{address}{change.pk}/change/", {"status": "major_outage"}).status_code,
        client.post(f"{address}{change.pk}/delete/", {"post": "yes"}).status_code,
        client.get(f"{address}add/").status_code,
    ]

    assert answers == [200, 403, 403, 403]
