"""What was told as plain text, for a ticket; and the addresses of single updates."""

import re

import pytest
from playwright.sync_api import expect

from public.publish import publish_all, store
from public.ticket import plain
from tests.factories import make_component, make_incident
from tests.public.reading import read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def incident(settings, time_machine, at):
    settings.SITE_URL = "https://status.example.com"
    time_machine.move_to(at(8, 14, 13), tick=False)
    api = make_component(at=at(1, 1))
    incident = make_incident(at=at(8, 14, 12), component_statuses=[(api, "partial_outage")])
    incident.post_update(
        status="identified",
        body="A **disk** is full.\n\n- mails wait\n- see [the list](https://example.com/list)",
        next_update_by=at(8, 14, 14),
        impact_words={api: {"fails": "Sending", "workaround": "Send later"}},
    )
    return incident


def page_of(incident, language=""):
    return read(store().read(f"{language}/incidents/{incident.code}").decode())


def tickets(incident, language=""):
    page = page_of(incident, language)
    return {part.attributes.get("data-of", ""): "".join(part.children) for part in page.all("pre")}


def test_each_update_is_there_as_text_with_all_that_a_customer_is_to_know(incident):
    newest = incident.updates.latest()

    assert tickets(incident)[newest.anchor] == (
        "Acme Status: Slow deliveries\n"
        "\n"
        "Identified - Aug 14, 2026, 13:00 UTC\n"
        "\n"
        "A disk is full.\n"
        "\n"
        "- mails wait\n"
        "- see the list (https://example.com/list)\n"
        "\n"
        "API\n"
        "Fails: Sending\n"
        "Workaround: Send later\n"
        "\n"
        "Affects API.\n"
        "Next update by Aug 14, 2026, 14:00 UTC\n"
        "\n"
        f"https://status.example.com/incidents/{incident.code}#{newest.anchor}"
    )


def test_the_whole_incident_is_there_as_text_the_newest_update_first(incident):
    whole = tickets(incident)[""]

    stamps = re.findall(r"^\w+ - .*$", whole, re.MULTILINE)
    assert stamps == [
        "Identified - Aug 14, 2026, 13:00 UTC",
        "Investigating - Aug 14, 2026, 12:00 UTC",
    ]
    assert whole.endswith(f"\n\nhttps://status.example.com/incidents/{incident.code}")


def test_a_removed_update_is_told_as_removed(incident):
    wrong = incident.updates.latest()
    wrong.retract(reason="It was not.")

    assert "A disk is full." not in "".join(tickets(incident).values())
    assert "This update was removed, 2026-08-14 13:00 UTC: It was not." in tickets(incident)[""]


def test_what_is_no_news_any_more_has_no_tickets(incident, time_machine, at):
    incident.post_update(status="resolved", body="Over.")
    before = len(tickets(incident))
    time_machine.move_to(at(12, 14))
    publish_all()

    assert (before, tickets(incident)) == (4, {})


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("One\ntwo", "One\ntwo"),
        ("# Head\n\nBody & <b>", "Head\n\nBody & <b>"),
        ("https://example.com/a?b=1&c=2", "https://example.com/a?b=1&c=2"),
        ("1. a\n2. b\n\nEnd", "- a\n- b\n\nEnd"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a  b\n\n1  2"),
        ("```\nx < y\n```", "x < y"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_markdown_is_told_in_plain_words(typed, text):
    assert plain(typed) == text


def test_the_time_of_an_update_on_the_home_page_leads_to_it(incident):
    home = read(store().read("/").decode())

    links = [update.one("small").one("a") for update in home.all(".update")]
    newest_first = incident.updates.order_by("-display_at")
    assert [link.attributes["href"] for link in links] == [
        f"/incidents/{incident.code}#{update.anchor}" for update in newest_first
    ]


def test_a_press_copies_an_update_and_says_so(browser, live_server):
    incident = make_incident()
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(live_server.url + incident.get_absolute_url())

    tab.locator(".update .copy").focus()
    tab.keyboard.press("Enter")

    expect(tab.locator(".update .copied")).to_have_text("Copied")
    anchor = incident.updates.get().anchor
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == tab.locator(f"pre[data-of={anchor}]").text_content()
    assert copied.endswith(f"#{anchor}")
    context.close()


def test_where_nothing_may_be_copied_the_text_is_selected(browser, live_server):
    incident = make_incident()
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.clipboard")
    tab = context.new_page()
    tab.goto(live_server.url + incident.get_absolute_url())

    tab.locator(".update .copy").click()

    selected = tab.evaluate("getSelection().toString()")
    assert "Investigating - " in selected
    assert selected.strip().endswith(f"#{incident.updates.get().anchor}")
    context.close()
