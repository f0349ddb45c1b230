"""What readers will see is shown while it is written, and nobody else sees anything of it."""

import json

import pytest
from playwright.sync_api import expect

from accounts.models import AuditEvent
from incidents.models import Incident
from pages.models import Page
from public.publish import publish_all, store
from tests.factories import make_component, make_incident, make_maintenance
from tests.incidents.conftest import NOON
from tests.incidents.test_admin_phone import PHONE
from tests.incidents.test_admin_phone import sign_in as sign_in_tab
from tests.public.reading import read
from tests.staff import everything_told, make_staff, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/incidents/incident/add/"
HTMX = {"HX-Request": "true"}
LOOK = """e => ["color", "fontSize", "fontFamily", "marginBlockStart", "lineHeight"].map(
    name => getComputedStyle(e)[name])"""
WORDS = "A **disk** is full.\n\n- mails wait"


@pytest.fixture
def client(clock):
    return sign_in(make_staff())


def about(component, status):
    return {f"components-{component.pk}": status, f"components-{component.pk}-fails": "Sending"}


def preview_address(incident):
    model = incident._meta.model_name
    return f"/admin/incidents/{model}/{incident.pk}/change/updates/preview/"


def previewed(client, address, typed):
    return client.post(address, typed, headers=HTMX).context["shown"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_preview_is_what_readers_get_when_it_is_posted(client, language):
    look = {"language": language, "time_zone": "Europe/Paris"}
    Page.objects.update_or_create(pk=1, defaults=look)
    api = make_component(at=NOON)
    typed = {"name": "Mail", "status": "identified", "body": WORDS, "notify": "on",
             "next_update_in": "30", **about(api, "partial_outage")}  # fmt: skip

    shown = previewed(client, f"{ADD}preview/", typed)
    client.post(ADD, typed)

    incident = Incident.objects.get()
    page = read(store().read(f"/incidents/{incident.code}").decode())
    document = json.loads(store().read(f"/api/v2/incidents/{incident.code}.json"))
    (text,) = [part for part in page.all("pre") if part.attributes.get("data-of")]
    assert read(shown.html).one("article").lines() == page.one("article").lines()
    assert shown.text.rpartition("\n")[0] == "".join(text.children).rpartition("\n")[0]
    told, shown_json = document["incident"]["incident_updates"], json.loads(shown.json)
    # The codes are random, and made anew when it is posted.
    codes = {key: shown_json[key] for key in ["id", "incident_id"]}
    assert [shown_json] == [{**update, **codes} for update in told]


@pytest.mark.parametrize("make", [make_incident, make_maintenance])
def test_a_preview_leaves_nothing_behind(client, make):
    api, incident = make_component(at=NOON), make()
    publish_all()

    def everything():
        served = {path: store().read(path) for path in store().paths()}
        return everything_told(), AuditEvent.objects.count(), served

    before = everything()
    typed = {"status": incident.status, "body": WORDS, **about(api, "major_outage")}
    shown = previewed(client, preview_address(incident), typed)
    after = everything()

    api.refresh_from_db()
    assert ("<strong>disk</strong>" in shown.html, api.status) == (True, "operational")
    assert after == before


def test_what_was_only_previewed_is_not_what_is_posted_next(client):
    incident = make_incident()
    typed = {"status": "identified", "body": WORDS, "notify": "on"}

    previewed(client, preview_address(incident), typed)
    incident.post_update(status="identified", body="It was a cable.")

    for path in ["/", f"/incidents/{incident.code}", "/history.atom", "/api/v2/incidents.json"]:
        served = store().read(path).decode()
        assert ("It was a cable." in served, "mails wait" in served) == (True, False), path


def test_only_the_new_update_is_shown_with_its_incident(client):
    incident = make_incident(impact_override="critical")

    shown = previewed(client, preview_address(incident), {"status": "resolved", "body": WORDS})

    assert read(shown.html).one("article").lines() == [
        "Resolved", "Slow deliveries", "Incident Report for Acme",
        "Impact", "Critical", "Began", "Aug 14, 2026, 12:00 UTC",
        "Ended", "Aug 14, 2026, 12:00 UTC", "Lasted", "less than a minute",
        "Updates", "Resolved -", "A disk is full.", "mails wait", "Aug 14, 12:00 UTC",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"status": "identified", "body": ""}, "Write what readers should know."),
        (
            {"status": "identified", "body": "x", "display_at": "2026-08-01 12:00"},
            "The update is dated before the incident began.",
        ),
    ],
)
def test_what_cannot_be_posted_yet_says_why_in_place_of_the_preview(client, typed, why):
    answer = client.post(preview_address(make_incident()), typed, headers=HTMX)

    assert read(answer.text).lines() == ["Not ready to be sent:", why]


def test_without_javascript_the_form_comes_back_with_the_preview(client):
    incident = make_incident()
    typed = {"status": "identified", "body": WORDS, "next_update_in": "45"}

    answer = client.post(preview_address(incident), typed)
    form = answer.context["update_form"]

    assert [form[name].value() for name in typed] == list(typed.values())
    assert "<strong>disk</strong>" in answer.context["shown"].html
    assert client.get(preview_address(incident)).url.endswith(f"/{incident.pk}/change/")


def test_the_preview_follows_the_words_with_the_look_of_the_page(browser, live_server):
    incident = make_incident()
    context = browser.new_context(viewport=PHONE)
    tab = context.new_page()
    sign_in_tab(tab, live_server)
    tab.goto(f"{live_server.url}/admin/incidents/incident/{incident.pk}/change/")
    preview = tab.get_by_role("region", name="Preview")

    expect(preview).to_contain_text("Write what readers should know.")
    tab.get_by_label("Message").press_sequentially("A **disk** is full.")
    expect(preview.locator(".body strong")).to_have_text("disk")
    look = preview.locator("h1").evaluate(LOOK)
    preview.get_by_label("JSON").check()
    expect(preview.locator("pre:visible")).to_contain_text('"status": "investigating"')

    tab.goto(f"{live_server.url}/incidents/{incident.code}")
    look_of_page = tab.locator("h1").evaluate(LOOK)

    context.close()
    assert (look, incident.updates.count()) == (look_of_page, 1)
