"""How staff correct, remove and redact: by forms that say what they do."""

import pytest
from django.contrib.admin.models import LogEntry

from tests.factories import make_incident, make_maintenance
from tests.staff import errors_in, everything_told, make_staff, messages_after, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOUNS = ["correction", "retraction", "redaction"]


@pytest.fixture
def client():
    return sign_in(make_staff())


def address(update, noun):
    kind = "scheduledmaintenance" if update.incident.is_maintenance else "incident"
    return f"/admin/incidents/{kind}/{update.incident_id}/change/updates/{update.code}/{noun}/"


def second_update(body="A disk is ful."):
    return make_incident().post_update(status="identified", body=body)


def test_the_timeline_offers_what_can_be_done_about_each_update(client):
    update = second_update()
    first = update.incident.updates.earliest("pk")
    removed = update.incident.post_update(status="identified", body="x")
    removed.retract(reason="Wrong.")

    page = client.get(f"/admin/incidents/incident/{update.incident_id}/change/").text

    assert {
        name: [noun for noun in NOUNS if address(one, noun) in page]
        for name, one in [("first", first), ("second", update), ("removed", removed)]
    } == {
        "first": ["correction", "redaction"],
        "second": NOUNS,
        "removed": ["redaction"],
    }


def test_a_form_is_asked_for_first_and_changes_nothing(client):
    update = second_update()
    before = everything_told()

    pages = [client.get(address(update, noun)) for noun in NOUNS]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert pages[0].context["form"]["body"].value() == "A disk is ful."
    assert everything_told() == before


@pytest.mark.parametrize("make", [make_incident, make_maintenance])
def test_staff_correct_an_update(client, clock, make):
    update = make().updates.get()
    clock.shift(600)

    typed = {"body": "Better.", "reason": "Clearer."}
    response = client.post(address(update, "correction"), typed)

    assert messages_after(client, response) == [
        "Corrected: the update of 2026-08-14 12:00 UTC View on the page"
    ]
    update.refresh_from_db()
    assert (update.body, update.revisions.get().by.username) == ("Better.", "alice")


def test_staff_remove_an_update_and_still_read_it(client):
    update = second_update()

    response = client.post(address(update, "retraction"), {"reason": "It is another disk."})

    page = client.get(response.url).text
    update.refresh_from_db()
    assert (update.is_retracted, update.incident.status) == (True, "investigating")
    assert "Removed 2026-08-14 12:00 UTC by alice: It is another disk." in page
    assert "<p>A disk is ful.</p>" in page


def test_staff_black_out_a_secret_of_which_the_log_tells_nothing(client):
    update = second_update("The password is hunter2.")

    client.post(address(update, "redaction"), {"secret": "hunter2"})

    update.refresh_from_db()
    logged = list(LogEntry.objects.values_list("change_message", flat=True))
    assert update.body == "The password is ████."
    assert logged == ["Redacted: the update of 2026-08-14 12:00 UTC"]


@pytest.mark.parametrize(
    ("noun", "typed", "errors"),
    [
        ("correction", {"body": "Better."}, {"reason": ["Tell readers why, in one line."]}),
        (
            "correction",
            {"body": "A disk is ful.", "reason": "x"},
            {"body": ["The text is the same as before."]},
        ),
        ("retraction", {"reason": " "}, {"reason": ["Tell readers why, in one line."]}),
        ("redaction", {"secret": "abc"}, {"secret": ["Give at least four characters."]}),
        (
            "redaction",
            {"secret": "hunter2"},
            {"secret": ["This incident tells nothing like that. Copy it exactly as it was typed."]},
        ),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_is_written(
    client, clock, noun, typed, errors
):
    update = second_update()
    clock.shift(600)
    before = everything_told()

    response = client.post(address(update, noun), typed)

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert (everything_told(), update.revisions.count()) == (before, 0)


def test_the_first_update_is_not_removed(client):
    update = make_incident().updates.get()

    response = client.post(address(update, "retraction"), {"reason": "Never mind."})

    assert (response.status_code, errors_in(response)) == (
        422,
        {"reason": ["The first update is the incident itself: withdraw the incident instead."]},
    )


def test_who_may_post_may_not_correct_unless_that_is_permitted_too():
    update = second_update()
    author = sign_in(make_staff("author", ["incidents.change_incident"]))
    looking = ["incidents.view_incident", "incidents.correct_incidentupdate"]
    viewer = sign_in(make_staff("viewer", looking))
    corrector = sign_in(
        make_staff("corrector", ["incidents.change_incident", "incidents.correct_incidentupdate"])
    )

    answers = [
        who.get(address(update, noun)).status_code
        for who in [author, viewer, corrector]
        for noun in NOUNS
    ]

    assert answers == [403] * 6 + [200] * 3
    change = f"/admin/incidents/incident/{update.incident_id}/change/"
    assert address(update, "correction") not in author.get(change).text


def test_an_update_of_another_incident_is_not_found_there(client):
    update, other = second_update(), make_incident()
    elsewhere = address(update, "retraction").replace(f"/{update.incident_id}/", f"/{other.pk}/")

    assert client.post(elsewhere, {"reason": "x"}).status_code == 404
