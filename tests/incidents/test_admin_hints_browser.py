import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from incidents.models import Incident
from tests.factories import make_incident
from tests.incidents.test_admin_phone import PHONE, TELL_VIOLATIONS, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "Message"
ADD = "/admin/incidents/incident/add/"
SLIP = "It began at 12:10 on 10.0.0.1."
HINTS = [
    "10.0.0.1 Internal: readers cannot reach it, and attackers learn from it.",
    "12:10 Name the time zone: elsewhere it is another hour.",
]


def hints_on(tab):
    return [" ".join(hint.split()) for hint in tab.locator(".hint").all_inner_texts()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hints_come_and_go_while_staff_type(page, live_server, scheme):
    said = []
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(TELL_VIOLATIONS)
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    sign_in(page, live_server)
    page.goto(f"{live_server.url}{ADD}")

    page.get_by_label("Next update").select_option("30")
    page.get_by_label(BODY).press_sequentially(SLIP)
    expect(page.locator(".hint")).to_have_count(2)
    found = hints_on(page)
    too_wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
    violations = Axe().run(page).response["violations"]
    page.get_by_label(BODY).fill("Deliveries are late since 12:10 UTC.")
    expect(page.locator(".hint")).to_have_count(0)

    assert (found, page.get_by_label(BODY).evaluate("e => e === document.activeElement")) == (
        HINTS, True,
    )  # fmt: skip
    assert (said, too_wide, violations) == ([], False, [])
    assert not Incident.objects.exists()


def test_a_session_that_ended_leaves_the_form_as_it_is(page, live_server):
    incident = make_incident()
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/incidents/incident/{incident.pk}/change/")
    page.context.clear_cookies(name="sessionid")

    with page.expect_response("**/login/**"):
        page.locator("#id_body").fill(SLIP)
    page.wait_for_timeout(300)

    assert page.get_by_label("Password").count() == 0
    assert (page.locator("#id_body").input_value(), hints_on(page)) == (SLIP, [])


def test_without_javascript_a_button_checks_the_words(browser, live_server):
    tab = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(tab, live_server)
    tab.goto(f"{live_server.url}{ADD}")

    tab.get_by_label("Name").fill("Late deliveries")
    tab.get_by_label("Next update").select_option("30")
    tab.get_by_label(BODY).fill(SLIP)
    tab.get_by_role("button", name="Check the words").click()
    found, kept = hints_on(tab), tab.get_by_label(BODY).input_value()
    was_told = Incident.objects.exists()
    tab.get_by_role("button", name="Declare incident").click()
    tab.locator("article.update").wait_for()
    tab.context.close()

    assert (found, kept, was_told) == (HINTS, SLIP, False)
    assert Incident.objects.get().updates.get().body == SLIP
