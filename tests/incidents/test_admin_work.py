"""One press of staff: more time, or no maintenance at all."""

import re
from datetime import datetime

import pytest

from tests.factories import make_maintenance
from tests.incidents.conftest import NOON
from tests.incidents.moments import HOUR, MINUTE
from tests.staff import errors_in, everything_told, make_staff, messages_after, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def client():
    return sign_in(make_staff())


@pytest.fixture
def maintenance():
    return make_maintenance(scheduled_for=NOON, scheduled_until=NOON + 2 * HOUR)


def at(maintenance, noun=""):
    return f"/admin/incidents/scheduledmaintenance/{maintenance.pk}/change/{noun}"


def offered(client, maintenance):
    """How many minutes from noon each button extends to."""
    page = client.get(at(maintenance)).text
    ends = re.findall(r'name="until" value="(.*?)"', page)
    return {end: (datetime.fromisoformat(end) - NOON) / MINUTE for end in ends}


def test_one_press_gives_more_time_in_the_name_of_whoever_pressed(client, maintenance):
    maintenance.start()
    buttons = offered(client, maintenance)

    response = client.post(at(maintenance, "extension/"), {"until": next(iter(buttons))})

    maintenance.refresh_from_db()
    update = maintenance.updates.last()
    assert list(buttons.values()) == [135, 150, 180]
    assert messages_after(client, response) == [
        "Posted: Update, visible since 12:00 UTC View on the page"
    ]
    assert maintenance.scheduled_until == NOON + 135 * MINUTE
    assert (update.body, update.by.username, update.notify) == (
        "The maintenance takes longer than planned: now until 14:15 UTC.", "alice", False,
    )  # fmt: skip


def test_own_words_take_the_place_of_the_sentence(client, maintenance):
    maintenance.start()
    (first, *_) = offered(client, maintenance)

    client.post(
        at(maintenance, "extension/"), {"until": first, "body": "A slow disk.", "notify": "on"}
    )

    update = maintenance.updates.last()
    assert (update.body, update.notify) == ("A slow disk.", True)


def test_more_time_is_counted_from_now_where_the_window_has_passed(client, maintenance, clock):
    maintenance.start()
    clock.shift(200.5 * MINUTE)

    assert list(offered(client, maintenance).values()) == [215, 230, 260]


def test_a_button_of_an_older_page_shortens_nothing(client, maintenance):
    maintenance.start()
    (first, *_) = offered(client, maintenance)
    maintenance.extend(until=NOON + 3 * HOUR)
    before = everything_told()

    response = client.post(at(maintenance, "extension/"), {"until": first})

    assert (response.status_code, errors_in(response)) == (
        422, {"until": ["Somebody moved the end meanwhile: look at the window again."]},
    )  # fmt: skip
    assert everything_told() == before


def test_more_time_is_offered_while_the_work_goes_on(client, maintenance):
    counts = [len(offered(client, maintenance))]
    for step in (maintenance.start, maintenance.complete):
        step()
        counts.append(len(offered(client, maintenance)))

    assert counts == [0, 3, 0]


def test_staff_cancel_a_maintenance_and_say_why(client, maintenance):
    refused = client.post(at(maintenance, "cancellation/"), {"reason": " "})

    response = client.post(
        at(maintenance, "cancellation/"), {"reason": "No vendor.", "notify": "on"}
    )

    update = maintenance.updates.last()
    assert (refused.status_code, errors_in(refused)) == (
        422, {"reason": ["Tell readers why, in one line."]},
    )  # fmt: skip
    assert messages_after(client, response) == [
        "Posted: Cancelled, visible since 12:00 UTC View on the page"
    ]
    assert (update.body, update.by.username) == (
        "This maintenance was cancelled: No vendor.", "alice",
    )  # fmt: skip
    assert "This maintenance was cancelled." in client.get(at(maintenance)).text
