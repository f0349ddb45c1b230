import re
from datetime import UTC, datetime

import pytest
import time_machine

from incidents.models import Incident, IncidentTemplate
from pages.models import Page
from tests.factories import make_component, make_incident
from tests.staff import errors_in, everything_told, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/incidents/incident/add/"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TYPED = {"name": "Slow deliveries", "status": "investigating", "body": "Looking.", "notify": "on"}


@pytest.fixture
def alice():
    return make_staff()


@pytest.fixture
def client(alice):
    return sign_in(alice)


@time_machine.travel("2026-08-14 12:07Z", tick=False)
def test_staff_declare_an_incident(client, alice):
    api = make_component(at=LONG_AGO)

    response = client.post(
        ADD,
        {
            **TYPED,
            f"components-{api.pk}": "partial_outage",
            f"components-{api.pk}-fails": "Every second call.",
            "next_update_by": "2026-08-14 12:37",
        },
    )

    update = Incident.objects.get().updates.get()
    row = update.affected_components.get()
    assert messages_after(client, response) == [
        "Posted: Investigating, visible since 12:07 UTC View on the page"
    ]
    assert (update.status, update.body, update.by, update.notify) == (
        "investigating", "Looking.", alice, True,
    )  # fmt: skip
    assert update.next_update_by == datetime(2026, 8, 14, 12, 37, tzinfo=UTC)
    assert (row.component, row.old_status, row.new_status, row.fails) == (
        api, "operational", "partial_outage", "Every second call.",
    )  # fmt: skip


def test_a_component_left_alone_is_left_out(client):
    api = make_component(at=LONG_AGO)

    client.post(ADD, {**TYPED, f"components-{api.pk}": ""})

    assert list(Incident.objects.get().updates.get().affected_components.all()) == []
    assert [change.status for change in api.status_changes.all()] == ["operational"]


def test_words_about_a_component_name_it_without_moving_it(client):
    api = make_component(at=LONG_AGO, status="degraded_performance")

    client.post(ADD, {**TYPED, f"components-{api.pk}-workaround": "Use the dashboard."})

    row = Incident.objects.get().updates.get().affected_components.get()
    assert (row.new_status, row.workaround) == ("degraded_performance", "Use the dashboard.")


@time_machine.travel("2026-08-14 12:07Z", tick=False)
def test_times_are_typed_in_the_zone_of_the_page(client):
    page = Page.current()
    page.time_zone = "Europe/Paris"
    page.save_settings()

    client.post(ADD, {**TYPED, "display_at": "2026-08-14 13:30", "started_at": "2026-08-14T13:00"})

    incident = Incident.objects.get()
    assert incident.updates.get().display_at == datetime(2026, 8, 14, 11, 30, tzinfo=UTC)
    assert incident.started_at == datetime(2026, 8, 14, 11, tzinfo=UTC)
    assert "Europe/Paris time." in client.get(ADD).text


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset(client):
    page = Page.current()
    page.time_zone = "Europe/Paris"
    page.save_settings()

    twice = client.post(ADD, {**TYPED, "display_at": "2025-10-26 02:30"})
    client.post(ADD, {**TYPED, "display_at": "2025-10-26 02:30+01:00"})

    assert errors_in(twice) == {
        "display_at": [
            "The clocks change in that hour: add the offset, such as 2026-08-14 12:23+02:00."
        ]
    }
    assert Incident.objects.get().started_at == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Give the incident a name that says what is wrong."]}),
        ({"name": "n" * 256}, {"name": ["The name is longer than 255 characters."]}),
        ({"body": " "}, {"body": ["Write what readers should know."]}),
        ({"body": "b" * 25_001}, {"body": ["The text is longer than 25,000 characters."]}),
        (
            {"status": "scheduled"},
            {"status": ["This status does not belong to this kind of incident."]},
        ),
        ({"status": ""}, {"status": ["Choose a status."]}),
        ({"display_at": "soon"}, {"display_at": ["Write date and time like 2026-08-14 12:23."]}),
        (
            {"display_at": "0001-01-01T00:00+23:00"},
            {"display_at": ["Write date and time like 2026-08-14 12:23."]},
        ),
        (
            {"display_at": "2190-01-01 12:00"},
            {"display_at": ["The update is dated in the future."]},
        ),
        (
            {"next_update_by": "2020-01-01 12:00"},
            {"next_update_by": ["The next update is promised for a time before this one."]},
        ),
        ({"components-99": "major_outage"}, {"components": ["This component is not on the page."]}),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_is_lost(client, typed, errors):
    api = make_component(at=LONG_AGO)
    before = everything_told()

    response = client.post(ADD, {**TYPED, f"components-{api.pk}": "partial_outage", **typed})

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert everything_told() == before
    assert response.context["form"]["components"].value()[api.pk] == {"status": "partial_outage"}
    assert '<option value="partial_outage" selected>' in response.text
    assert typed.get("body", "Looking.").strip() in response.text


def test_a_component_hidden_meanwhile_is_refused_and_stays_in_sight(client):
    api = make_component(at=LONG_AGO, is_visible=False)
    before = everything_told()

    response = client.post(ADD, {**TYPED, f"components-{api.pk}": "major_outage"})

    assert errors_in(response) == {"components": ["This component is not on the page."]}
    assert "no longer on the page" in response.text
    assert everything_told() == before


def test_impact_words_that_are_too_long_or_a_status_that_is_none_are_refused(client):
    api = make_component(at=LONG_AGO)
    before = everything_told()

    response = client.post(
        ADD,
        {**TYPED, f"components-{api.pk}": "purple", f"components-{api.pk}-fails": "x" * 1001},
    )

    assert errors_in(response) == {
        "components": [
            "API: choose one of the statuses.",
            "API, What fails: Ensure this value has at most 1000 characters (it has 1001).",
        ]
    }
    assert everything_told() == before


def test_a_template_fills_the_form_and_moves_no_component(client):
    make_component(name="Dashboard")
    login = make_component(name="Login", status="degraded_performance")
    template = IncidentTemplate.objects.create(
        name="Logins", title="Logins fail", body="Some users cannot log in.", status="identified"
    )
    template.components.add(login)

    form = client.get(ADD, {"template": template.pk}).context["form"]

    assert [form[name].value() for name in ["name", "status", "body", "notify"]] == [
        "Logins fail", "identified", "Some users cannot log in.", True,
    ]  # fmt: skip
    assert [
        (row.component.name, row.is_involved, [v for v, _, chosen in row.choices if chosen])
        for row in form.component_rows()
    ] == [("Login", True, ["unchanged"]), ("Dashboard", False, [""])]


def test_a_component_named_unchanged_keeps_what_it_is_when_it_is_posted(client):
    login = make_component(at=LONG_AGO)
    make_incident(component_statuses=[(login, "major_outage")])

    client.post(ADD, {**TYPED, f"components-{login.pk}": "unchanged"})

    login.refresh_from_db()
    assert login.status == "major_outage"


def test_the_page_offers_the_templates_first_and_marks_the_one_that_is_used(client):
    template = IncidentTemplate.objects.create(name="Logins", title="Logins fail", body="Oh.")
    template.components.add(make_component())

    offered = re.findall('<a class="template".*?</a>', client.get(ADD).text, re.DOTALL)
    used = client.get(ADD, {"template": template.pk}).text

    assert [" ".join(re.sub("<.*?>", " ", one).split()) for one in offered] == [
        "Logins Logins fail API"
    ]
    assert f'href="?template={template.pk}" aria-current="true"' in used
    assert client.get(ADD, {"template": template.pk + 1}).status_code == 404


def test_the_impact_can_be_stated_by_hand(client):
    client.post(ADD, {**TYPED, "impact_override": "critical"})

    assert Incident.objects.get().impact == "critical"


def test_a_component_named_unchanged_in_an_update_of_the_past_has_the_status_of_then(client):
    login = make_component(at=LONG_AGO)
    login.set_status("major_outage", at=datetime(2026, 1, 1, tzinfo=UTC))

    client.post(
        ADD, {**TYPED, f"components-{login.pk}": "unchanged", "display_at": "2025-01-01 12:00"}
    )

    row = Incident.objects.get().updates.get().affected_components.get()
    assert (row.old_status, row.new_status) == ("operational", "operational")
