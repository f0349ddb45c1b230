"""What somebody has begun to write is there again, whatever happened to the browser."""

import pytest
from playwright.sync_api import expect

from accounts.models import AuditEvent
from incidents.models import Incident, UpdateDraft
from incidents.redaction import redact
from public.publish import publish_all, store
from tests.factories import make_component, make_incident
from tests.incidents.conftest import NOON
from tests.incidents.test_admin_phone import PHONE
from tests.incidents.test_admin_phone import sign_in as sign_in_tab
from tests.public.reading import read
from tests.staff import everything_told, make_staff, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/incidents/incident/add/"
HTMX = {"HX-Request": "true"}
WORDS = "A disk is full."


@pytest.fixture
def alice(clock):
    return make_staff()


@pytest.fixture
def client(alice):
    return sign_in(alice)


def at(incident, noun=""):
    return f"/admin/incidents/incident/{incident.pk}/change/{noun}"


def typed(incident, body=WORDS, **more):
    newest = incident.updates.latest("pk").code
    return {"status": "identified", "body": body, "_newest_update": newest, "_draft": "1", **more}


def offered(client, address):
    """What the page says of the draft it offers, line by line."""
    page = client.get(address).text
    start = page.find('<section class="card draft" aria-label="Draft">')
    return read(page[start : page.index("</section>", start) + 10]).lines() if start > 0 else []


def test_a_draft_is_offered_again_to_whoever_wrote_it_and_to_nobody_else(client, clock):
    incident = make_incident()
    clock.shift(60)
    kept = client.post(at(incident, "updates/draft/"), typed(incident), headers=HTMX)

    bob = sign_in(make_staff("bob"))
    assert read(kept.text).lines() == ["Draft kept at 12:01 UTC."]
    assert offered(client, at(incident)) == [
        "Draft of 12:01 UTC A disk is full.",
        "Restore Discard",
    ]
    assert [offered(bob, at(incident)), offered(client, ADD)] == [[], []]


def test_a_draft_that_is_restored_is_as_it_was_typed(client):
    api, incident = make_component(at=NOON), make_incident()
    told = {
        "next_update_in": "45",
        "display_at": "2026-08-14",
        f"components-{api.pk}": "major_outage",
        f"components-{api.pk}-fails": "Sending",
    }
    client.post(at(incident, "updates/draft/"), typed(incident, **told), headers=HTMX)

    form = client.get(at(incident), {"draft": ""}).context["update_form"]

    names = ["status", "body", "next_update_in", "display_at", "notify", "components"]
    assert [form[name].value() for name in names] == [
        "identified", WORDS, "45", "2026-08-14", False,
        {api.pk: {"status": "major_outage", "fails": "Sending"}},
    ]  # fmt: skip
    assert client.get(at(incident)).context["update_form"]["body"].value() is None


def test_a_declaration_has_a_draft_too(client):
    words = {"name": "Mail", "body": WORDS, "status": "monitoring", "_draft": "1"}
    client.post(f"{ADD}draft/", words, headers=HTMX)

    form = client.get(ADD, {"draft": ""}).context["form"]

    assert offered(client, ADD) == ["Draft of 12:00 UTC A disk is full.", "Restore Discard"]
    assert {name: form[name].value() for name in ["name", "body", "status"]} == {
        "name": "Mail", "body": WORDS, "status": "monitoring",
    }  # fmt: skip


@pytest.mark.parametrize("end", ["post", "discard", "empty"])
def test_a_draft_goes_when_it_is_posted_discarded_or_emptied(client, end):
    incident = make_incident()
    client.post(at(incident, "updates/draft/"), typed(incident), headers=HTMX)
    draft_in_between = UpdateDraft.objects.count()

    if end == "post":
        client.post(at(incident, "updates/"), typed(incident))
    elif end == "discard":
        client.post(at(incident, "updates/draft/"), {"discard": "1"})
    else:
        client.post(at(incident, "updates/draft/"), typed(incident, body=" "), headers=HTMX)

    assert (draft_in_between, UpdateDraft.objects.count()) == (1, 0)


def test_a_declaration_ends_its_draft_and_the_first_words_alone_are_none(client):
    opened = client.get(ADD).context["form"]["body"].value()
    first = {"body": opened, "_first_text": opened, "status": "investigating", "_draft": "1"}

    client.post(f"{ADD}draft/", first, headers=HTMX)
    without_words = UpdateDraft.objects.count()
    client.post(f"{ADD}draft/", {**first, "name": "Mail"}, headers=HTMX)
    with_a_name = UpdateDraft.objects.count()
    client.post(ADD, {**first, "name": "Mail"})

    assert (without_words, with_a_name, UpdateDraft.objects.count()) == (0, 1, 0)


def test_what_was_kept_while_it_was_posted_is_no_draft(client):
    incident = make_incident()
    words = typed(incident)

    client.post(at(incident, "updates/"), words)
    client.post(at(incident, "updates/draft/"), words, headers=HTMX)

    assert UpdateDraft.objects.count() == 0


def test_no_change_and_a_form_that_was_opened_beside_it_leave_a_draft_alone(client):
    incident = make_incident()
    client.post(at(incident, "updates/draft/"), typed(incident), headers=HTMX)
    no_change = typed(incident, body="No change.")
    del no_change["_draft"]

    client.post(at(incident, "updates/preview/"), {**no_change, "body": "Else."})
    client.post(at(incident, "updates/"), no_change)

    assert [draft.body for draft in UpdateDraft.objects.all()] == [WORDS]


def test_a_draft_says_what_others_did_since_it_was_begun(client, clock, alice):
    api, incident = make_component(at=NOON), make_incident()
    client.post(at(incident, "updates/draft/"), typed(incident), headers=HTMX)
    clock.shift(60)
    incident.post_update(status="identified", body="By hand.", by=make_staff("bob"))
    incident.post_update(status="identified", body="By me.", by=alice)
    make_incident(name="Else")
    api.set_status("partial_outage")

    kept = client.post(at(incident, "updates/draft/"), typed(incident), headers=HTMX)

    changes = [
        "Since it was begun:",
        "bob posted: Slow deliveries, Identified, “By hand.”",
        "API is now: Partial Outage",
    ]
    assert read(kept.text).lines() == ["Draft kept at 12:01 UTC.", *changes]
    assert offered(client, at(incident))[1:-1] == changes


def test_a_draft_of_a_declaration_tells_of_what_was_declared_since(client, clock):
    make_incident(name="Before")
    client.post(f"{ADD}draft/", {"name": "Mail", "body": WORDS, "_draft": "1"}, headers=HTMX)
    clock.shift(60)
    make_incident(name="Mail is late", by=make_staff("bob"))

    assert offered(client, ADD)[1:-1] == [
        "Since it was begun:",
        "bob posted: Mail is late, Investigating, “We are looking into it.”",
    ]


def test_a_draft_is_never_public_and_leaves_nothing_in_the_log(client):
    incident = make_incident()
    before = everything_told(), AuditEvent.objects.count()

    client.post(at(incident, "updates/draft/"), typed(incident, body="Sesame\x00"), headers=HTMX)
    publish_all()

    served = [path for path in store().paths() if b"Sesame" in (store().read(path) or b"")]
    assert (served, UpdateDraft.objects.get().body) == ([], "Sesame")
    assert (everything_told(), AuditEvent.objects.count()) == before


def test_a_secret_that_is_redacted_stands_in_no_draft(client):
    incident = make_incident(body="The password is hunter22.")
    other = make_incident(name="Other")
    client.post(at(incident, "updates/draft/"), typed(incident, body="hunter22!"), headers=HTMX)
    client.post(at(other, "updates/draft/"), typed(other), headers=HTMX)

    redact(incident, "hunter22")

    assert [draft.incident for draft in UpdateDraft.objects.all()] == [other]


def test_the_preview_keeps_a_draft_where_there_is_no_javascript(client):
    incident = make_incident()

    client.post(at(incident, "updates/preview/"), typed(incident))
    client.post(f"{ADD}preview/", {"name": "Mail", "body": "Waits.", "_draft": "1"})

    assert {(draft.incident, draft.body) for draft in UpdateDraft.objects.all()} == {
        (incident, WORDS), (None, "Waits."),
    }  # fmt: skip


@pytest.fixture
def tab(browser, live_server):
    context = browser.new_context(viewport=PHONE)
    tab = context.new_page()
    sign_in_tab(tab, live_server)
    yield tab
    context.close()


def test_a_browser_keeps_what_the_server_could_not(tab, live_server):
    incident = make_incident()
    address = f"{live_server.url}{at(incident)}"
    tab.goto(address)
    tab.route("**/draft/", lambda route: route.abort())
    tab.get_by_label("Message").fill(WORDS)
    tab.get_by_label("Identified").check()
    tab.goto(address)
    offer = tab.get_by_label("Draft in this browser")
    expect(offer).to_contain_text(WORDS)

    offer.get_by_role("button", name="Restore").click()
    restored = (
        tab.get_by_label("Message").input_value(),
        tab.get_by_label("Identified").is_checked(),
    )
    tab.get_by_role("button", name="Post update").click()
    expect(tab.locator(".messagelist")).to_contain_text("Posted: Identified")
    tab.goto(address)

    assert (restored, offer.is_visible()) == ((WORDS, True), False)
    assert [update.body for update in incident.updates.all()][1:] == [WORDS]


def test_what_is_typed_is_kept_by_the_server_within_seconds(tab, live_server):
    incident = make_incident()
    tab.goto(f"{live_server.url}{at(incident)}")

    tab.get_by_label("Message").press_sequentially(WORDS)
    expect(tab.locator(".draft-status")).to_contain_text("Draft kept at")
    tab.goto(f"{live_server.url}{at(incident)}")
    tab.get_by_role("link", name="Restore").click()

    assert tab.get_by_label("Message").input_value() == WORDS
    assert Incident.objects.get().updates.count() == 1
