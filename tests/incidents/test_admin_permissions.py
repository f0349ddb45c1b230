import pytest
from django.test import Client

from tests.factories import make_component, make_incident, make_maintenance
from tests.staff import everything_told, make_staff, sign_in

pytestmark = pytest.mark.django_db

LOOKING = [
    "incidents.view_incident",
    "incidents.view_scheduledmaintenance",
    "incidents.view_postmortem",
    "components.view_component",
]
INCIDENT_NOUNS = [
    "updates/", "name/", "withdrawal/", "postmortem/", "postmortem/publication/",
]  # fmt: skip
MAINTENANCE_NOUNS = ["updates/", "name/", "withdrawal/", "window/", "start/", "completion/"]


def addresses():
    incident = f"/admin/incidents/incident/{make_incident().pk}/change/"
    maintenance = f"/admin/incidents/scheduledmaintenance/{make_maintenance().pk}/change/"
    return incident, [
        "/admin/incidents/incident/add/",
        "/admin/incidents/scheduledmaintenance/add/",
        *(incident + noun for noun in ["", *INCIDENT_NOUNS]),
        *(maintenance + noun for noun in ["", *MAINTENANCE_NOUNS]),
        f"/admin/components/component/{make_component().pk}/change/",
    ]


def test_who_may_only_look_sees_the_page_without_forms():
    change, _ = addresses()
    client = sign_in(make_staff("viewer", LOOKING))

    page = client.get(change)

    assert page.status_code == 200
    assert "We are looking into it." in page.text
    assert page.text.count("<form") == 1  # to log out
    assert "Declare incident" not in client.get("/admin/").text


def test_who_may_only_look_cannot_post(client):
    _, posts = addresses()
    client = sign_in(make_staff("viewer", LOOKING))
    before = everything_told()

    answers = {address: client.post(address, {"body": "Hm."}).status_code for address in posts}

    assert answers == dict.fromkeys(posts, 403)
    assert everything_told() == before


def test_who_may_change_incidents_still_needs_leave_to_write_postmortems():
    incident = make_incident()
    client = sign_in(make_staff("writer", ["incidents.change_incident"]))
    change = f"/admin/incidents/incident/{incident.pk}/change/"

    answers = [
        client.post(change + noun, {"status": "identified", "body": "Known."}).status_code
        for noun in ["updates/", "postmortem/"]
    ]

    assert answers == [302, 403]


def test_staff_without_any_permission_see_nothing_of_incidents():
    change, _ = addresses()
    client = sign_in(make_staff("newcomer", []))

    assert client.get(change).status_code == 403
    assert "Slow deliveries" not in client.get("/admin/").text


def test_strangers_are_sent_to_the_login_and_post_nothing():
    _, posts = addresses()
    before = everything_told()

    answers = {address: Client().post(address, {"body": "Hm."}).url for address in posts}

    assert answers == {address: f"/admin/login/?next={address}" for address in posts}
    assert everything_told() == before


def test_the_ledger_of_updates_is_for_looking_only():
    update = make_incident().updates.get()
    client = sign_in(make_staff())
    address = "/admin/incidents/incidentupdate/"

    answers = [
        client.get(address).status_code,
        client.post(f"{address}{update.pk}/change/", {"body": "Never mind."}).status_code,
        client.post(f"{address}{update.pk}/delete/", {"post": "yes"}).status_code,
        client.get(f"{address}add/").status_code,
    ]

    update.refresh_from_db()
    assert (answers, update.body) == ([200, 403, 403, 403], "We are looking into it.")
