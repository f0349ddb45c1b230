"""Signing in on a phone, with a passkey that the browser itself makes and uses."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.accounts.factors import PASSWORD, code_of, factors_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", violation =>
    console.error(`policy: ${violation.violatedDirective} ${violation.sourceFile}`))"""
TOO_SMALL = """() => [...document.querySelectorAll("main button, main a.button, main input")]
    .filter(e => e.offsetParent && e.type != "checkbox" && e.getBoundingClientRect().height < 44)
    .map(e => e.outerHTML)"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def tab(page):
    """A phone that holds passkeys."""
    page.set_viewport_size(PHONE)
    page.add_init_script(TELL_VIOLATIONS)
    page.said = []
    page.on("console", lambda said: said.type == "error" and page.said.append(said.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def give_password(tab, live_server):
    tab.goto(f"{live_server.url}/admin/")
    tab.get_by_label("Username").fill("alice")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()


def say_again(tab):
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()


def test_a_passkey_is_added_and_signs_in_alone(tab, live_server):
    member = make_member()
    give_password(tab, live_server)

    tab.get_by_role("link", name="Your sign-in").click()
    tab.get_by_role("link", name="Add a passkey").click()
    say_again(tab)
    tab.get_by_label("Name").fill("Pixel")
    tab.get_by_role("button", name="Add it").click()
    tab.get_by_role("heading", name="Recovery codes").wait_for()
    tab.get_by_role("button", name="Log out").click()
    tab.goto(f"{live_server.url}/admin/pages/page/")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.wait_for_url("**/page/1/change/")
    tab.goto(f"{live_server.url}/admin/account/")
    listed = tab.locator(".factors strong").all_inner_texts()

    assert sorted(factors_of(member)) == ["recovery_codes", "webauthn"]
    assert (listed, tab.said) == (["Pixel"], [])


def test_a_passkey_is_the_second_factor_after_the_password(tab, live_server):
    make_member()
    give_password(tab, live_server)
    tab.goto(f"{live_server.url}/admin/account/passkeys/add/")
    say_again(tab)
    tab.get_by_role("button", name="Add it").click()
    tab.get_by_role("heading", name="Recovery codes").wait_for()
    tab.get_by_role("button", name="Log out").click()

    give_password(tab, live_server)
    asked = tab.get_by_role("heading", level=1).inner_text()
    tab.get_by_role("button", name="Use a passkey").click()
    tab.wait_for_url("**/admin/")

    assert (asked, tab.said) == ("Second factor", [])


def test_every_page_of_the_sign_in_is_accessible_and_fits_a_phone(tab, live_server):
    make_member()
    axe, problems, too_wide, too_small = Axe(), [], [], []

    def look(name):
        found = axe.run(tab).response["violations"]
        problems.extend((name, rule["id"]) for rule in found)
        too_small.extend(tab.evaluate(TOO_SMALL))
        if tab.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            too_wide.append(name)

    for scheme in ["light", "dark"]:
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{live_server.url}/admin/login/")
        look(f"sign-in {scheme}")
    give_password(tab, live_server)
    tab.goto(f"{live_server.url}/admin/account/app/add/")
    look("confirm")
    say_again(tab)
    look("app")
    secret = tab.locator(".secret").inner_text()
    tab.get_by_label("code").fill(code_of(secret))
    tab.get_by_role("button", name="Turn it on").click()
    look("recovery codes")
    for place in ["", "app/remove/", "recovery/new/", "passkeys/add/", "sessions/"]:
        tab.goto(f"{live_server.url}/admin/account/{place}")
        look(place or "account")
    tab.goto(f"{live_server.url}/admin/password_change/")
    look("password")
    tab.get_by_role("button", name="Log out").click()
    give_password(tab, live_server)
    look("second factor")

    assert (problems, too_wide, too_small, tab.said) == ([], [], [], [])


def test_an_app_is_set_up_without_javascript(browser, live_server):
    member = make_member()
    tab = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    give_password(tab, live_server)

    tab.goto(f"{live_server.url}/admin/account/app/add/")
    say_again(tab)
    secret = re.search('class="secret">(.+?)<', tab.content())[1]
    tab.get_by_label("code").fill(code_of(secret))
    tab.get_by_role("button", name="Turn it on").click()
    codes = tab.locator(".codes code").all_inner_texts()
    tab.get_by_role("button", name="Log out").click()
    give_password(tab, live_server)
    tab.get_by_label("Code").fill(codes[0])
    tab.get_by_role("button", name="Sign in", exact=True).click()
    heading = tab.get_by_role("heading", name="Staff").count()
    tab.context.close()

    assert (len(codes), heading) == (10, 1)
    assert sorted(factors_of(member)) == ["recovery_codes", "totp"]
