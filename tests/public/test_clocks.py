"""The reader's own clock beside the page's, in a browser far away."""

import pytest

from pages.models import Page
from tests.factories import make_incident


def own_times(browser, address, zone, **options):
    """What is said beside the times of an incident's facts."""
    context = browser.new_context(timezone_id=zone, **options)
    tab = context.new_page()
    tab.goto(address)
    said = tab.locator(".incident-facts .local").all_inner_texts()
    context.close()
    return said


@pytest.fixture
def incident(status_page, live_server, at):
    """Across the night of 2026-03-08 on which New York's clocks go forward."""
    incident = make_incident(at=at(3, 8, 6, 30))
    incident.post_update(status="resolved", body="Over.", at=at(3, 8, 7, 30))
    return incident


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("UTC", []),
        ("America/New_York", ["01:30 your time", "03:30 your time"]),
        ("Asia/Kolkata", ["12:00 your time", "13:00 your time"]),
        ("Pacific/Honolulu", ["Mar 7, 20:30 your time", "Mar 7, 21:30 your time"]),
    ],
)
def test_each_time_is_also_told_by_the_readers_clock(browser, live_server, incident, zone, said):
    address = live_server.url + incident.get_absolute_url()

    assert own_times(browser, address, zone) == said


def test_the_readers_time_is_told_in_the_language_of_the_page(browser, live_server, incident):
    page = Page.current()
    page.language = "de"
    page.save_settings()
    address = live_server.url + incident.get_absolute_url()

    assert own_times(browser, address, "Pacific/Honolulu", locale="es-ES") == [
        "7. März, 20:30 Ihre Zeit",
        "7. März, 21:30 Ihre Zeit",
    ]


def test_a_reader_is_offered_the_language_of_the_browser_and_stays_where_they_are(
    browser, live_server, status_page
):
    status_page.offered_languages = ["de", "fr"]
    status_page.save_settings()
    context = browser.new_context(locale="de-AT")
    tab = context.new_page()

    tab.goto(live_server.url)

    offer = tab.locator(".language-offer")
    assert tab.url == f"{live_server.url}/"
    assert offer.inner_text() == "Diese Seite auf Deutsch lesen"
    assert (offer.get_attribute("href"), offer.get_attribute("lang")) == ("/de", "de")
    context.close()
