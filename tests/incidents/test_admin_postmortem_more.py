"""What staff do about a postmortem besides writing it: a promise, a link, action items."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from incidents.models import ActionItem, Postmortem
from incidents.reviewer_links import token_of
from tests.factories import make_incident
from tests.staff import errors_in, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

ITEM = {"action": "Buy disks", "owner": "Storage", "due": "2026-08-28", "state": "open"}


@pytest.fixture
def client():
    return sign_in(make_staff())


@pytest.fixture
def incident():
    return make_incident(status="resolved", at=datetime(2026, 8, 14, 12, tzinfo=UTC))


def at(incident, noun):
    return f"/admin/incidents/incident/{incident.pk}/change/{noun}"


def items():
    return list(ActionItem.objects.values_list("action", "owner", "due", "state", "is_public"))


def test_a_link_for_reviewers_is_made_with_the_draft_and_shown_to_staff(client, incident):
    response = client.post(at(incident, "postmortem/reviewers/"), {"body": "A disk was full."})

    said = messages_after(client, response)
    link = f"http://testserver/preview/{token_of(Postmortem.objects.get())}"
    assert said == [
        "Draft saved. There is a new link for reviewers; one made before shows nothing now. "
        "View on the page"
    ]
    assert f'<a href="{link}">{link}</a>' in client.get(at(incident, "")).text
    assert "A disk was full." in Client().get(link).text


def test_readers_are_promised_a_postmortem(client, incident, time_machine):
    time_machine.move_to(datetime(2026, 8, 14, 13, tzinfo=UTC))

    response = client.post(at(incident, "postmortem/promise/"), {"promised_by": "2026-08-28"})

    assert messages_after(client, response) == [
        "Postmortem promised by 2026-08-28. View on the page"
    ]
    assert Postmortem.objects.get().promised_by == date(2026, 8, 28)
    assert 'value="2026-08-28"' in client.get(at(incident, "")).text


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("2026-08-01", "Promise it for today or a later day."),
        ("tomorrow", "Write the day like 2026-08-14."),
    ],
)
def test_a_promise_that_cannot_be_made_is_refused_at_its_field(client, incident, day, error):
    response = client.post(at(incident, "postmortem/promise/"), {"promised_by": day})

    assert (response.status_code, errors_in(response)) == (422, {"promised_by": [error]})
    assert list(Postmortem.objects.filter(promised_by__isnull=False)) == []


def test_an_action_item_is_added_and_changed_after_the_publication(client, incident):
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("A disk was full.")
    postmortem.publish()
    added = client.post(at(incident, "postmortem/item/"), {**ITEM, "is_public": "on"})
    address = f"{at(incident, 'postmortem/item/')}?item={ActionItem.objects.get().pk}"
    form = client.get(address).text

    changed = client.post(address, {**ITEM, "state": "done"})

    assert added.status_code == 302
    assert messages_after(client, changed) == ["Action item saved. View on the page"]
    assert all(f'value="{typed}"' in form for typed in ("Storage", "2026-08-28"))
    assert items() == [("Buy disks", "Storage", date(2026, 8, 28), "done", False)]
    assert "staff only" in client.get(at(incident, "")).text


def test_an_action_item_that_says_nothing_is_refused_at_its_field(client, incident):
    response = client.post(at(incident, "postmortem/item/"), {**ITEM, "action": ""})

    assert (response.status_code, errors_in(response)) == (
        422,
        {"action": ["Write what is to be done."]},
    )
    assert items() == []


def test_an_item_of_another_incident_is_not_found(client, incident):
    other = Postmortem.objects.of(make_incident(status="resolved"))
    item = ActionItem(postmortem=other)
    item.write(action="Other")

    response = client.post(f"{at(incident, 'postmortem/item/')}?item={item.pk}", ITEM)

    assert response.status_code == 404
    assert items() == [("Other", "", None, "open", True)]
