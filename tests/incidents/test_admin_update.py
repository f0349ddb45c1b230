from datetime import UTC, datetime

import pytest
import time_machine

from incidents.models import IncidentUpdate
from tests.factories import make_component, make_incident
from tests.staff import errors_in, everything_told, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def client():
    return sign_in(make_staff())


def at(incident, noun=""):
    return f"/admin/incidents/incident/{incident.pk}/change/{noun}"


def typed(incident, **overrides):
    """The form as it is loaded, with a message in it."""
    newest = incident.updates.order_by("pk").last().code
    return {
        "status": incident.status,
        "body": "Still at it.",
        "notify": "on",
        "_newest_update": newest,
        **overrides,
    }


@time_machine.travel("2026-08-14 14:07Z", tick=False)
def test_staff_post_an_update(client):
    api = make_component(at=LONG_AGO)
    incident = make_incident(component_statuses=[(api, "partial_outage")])

    response = client.post(
        at(incident, "updates/"), typed(incident, **{f"components-{api.pk}": "operational"})
    )

    update = incident.updates.last()
    assert messages_after(client, response) == [
        "Posted: Update, visible since 14:07 UTC View on the page"
    ]
    assert (update.body, update.by.username, update.status) == (
        "Still at it.", "alice", "investigating",
    )  # fmt: skip
    assert [(row.old_status, row.new_status) for row in update.affected_components.all()] == [
        ("partial_outage", "operational")
    ]


def test_an_update_can_resolve_the_incident_without_telling_subscribers(client):
    incident = make_incident()
    form = typed(incident, status="resolved")
    del form["notify"]

    client.post(at(incident, "updates/"), form)

    incident.refresh_from_db()
    assert (incident.is_resolved, incident.updates.last().notify) == (True, False)


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"body": ""}, {"body": ["Write what readers should know."]}),
        ({"body": "b" * 25_001}, {"body": ["The text is longer than 25,000 characters."]}),
        (
            {"status": "completed"},
            {"status": ["This status does not belong to this kind of incident."]},
        ),
        (
            {"display_at": "2019-01-01 12:00"},
            {"display_at": ["The update is dated before the incident began."]},
        ),
        (
            {"display_at": "2190-01-01 12:00"},
            {"display_at": ["The update is dated in the future."]},
        ),
        (
            {"next_update_by": "2020-01-01 12:00"},
            {"next_update_by": ["The next update is promised for a time before this one."]},
        ),
        ({"components-99": "operational"}, {"components": ["This component is not on the page."]}),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_is_written(client, wrong, errors):
    incident = make_incident()
    before = everything_told()

    response = client.post(at(incident, "updates/"), typed(incident, **wrong))

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert everything_told() == before
    assert response.context["update_form"]["body"].value() == wrong.get("body", "Still at it.")


def test_what_somebody_posted_meanwhile_is_shown_once_before_it_is_added_to(client):
    incident = make_incident()
    form = typed(incident)
    bob = make_staff("bob")
    incident.post_update(status="identified", body="A disk is full.", by=bob)

    first = client.post(at(incident, "updates/"), form)
    shown = first.context["update_form"]
    kept = {name: shown[name].value() for name in ["status", "_newest_update"]}
    again = client.post(at(incident, "updates/"), {**form, **kept})

    assert (first.status_code, errors_in(first)) == (
        422,
        {
            "form-head": [
                "bob posted meanwhile: Identified, “A disk is full.” "
                "Your words are kept: post again to add them."
            ]
        },
    )
    assert shown["body"].value() == "Still at it."
    assert again.status_code == 302
    # The status was not touched in the form, so it does not move the incident back.
    assert [(u.status, u.body) for u in incident.updates.all()] == [
        ("investigating", "We are looking into it."),
        ("identified", "A disk is full."),
        ("identified", "Still at it."),
    ]


def test_a_form_that_is_sent_twice_posts_once(client):
    incident = make_incident()
    form = typed(incident)

    answers = [client.post(at(incident, "updates/"), form).status_code for _ in range(2)]

    assert answers == [302, 422]
    assert [update.body for update in incident.updates.all()] == [
        "We are looking into it.", "Still at it.",
    ]  # fmt: skip


def test_components_of_the_incident_come_first_and_nothing_is_preselected(client):
    make_component(name="API", at=LONG_AGO)
    mail = make_component(name="Mail", at=LONG_AGO)
    incident = make_incident(component_statuses=[(mail, "partial_outage")])

    form = client.get(at(incident)).context["update_form"]

    assert [
        (row.component.name, row.component.status, [v for v, _, chosen in row.choices if chosen])
        for row in form.component_rows()
    ] == [("Mail", "partial_outage", [""]), ("API", "operational", [""])]


def test_the_timeline_shows_who_posted_what_newest_first(client):
    incident = make_incident(body="We see **errors**.", by=make_staff("bob"))
    incident.post_update(status="identified", body="<script>alert(1)</script>")

    page = client.get(at(incident)).text

    timeline = page[page.index('id="timeline"') :]
    assert timeline.index("Identified") < timeline.index("Investigating")
    assert "<p>We see <strong>errors</strong>.</p>" in timeline
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in timeline
    assert [name in timeline for name in ["· bob", "· the page itself"]] == [True, True]


def test_staff_rename_an_incident_and_state_its_impact(client):
    incident = make_incident()

    typed = {"name": "Mail", "impact_override": "major"}
    saved = messages_after(client, client.post(at(incident, "name/"), typed))
    refused = client.post(at(incident, "name/"), {"name": "", "impact_override": "major"})

    incident.refresh_from_db()
    assert saved == ["Saved: Mail View on the page"]
    assert (incident.name, incident.impact) == ("Mail", "major")
    assert (refused.status_code, errors_in(refused)) == (
        422, {"name": ["Give the incident a name that says what is wrong."]},
    )  # fmt: skip


def test_withdrawing_asks_first_deletes_nothing_and_can_be_undone(client):
    incident = make_incident()

    asked = client.get(at(incident, "withdrawal/"))
    still_public = type(incident).objects.public().count()
    withdrawn = messages_after(client, client.post(at(incident, "withdrawal/")))
    public_then = type(incident).objects.public().count()
    restored = messages_after(client, client.post(at(incident, "withdrawal/"), {"restore": "1"}))

    assert "Withdraw from the page" in asked.text
    assert (still_public, public_then, type(incident).objects.public().count()) == (1, 0, 1)
    assert withdrawn == ["Withdrawn from the page."]
    assert restored == ["Restored: readers see it again. View on the page"]
    assert IncidentUpdate.objects.count() == 1


def test_a_reload_after_a_refusal_leads_back_to_the_change_page(client):
    incident = make_incident()

    response = client.get(at(incident, "updates/"))

    assert (response.status_code, response.url) == (302, at(incident))


def test_incidents_are_listed_searched_filtered_and_never_deleted(client):
    make_incident(name="Mail is late").post_update(status="resolved", body="Done.")
    make_incident(name="API is slow")
    changelist = "/admin/incidents/incident/"

    def listed(**query):
        return [str(i) for i in client.get(changelist, query).context["cl"].result_list]

    assert listed() == ["API is slow", "Mail is late"]
    assert listed(q="mail") == ["Mail is late"]
    assert listed(state="open") == ["API is slow"]
    assert listed(state="closed") == ["Mail is late"]
    assert "delete_selected" not in client.get(changelist).text
    assert client.post(f"{changelist}1/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("address", ["no-number", "99", "999999999999999999999"])
def test_an_incident_that_is_not_there_is_not_found(client, address):
    change = f"/admin/incidents/incident/{address}/change/"

    assert client.get(change).status_code == 404
