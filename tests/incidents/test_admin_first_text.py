"""What is told in the first minute, when nobody knows more than that something is wrong."""

from datetime import timedelta

import pytest

from incidents.models import Incident
from pages.models import Page
from tests.factories import make_component
from tests.incidents.conftest import NOON
from tests.staff import errors_in, make_staff, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/incidents/incident/add/"
FIRST = "We are investigating. Scope to follow by 12:30 UTC."


@pytest.fixture
def client(clock):
    return sign_in(make_staff())


def declare(client, **typed):
    """Post the form as it was opened, with a name and what is `typed`."""
    form = client.get(ADD).context["form"]
    opened = {field.html_name: field.value() or "" for field in form if field.name != "components"}
    response = client.post(ADD, {**opened, "name": "Mail", **typed})
    assert response.status_code == 302, errors_in(response)
    update = Incident.objects.get().updates.get()
    by = update.next_update_by
    return update.body, by and (by - NOON) / timedelta(minutes=1)


def test_whoever_writes_nothing_promises_the_scope_in_half_an_hour(client):
    form = client.get(ADD).context["form"]

    assert form["body"].value() == FIRST
    assert declare(client) == (FIRST, 30)


def test_the_words_name_what_is_promised_when_they_are_sent(client, clock):
    api = make_component(at=NOON)
    opened = client.get(ADD).context["form"]["body"].value()
    clock.shift(timedelta(minutes=20))

    told = declare(
        client, body=opened, _first_text=opened, **{f"components-{api.pk}": "major_outage"}
    )

    assert told == ("We are investigating. Scope to follow by 12:40 UTC.", 40)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"next_update_in": "15"}, ("We are investigating. Scope to follow by 12:15 UTC.", 15)),
        ({"next_update_by": "13:00"}, ("We are investigating. Scope to follow by 13:00 UTC.", 60)),
        ({"next_update_in": ""}, ("We are investigating. The scope is to follow.", None)),
        ({"body": "Mail waits."}, ("Mail waits.", None)),
        ({"body": f"{FIRST} Mail waits."}, (f"{FIRST} Mail waits.", None)),
    ],
)
def test_a_promise_of_ones_own_goes_into_the_words_and_own_words_stay(client, typed, told):
    assert declare(client, **typed) == told


def test_the_first_words_are_in_the_language_and_the_zone_of_the_page(client):
    Page.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/Paris"})

    assert declare(client) == ("We are investigating. Scope to follow by 14:30 CEST.", 30)
