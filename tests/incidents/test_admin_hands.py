"""The whole way from the first page to the resolution: without scripts, and without a pointer."""

import pytest
from playwright.sync_api import expect

from incidents.models import Incident, IncidentTemplate, UpdateDraft
from tests.factories import make_component, make_incident
from tests.incidents.test_admin_phone import PHONE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

FOCUS = """e => getComputedStyle(e).outlineStyle !== "none" && (box =>
    e.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))
)(e.getBoundingClientRect())"""


@pytest.fixture
def login():
    login = make_component(name="Login")
    template = IncidentTemplate.objects.create(
        name="Logins", title="Logins fail", body="Some users cannot log in."
    )
    template.components.add(login)
    return login


def told():
    updates = Incident.objects.get().updates.all()
    return [(update.status, update.body, update.notify) for update in updates]


def test_without_scripts_a_preview_and_a_draft_are_there_by_buttons(browser, live_server, login):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    tab = context.new_page()
    sign_in(tab, live_server)

    tab.get_by_role("link", name="Declare incident").click()
    tab.get_by_role("link", name="Logins").click()
    tab.get_by_label("Message").fill("Every second login **fails**.")
    tab.get_by_label("Login").select_option("Partial Outage")
    tab.get_by_label("Tell subscribers").uncheck()
    tab.get_by_role("button", name="Preview").click()
    preview = tab.get_by_role("region", name="Preview")
    shown = preview.locator("h1").inner_text(), preview.locator(".body strong").inner_text()
    kept = UpdateDraft.objects.count()
    # Led astray, and back.
    tab.goto(f"{live_server.url}/admin/incidents/incident/add/")
    tab.get_by_role("link", name="Restore").click()
    tab.get_by_role("button", name="Declare incident").click()
    tab.get_by_label("Message").fill("Restarted.")
    tab.get_by_label("Resolved").check()
    tab.get_by_role("button", name="Post update").click()
    expect(tab.locator("article.update")).to_have_count(2)

    context.close()
    assert (shown, kept, UpdateDraft.objects.count()) == (("Logins fail", "fails"), 1, 0)
    assert told() == [
        ("investigating", "Every second login **fails**.", False),
        ("resolved", "Restarted.", True),
    ]


class Keyboard:
    """Goes from field to field, and sees where it is."""

    def __init__(self, tab):
        self.tab = tab

    def go_to(self, locator):
        for _ in range(80):
            if locator.evaluate("e => e === document.activeElement"):
                assert locator.evaluate(FOCUS), f"The focus cannot be seen at {locator}"
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {locator}")

    def press(self, locator, *keys):
        self.go_to(locator)
        for key in keys:
            self.tab.keyboard.press(key)

    def write(self, locator, words):
        self.press(locator, "ControlOrMeta+a")
        self.tab.keyboard.type(words)


def test_with_the_keyboard_alone_an_incident_is_declared_and_resolved(page, live_server, login):
    sign_in(page, live_server)
    keyboard = Keyboard(page)

    keyboard.press(page.get_by_role("link", name="Declare incident"), "Enter")
    keyboard.press(page.get_by_role("link", name="Logins"), "Enter")
    keyboard.write(page.get_by_label("Message"), "Every second login fails.")
    keyboard.press(page.get_by_label("Login"), "p")
    keyboard.press(page.get_by_role("button", name="Declare incident"), "Space")
    expect(page.locator(".messagelist")).to_contain_text("Posted: Investigating")
    keyboard.press(page.get_by_label("Update (still Investigating)"), *["ArrowDown"] * 3)
    keyboard.write(page.get_by_label("Message"), "Restarted.")
    keyboard.press(page.get_by_label("Login"), "o")
    tells = page.locator("#post-update").get_by_label("Tell subscribers")
    keyboard.press(tells, "Space", "ControlOrMeta+Enter")
    expect(page.locator(".messagelist")).to_contain_text("Posted: Resolved")

    login.refresh_from_db()
    assert told() == [
        ("investigating", "Every second login fails.", True), ("resolved", "Restarted.", False),
    ]  # fmt: skip
    changes = [change.status for change in login.status_changes.all()]
    assert changes == ["operational", "partial_outage", "operational"]


def test_enter_in_a_line_shows_the_preview_and_sends_nothing(page, live_server):
    make_component()
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/incidents/incident/add/")

    page.get_by_label("Name").fill("Mail waits")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Preview").locator("h1")).to_have_text("Mail waits")

    assert (page.get_by_label("Name").input_value(), Incident.objects.count()) == ("Mail waits", 0)


def test_two_who_post_at_the_same_time_are_both_heard_and_the_second_is_told_first(
    browser, live_server
):
    incident = make_incident()
    context = browser.new_context(viewport=PHONE)
    one, two = context.new_page(), context.new_page()
    sign_in(one, live_server)
    for tab in (one, two):
        tab.goto(f"{live_server.url}/admin/incidents/incident/{incident.pk}/change/")
    one.get_by_label("Message").fill("A disk is full.")
    two.get_by_label("Message").fill("We replace the disk.")

    one.get_by_role("button", name="Post update").click()
    expect(one.locator(".messagelist")).to_contain_text("Posted")
    two.get_by_role("button", name="Post update").click()
    told_first = two.locator(".form-head").inner_text()
    between = two.get_by_label("Message").input_value(), incident.updates.count()
    two.get_by_role("button", name="Post update").click()
    expect(two.locator(".messagelist")).to_contain_text("Posted")

    context.close()
    assert told_first == (
        "alice posted meanwhile: Update, “A disk is full.” "
        "Your words are kept: post again to add them."
    )
    assert between == ("We replace the disk.", 2)
    assert [update.body for update in incident.updates.all()] == [
        "We are looking into it.", "A disk is full.", "We replace the disk.",
    ]  # fmt: skip
