"""The page on which staff correct the record of a component."""

from datetime import UTC, datetime

import pytest

from components.models import StatusCorrection
from pages.models import Page
from tests.factories import make_component
from tests.staff import errors_in, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/components/statuscorrection/"


@pytest.fixture
def client():
    return sign_in(make_staff())


@pytest.fixture
def api():
    return make_component(at=datetime(2026, 8, 1, tzinfo=UTC))


def typed(component, **overrides):
    return {
        "component": component.pk,
        "starts_at": "2026-08-14 12:00",
        "until": "2026-08-14 14:30",
        "status": "partial_outage",
        "reason": "The probe asked the wrong host.",
        **overrides,
    }


def test_a_correction_is_typed_in_the_time_of_the_page(client, api):
    Page.objects.update(time_zone="Europe/Paris")

    response = client.post(f"{LIST}add/", typed(api))

    correction = StatusCorrection.objects.get()
    assert messages_after(client, response) == ["The record is corrected."]
    assert (correction.component, correction.status, correction.reason, str(correction.by)) == (
        api,
        "partial_outage",
        "The probe asked the wrong host.",
        "alice",
    )
    assert (correction.starts_at, correction.until) == (
        datetime(2026, 8, 14, 10, tzinfo=UTC),
        datetime(2026, 8, 14, 12, 30, tzinfo=UTC),
    )
    assert "2026-08-14 12:00 CEST" in client.get(LIST).text


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"until": "2026-08-14 11:00"}, {"until": ["The time ends before it starts."]}),
        ({"reason": ""}, {"reason": ["Say why the record was wrong."]}),
        (
            {"starts_at": "2026-07-14 11:00"},
            {"starts_at": ["The history of this component begins later."]},
        ),
        (
            {"until": "2190-01-01 12:00"},
            {"until": ["Only what has passed can be corrected: end it now at the latest."]},
        ),
    ],
)
def test_what_is_refused_is_said_at_its_field(client, api, wrong, errors):
    response = client.post(f"{LIST}add/", typed(api, **wrong))

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert list(StatusCorrection.objects.all()) == []


def test_a_correction_is_withdrawn_once(client, api):
    client.post(f"{LIST}add/", typed(api))
    correction = StatusCorrection.objects.get()
    withdrawal = f"{LIST}{correction.pk}/change/withdrawal/"
    change = client.get(f"{LIST}{correction.pk}/change/").text

    response = client.post(withdrawal)
    said = messages_after(client, response)
    again = client.post(withdrawal)

    correction.refresh_from_db()
    assert withdrawal in change
    assert said == ["The correction is withdrawn."]
    assert (correction.is_withdrawn, str(correction.withdrawn_by)) == (True, "alice")
    assert (again.status_code, errors_in(again)) == (
        422,
        {"form-head": ["This correction has been withdrawn already."]},
    )
    assert withdrawal not in client.get(f"{LIST}{correction.pk}/change/").text
