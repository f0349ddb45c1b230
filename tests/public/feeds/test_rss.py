"""RSS as Statuspage's readers know it, and as a feed reader takes it in."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest

from pages.models import Page
from tests.factories import make_incident, make_maintenance
from tests.public.api.published import published

pytestmark = pytest.mark.usefixtures("clock")

SITE = "http://status.example.com"


def test_the_feed_has_the_elements_of_statuspage_in_their_order():
    page = Page.current()
    page.time_zone = "Africa/Johannesburg"
    page.save_settings()
    maintenance = make_maintenance()
    incident = make_incident(at=datetime(2026, 8, 14, 10, 0, tzinfo=UTC))

    documents = published()

    channel = ElementTree.fromstring(documents["/history.rss"])[0]
    contents = [entry.text for entry in ElementTree.fromstring(documents["/history.atom"]).iter(
        "{http://www.w3.org/2005/Atom}content")]  # fmt: skip
    assert [(element.tag, element.text) for element in channel if element.tag != "item"] == [
        ("title", "Acme Status - Incident History"),
        ("link", SITE),
        ("description", "Statuspage"),
        ("pubDate", "Fri, 14 Aug 2026 14:00:00 +0200"),
    ]
    assert [[(part.tag, part.text) for part in item] for item in channel.iter("item")] == [
        [
            ("title", "Database upgrade"),
            ("description", contents[0]),
            ("pubDate", "Sat, 15 Aug 2026 14:00:00 +0200"),
            ("maintenanceEndDate", "Sat, 15 Aug 2026 16:00:00 +0200"),
            ("link", f"{SITE}/incidents/{maintenance.code}"),
            ("guid", f"{SITE}/incidents/{maintenance.code}"),
        ],
        [
            ("title", "Slow deliveries"),
            ("description", contents[1]),
            ("pubDate", "Fri, 14 Aug 2026 12:00:00 +0200"),
            ("link", f"{SITE}/incidents/{incident.code}"),
            ("guid", f"{SITE}/incidents/{incident.code}"),
        ],
    ]


def test_a_feed_reader_finds_titles_times_and_links():
    incident = make_incident()

    feed = feedparser.parse(published()["/history.rss"])

    (item,) = feed.entries
    address = f"{SITE}/incidents/{incident.code}"
    assert (feed.bozo, feed.version) == (False, "rss20")
    assert (item.title, item.link, item.id) == ("Slow deliveries", address, address)
    assert item.published_parsed[:5] == (2026, 8, 14, 12, 0)


def test_a_maintenance_keeps_the_date_of_its_window(clock):
    maintenance = make_maintenance()
    clock.shift(2 * 86400)
    maintenance.start()

    (item,) = feedparser.parse(published()["/history.rss"]).entries

    assert item.published == "Sat, 15 Aug 2026 12:00:00 +0000"
