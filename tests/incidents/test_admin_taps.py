"""At night, on a phone, with one thumb: every tap is counted."""

import pytest
from playwright.sync_api import expect

from incidents.models import Incident, IncidentTemplate
from public.publish import store
from tests.factories import make_component, make_group
from tests.incidents.test_admin_phone import PHONE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


class Thumb:
    """Does nothing that it does not count. Words are dictated, or typed into what was tapped."""

    def __init__(self, tab):
        self.tab, self.taps = tab, 0

    def tap(self, locator):
        box = locator.bounding_box()
        assert min(box["height"], box["width"]) >= 44, locator
        self.taps += 1
        locator.tap()

    def choose(self, select, option):
        """One tap opens the list, one chooses from it."""
        self.tap(select)
        self.taps += 1
        select.select_option(option)

    def write(self, words):
        """Into what has the focus."""
        self.tab.keyboard.insert_text(words)


@pytest.fixture
def tab(browser, live_server):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    tab = context.new_page()
    sign_in(tab, live_server)
    yield tab
    context.close()


@pytest.fixture
def login():
    group = make_group()
    for name in ["API", "Dashboard", "Mail"]:
        make_component(name=name, group=group)
    login = make_component(name="Login", group=group)
    template = IncidentTemplate.objects.create(
        name="Logins", title="Logins fail", body="Some users cannot log in."
    )
    template.components.add(login)
    return login


def test_three_taps_declare_an_incident_and_four_and_the_words_update_it(tab, live_server, login):
    thumb = Thumb(tab)

    thumb.tap(tab.get_by_role("link", name="Declare incident"))
    thumb.tap(tab.get_by_role("link", name="Logins"))
    thumb.tap(tab.get_by_role("button", name="Declare incident"))
    expect(tab.locator(".messagelist")).to_contain_text("Posted: Investigating")
    declared = thumb.taps
    tab.goto(f"{live_server.url}/admin/")
    # The link leads into the message.
    thumb.tap(tab.get_by_role("link", name="Logins fail"))
    expect(tab.get_by_label("Message")).to_be_focused()
    thumb.write("Every second sign-in fails.")
    thumb.choose(tab.get_by_label("Login"), "Partial Outage")
    thumb.tap(tab.get_by_role("button", name="Post update"))
    expect(tab.locator(".messagelist")).to_contain_text("Posted: Update")
    incident = Incident.objects.get()
    seen_by_readers = store().read(f"/incidents/{incident.code}").decode()

    assert (declared, thumb.taps - declared) == (3, 4)
    told = [(update.status, update.body, update.notify) for update in incident.updates.all()]
    assert told == [
        ("investigating", "Some users cannot log in.", True),
        ("investigating", "Every second sign-in fails.", True),
    ]
    login.refresh_from_db()
    assert (incident.name, incident.impact, login.status) == (
        "Logins fail", "major", "partial_outage",
    )  # fmt: skip
    assert "Every second sign-in fails." in seen_by_readers


def test_nothing_that_is_left_alone_makes_it_look_better_than_it_is(tab, login):
    login.set_status("major_outage")

    tab.get_by_role("link", name="Declare incident").tap()
    tab.get_by_role("link", name="Logins").tap()
    tab.get_by_role("button", name="Declare incident").tap()
    expect(tab.locator(".messagelist")).to_contain_text("Posted")
    tab.get_by_label("Message").fill("We are still looking.")
    tab.get_by_role("button", name="Post update").tap()
    expect(tab.locator(".messagelist")).to_contain_text("Posted: Update")

    incident = Incident.objects.get()
    login.refresh_from_db()
    assert (incident.impact, login.status) == ("critical", "major_outage")


def test_the_form_says_before_it_is_sent_that_subscribers_are_left_out(tab, login):
    tab.get_by_role("link", name="Declare incident").tap()
    silent = tab.get_by_text("Subscribers will not be told.")

    before = silent.is_visible()
    tab.get_by_label("Tell subscribers").uncheck()

    assert (before, silent.is_visible(), silent.bounding_box()["y"] < PHONE["height"]) == (
        False, True, True,
    )  # fmt: skip
