from datetime import UTC, datetime

import pytest
import time_machine

from incidents.models import ScheduledMaintenance
from tests.factories import make_component, make_maintenance
from tests.staff import errors_in, everything_told, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/incidents/scheduledmaintenance/add/"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TYPED = {
    "name": "Database upgrade",
    "body": "Deliveries pause.",
    "scheduled_for": "2190-01-01 12:00",
    "scheduled_until": "2190-01-01 14:00",
    "starts_itself": "on",
    "moves_components": "on",
    "notify": "on",
    "remind_minutes": "1440",
    "notifies_at_completion": "on",
}


@pytest.fixture
def client():
    return sign_in(make_staff())


def at(maintenance, noun=""):
    return f"/admin/incidents/scheduledmaintenance/{maintenance.pk}/change/{noun}"


@time_machine.travel("2026-08-14 14:07Z", tick=False)
def test_staff_schedule_a_maintenance(client):
    api = make_component(at=LONG_AGO)

    response = client.post(ADD, {**TYPED, "components": [api.pk]})

    maintenance = ScheduledMaintenance.objects.get()
    update = maintenance.updates.get()
    assert messages_after(client, response) == [
        "Posted: Scheduled, visible since 14:07 UTC View on the page"
    ]
    assert (maintenance.scheduled_for, maintenance.scheduled_until) == (
        datetime(2190, 1, 1, 12, tzinfo=UTC), datetime(2190, 1, 1, 14, tzinfo=UTC),
    )  # fmt: skip
    assert (
        maintenance.starts_itself, maintenance.completes_itself, maintenance.moves_components,
    ) == (True, False, True)  # fmt: skip
    assert (
        maintenance.remind_minutes, maintenance.notifies_at_start,
        maintenance.notifies_at_completion,
    ) == (1440, False, True)  # fmt: skip
    assert (update.body, update.by.username) == ("Deliveries pause.", "alice")
    assert [row.component for row in update.affected_components.all()] == [api]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"scheduled_until": "2190-01-01 11:00"},
            {"scheduled_until": ["The maintenance window ends before it starts."]},
        ),
        ({"scheduled_for": ""}, {"scheduled_for": ["This field is required."]}),
        ({"body": ""}, {"body": ["Write what readers should know."]}),
        ({"name": ""}, {"name": ["Give the incident a name that says what is wrong."]}),
        ({"components": ["99"]}, {"components": ["This component is not on the page."]}),
        (
            {"display_at": "2190-01-01 11:00"},
            {"display_at": ["The update is dated in the future."]},
        ),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_is_written(client, typed, errors):
    before = everything_told()

    response = client.post(ADD, {**TYPED, **typed})

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert everything_told() == before
    assert 'value="Database upgrade"' in response.text or typed.get("name") == ""


def test_staff_start_and_complete_a_maintenance(client):
    api = make_component(at=LONG_AGO)
    maintenance = make_maintenance(components=[api])

    started = client.post(at(maintenance, "start/"))
    api.refresh_from_db()
    status_during = api.status
    completed = client.post(at(maintenance, "completion/"))

    api.refresh_from_db()
    assert [response.status_code for response in (started, completed)] == [302, 302]
    assert (status_during, api.status) == ("under_maintenance", "operational")
    assert [(u.status, u.by and u.by.username) for u in maintenance.updates.all()] == [
        ("scheduled", None), ("in_progress", "alice"), ("completed", "alice"),
    ]  # fmt: skip


def test_a_step_out_of_turn_is_refused(client):
    maintenance = make_maintenance()
    before = everything_told()

    response = client.post(at(maintenance, "completion/"))

    assert (response.status_code, errors_in(response)) == (
        422, {"form-head": ["Only a maintenance that is in progress can be completed."]},
    )  # fmt: skip
    assert everything_told() == before


@time_machine.travel("2026-08-14 14:07Z", tick=False)
def test_staff_move_the_window(client):
    maintenance = make_maintenance()
    window = {"scheduled_for": "2190-02-01 12:00", "scheduled_until": "2190-02-01 13:00"}

    moved = messages_after(client, client.post(at(maintenance, "window/"), window))
    window["scheduled_until"] = "2190-02-01 12:00"
    refused = client.post(at(maintenance, "window/"), window)

    maintenance.refresh_from_db()
    assert moved == ["Posted: Update, visible since 14:07 UTC View on the page"]
    assert maintenance.scheduled_until == datetime(2190, 2, 1, 13, tzinfo=UTC)
    assert (refused.status_code, errors_in(refused)) == (
        422, {"scheduled_until": ["The maintenance window ends before it starts."]},
    )  # fmt: skip


def test_an_update_of_a_maintenance_takes_its_own_statuses(client):
    maintenance = make_maintenance()
    updates = at(maintenance, "updates/")

    verifying = client.post(updates, {"status": "verifying", "body": "Checking."})
    refused = client.post(updates, {"status": "resolved", "body": "Done."})

    maintenance.refresh_from_db()
    assert (verifying.status_code, maintenance.status) == (302, "verifying")
    assert errors_in(refused) == {
        "status": ["This status does not belong to this kind of incident."]
    }


def test_maintenances_and_incidents_are_listed_apart(client):
    maintenance = make_maintenance()

    changelist = client.get("/admin/incidents/scheduledmaintenance/").context["cl"]

    assert list(changelist.result_list) == [maintenance]
    assert client.get(f"/admin/incidents/incident/{maintenance.pk}/change/").status_code == 404
