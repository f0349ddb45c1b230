"""The home page as it stays open in a reader's browser."""

import re

import pytest
from playwright.sync_api import expect

from incidents.models import Incident
from tests.factories import make_component, make_group, make_incident, make_maintenance

HALF_A_MINUTE = 31_000
A_QUARTER = 16 * 60_000


@pytest.fixture
def tab(page, live_server):
    """A tab whose clock can be wound forward; it fails on every complaint of the browser."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if "Policy" in told.text else None)
    page.clock.install()
    yield page
    assert complaints == []


def test_an_open_page_follows_what_happens(tab, live_server):
    api = make_component()
    tab.goto(live_server.url)
    expect(tab.locator(".state")).to_have_text("All Systems Operational")

    make_incident(component_statuses=[(api, "major_outage")])
    tab.clock.fast_forward(HALF_A_MINUTE)

    expect(tab.locator(".state")).to_have_text("Major System Outage")
    expect(tab).to_have_title("Acme Status - Major System Outage")
    expect(tab.locator("body")).to_have_class("status index status-critical")
    expect(tab.locator("#announcement")).to_have_text(
        "Major System Outage. Investigating: Slow deliveries"
    )


def test_what_the_reader_opened_and_looks_at_stays_as_it_is(tab, live_server):
    mail, site = make_group(name="Mail"), make_group(name="Site", position=2)
    make_component(name="IMAP", group=mail)
    web = make_component(name="Web", group=site)
    tab.goto(live_server.url)
    tab.locator("summary.component-inner-container", has_text="Mail").click()

    web.set_status("partial_outage")
    tab.clock.fast_forward(HALF_A_MINUTE)

    expect(tab.locator("summary.component-inner-container", has_text="Site")).to_contain_text(
        "Partial Outage"
    )
    opened = tab.eval_on_selector_all(
        "details[open] > summary .name", "all => all.map(n => n.textContent)"
    )
    assert opened == ["Mail", "Site"]
    expect(tab.locator("summary.component-inner-container", has_text="Mail")).to_be_focused()


def test_a_page_that_lost_its_connection_says_so_until_it_is_back(tab, live_server, context):
    make_component()
    tab.goto(live_server.url)
    notice = tab.locator("#notice")
    expect(notice).to_be_hidden()

    context.set_offline(True)
    tab.clock.fast_forward(HALF_A_MINUTE)
    expect(notice).to_have_text(
        re.compile(r"^Connection lost\. Last known state of \d\d:\d\d UTC\.$")
    )

    context.set_offline(False)
    expect(notice).to_be_hidden()


def test_a_page_without_a_connection_asks_less_and_less_often(tab, live_server):
    make_component()
    asked = []
    tab.on("requestfailed", lambda request: asked.append(request))
    tab.route("**/live", lambda route: route.abort())
    tab.goto(live_server.url)

    for seconds in [30, 60, 120, 240, 300, 300]:
        before = len(asked)
        tab.clock.fast_forward((seconds - 2) * 1000)
        assert len(asked) == before, f"asked again before {seconds} seconds were over"
        with tab.expect_event("requestfailed"):
            tab.clock.fast_forward(4_000)

    assert len(asked) == 6


def test_an_answer_that_is_no_part_of_the_page_is_not_shown(tab, live_server):
    make_component()
    tab.route("**/live", lambda route: route.fulfill(body="<h1>Buy a ticket for the Wi-Fi</h1>"))
    tab.goto(live_server.url)

    tab.clock.fast_forward(HALF_A_MINUTE)

    expect(tab.locator("#notice")).to_contain_text("Connection lost.")
    expect(tab.locator(".state")).to_have_text("All Systems Operational")


def test_a_page_older_than_its_promise_says_so_by_itself(tab, live_server):
    incident = make_incident()
    tab.goto(live_server.url + incident.get_absolute_url())
    notice = tab.locator("#notice")
    expect(notice).to_be_hidden()

    tab.clock.fast_forward(A_QUARTER)

    expect(notice).to_have_text(
        re.compile(
            r"^This page was made at \d\d:\d\d UTC and should have been made anew "
            r"by \d\d:\d\d UTC\. It may be out of date\.$"
        )
    )


def test_the_page_of_a_finished_incident_never_grows_old(tab, live_server):
    incident = make_incident(status="resolved")
    tab.goto(live_server.url + incident.get_absolute_url())

    tab.clock.fast_forward(A_QUARTER)

    expect(tab.locator("#notice")).to_be_hidden()


@pytest.mark.parametrize(
    ("zone", "own_times"),
    [
        ("UTC", []),
        ("Africa/Abidjan", []),
        ("Europe/Paris", ["Mar 30, 00:30 your time"]),
        ("America/New_York", ["18:30 your time"]),
    ],
)
def test_readers_elsewhere_see_their_own_time_beside_that_of_the_page(
    browser, live_server, at, zone, own_times
):
    incident = make_incident(status="resolved", at=at(3, 29, 22, 30))
    context = browser.new_context(timezone_id=zone)
    tab = context.new_page()

    tab.goto(live_server.url + incident.get_absolute_url())

    assert tab.locator(".update .local").all_inner_texts() == own_times
    assert tab.locator(".update small").inner_text().startswith("Mar 29, 22:30 UTC")
    context.close()


@pytest.mark.parametrize(
    ("zone", "own_time"),
    [
        ("America/New_York", "Mar 9, 20:00-23:00 your time"),
        ("Atlantic/Azores", "Mar 9, 23:00-Mar 10, 02:00 your time"),
        ("Europe/Paris", "01:00-04:00 your time"),
    ],
)
def test_a_window_is_told_in_the_own_time_of_the_reader(browser, live_server, at, zone, own_time):
    work = make_maintenance(at=at(3, 1), scheduled_for=at(3, 10), scheduled_until=at(3, 10, 3))
    context = browser.new_context(timezone_id=zone)
    tab = context.new_page()

    tab.goto(live_server.url + work.get_absolute_url())

    assert tab.locator(".window + .local").all_inner_texts() == [own_time]
    context.close()


@pytest.mark.usefixtures("told_in_time")
def test_an_incident_reads_in_the_browser_line_by_line(tab, live_server, at):
    incident = Incident.objects.declare(
        name="Slow deliveries",
        status="identified",
        body="A disk is full.\n\n- mails wait\n- SMS are lost\n\nMore soon.",
        at=at(8, 14, 12, 23),
    )
    incident.post_update(status="identified", body="Still full.\nWe dig.", at=at(8, 14, 13))

    tab.goto(live_server.url + incident.get_absolute_url())

    lines = tab.locator("section.updates-container").inner_text().split("\n")
    assert [line.strip() for line in lines if line.strip()] == [
        "Updates",
        "Update -",
        "Still full.",
        "We dig.",
        "Aug 14, 13:00 UTC Copy as ticket text",
        "Identified -",
        "A disk is full.",
        "mails wait",
        "SMS are lost",
        "More soon.",
        "Aug 14, 12:23 UTC Copy as ticket text",
    ]
