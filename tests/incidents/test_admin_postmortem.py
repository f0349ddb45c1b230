from datetime import UTC, datetime

import pytest

from incidents.models import Postmortem
from tests.factories import make_incident
from tests.staff import errors_in, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return sign_in(make_staff())


@pytest.fixture
def incident():
    incident = make_incident(at=datetime(2026, 8, 14, 12, tzinfo=UTC))
    incident.post_update(status="resolved", body="Over.", at=datetime(2026, 8, 14, 13, tzinfo=UTC))
    return incident


def at(incident, noun):
    return f"/admin/incidents/incident/{incident.pk}/change/{noun}"


def test_a_draft_is_kept_and_shown_to_staff_only(client, incident):
    response = client.post(at(incident, "postmortem/"), {"body": "A disk was full."})

    postmortem = Postmortem.objects.get()
    assert messages_after(client, response) == [
        "Draft saved. Readers see nothing of it yet. View on the page"
    ]
    assert (postmortem.draft, postmortem.by.username) == ("A disk was full.", "alice")
    assert list(Postmortem.objects.public()) == []
    assert "A disk was full." in client.get(at(incident, "")).text


def test_what_is_in_the_form_is_what_gets_published(client, incident):
    typed = {"body": "A disk was full.", "published_at": "2026-08-20 09:00"}

    response = client.post(at(incident, "postmortem/publication/"), typed)

    postmortem = Postmortem.objects.public().get()
    assert messages_after(client, response) == ["Postmortem published. View on the page"]
    assert (postmortem.body, postmortem.notify) == ("A disk was full.", False)
    assert postmortem.published_at == datetime(2026, 8, 20, 9, tzinfo=UTC)


def test_unpublishing_keeps_the_draft(client, incident):
    publication = at(incident, "postmortem/publication/")
    messages_after(client, client.post(publication, {"body": "A disk was full."}))

    response = client.post(publication, {"unpublish": "1"})

    assert messages_after(client, response) == [
        "Postmortem taken off the page. The draft is kept. View on the page"
    ]
    assert list(Postmortem.objects.public()) == []
    assert Postmortem.objects.get().draft == "A disk was full."


def test_a_postmortem_waits_for_the_end_of_its_incident(client):
    incident = make_incident()

    response = client.post(at(incident, "postmortem/publication/"), {"body": "Too early."})

    assert (response.status_code, errors_in(response)) == (
        422,
        {"body": ["A postmortem can be published once it is written and its incident is over."]},
    )
    assert response.context["postmortem_form"]["body"].value() == "Too early."
    assert list(Postmortem.objects.all()) == []


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"body": ""}, {"body": ["Write what readers should know."]}),
        (
            {"body": "Fine.", "published_at": "2190-01-01 12:00"},
            {"published_at": ["The publication is dated in the future."]},
        ),
        ({"unpublish": "1"}, {"body": ["This postmortem is not published."]}),
    ],
)
def test_what_is_refused_is_said_at_its_field(client, incident, typed, errors):
    response = client.post(at(incident, "postmortem/publication/"), typed)

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert list(Postmortem.objects.all()) == []
