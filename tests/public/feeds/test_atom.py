"""Atom as Statuspage's readers know it, and as a feed reader takes it in."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from incidents.models import Postmortem
from pages.models import Page
from tests.factories import make_incident, make_maintenance
from tests.public.api.published import NOW, published

pytestmark = pytest.mark.usefixtures("clock", "told_in_time")

SITE = "http://status.example.com"


def entries():
    return feedparser.parse(published()["/history.atom"]).entries


def stamp(day, time, month="Aug"):
    return f"{month} <var data-var='date'>{day:2}</var>, <var data-var='time'>{time}</var>"


def told(day, time, label, body, zone="UTC"):
    return f"<p><small>{stamp(day, time)} {zone}</small><br><strong>{label}</strong> - {body}</p>"


def content_of(name):
    (entry,) = [entry for entry in raw_entries() if entry["title"] == name]
    return entry["content"]


def raw_entries():
    """Titles and contents as they are, where feedparser would sanitise them."""
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(published()["/history.atom"])
    return [
        {child.tag.removeprefix(atom): child.text for child in entry}
        for entry in root.iter(f"{atom}entry")
    ]


def test_the_feed_is_written_element_by_element_as_statuspage_does(clock):
    incident = make_incident()
    clock.shift(60)
    incident.post_update(status="resolved", body="It works again.")

    feed = published()["/history.atom"].decode()

    assert feed == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">'
        "<id>tag:status.example.com,2005:/history</id>"
        f'<link href="{SITE}" rel="alternate" type="text/html"/>'
        f'<link href="{SITE}/history.atom" rel="self" type="application/atom+xml"/>'
        "<title>Acme Status - Incident History</title>"
        "<updated>2026-08-14T12:01:00Z</updated>"
        "<author><name>Acme</name></author>"
        "<entry>"
        f"<id>tag:status.example.com,2005:Incident/{incident.pk}</id>"
        "<published>2026-08-14T12:01:00Z</published>"
        "<updated>2026-08-14T12:01:00Z</updated>"
        f'<link href="{SITE}/incidents/{incident.code}" rel="alternate" type="text/html"/>'
        "<title>Slow deliveries</title>"
        '<content type="html">'
        "&lt;p&gt;&lt;small&gt;Aug &lt;var data-var='date'&gt;14&lt;/var&gt;, "
        "&lt;var data-var='time'&gt;12:01&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;"
        "&lt;strong&gt;Resolved&lt;/strong&gt; - It works again.&lt;/p&gt;"
        "&lt;p&gt;&lt;small&gt;Aug &lt;var data-var='date'&gt;14&lt;/var&gt;, "
        "&lt;var data-var='time'&gt;12:00&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;"
        "&lt;strong&gt;Investigating&lt;/strong&gt; - We are looking into it.&lt;/p&gt;"
        "</content></entry></feed>"
    )


def test_a_feed_reader_finds_titles_times_and_links():
    incident = make_incident(at=datetime(2026, 8, 9, 8, 5, tzinfo=UTC))

    (entry,) = entries()

    assert (entry.title, entry.link) == ("Slow deliveries", f"{SITE}/incidents/{incident.code}")
    assert entry.published_parsed[:5] == (2026, 8, 9, 8, 5)
    assert entry.updated_parsed[:5] == (2026, 8, 14, 12, 0)
    assert content_of("Slow deliveries") == told(
        9, "08:05", "Investigating", "We are looking into it."
    )


def test_the_twenty_five_newest_are_told_by_their_newest_update():
    oldest = [
        make_incident(name=f"Number {number}", at=NOW - timedelta(days=number))
        for number in range(26)
    ][-1]
    oldest.post_update(status="resolved", body="At last.", at=NOW - timedelta(hours=1))

    assert [entry.title for entry in entries()] == ["Number 0", "Number 25"] + [
        f"Number {number}" for number in range(1, 24)
    ]


def test_a_repeated_status_is_an_update_and_a_postmortem_is_the_newest():
    incident = make_incident(at=NOW - timedelta(hours=3))
    for hours, status in [(2, "investigating"), (1, "resolved")]:
        incident.post_update(status=status, body="News.", at=NOW - timedelta(hours=hours))
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("The disk was full.")
    postmortem.publish()

    (entry,) = entries()

    assert entry.published == "2026-08-14T12:00:00Z"
    assert content_of("Slow deliveries") == "".join(
        [
            told(14, "12:00", "Postmortem", "The disk was full."),
            told(14, "11:00", "Resolved", "News."),
            told(14, "10:00", "Update", "News."),
            told(14, "09:00", "Investigating", "We are looking into it."),
        ]
    )


def test_what_staff_stress_does_not_pass_for_a_status():
    make_incident(body="Not yet **Resolved**")

    assert content_of("Slow deliveries") == told(
        14, "12:00", "Investigating", "Not yet <b>Resolved</b>"
    )


def test_a_maintenance_to_come_is_dated_by_its_window_and_says_so_until_it_is_over(clock):
    maintenance = make_maintenance()
    planned = (
        "<p><strong>THIS IS A SCHEDULED EVENT Aug <var data-var='date'>15</var>, "
        "<var data-var='time'>12:00</var> - <var data-var='time'>14:00</var> UTC</strong></p>"
    )
    announced = told(14, "12:00", "Scheduled", "Deliveries pause for a few minutes.")

    assert [entry.published for entry in entries()] == ["2026-08-15T12:00:00Z"]
    assert content_of("Database upgrade") == planned + announced

    clock.shift(86400)
    maintenance.start(body="Off we go.")
    started = told(15, "12:00", "In progress", "Off we go.")

    assert [entry.published for entry in entries()] == ["2026-08-15T12:00:00Z"]
    assert content_of("Database upgrade") == planned + started + announced

    clock.shift(60)
    maintenance.complete(body="Done.")

    assert [entry.published for entry in entries()] == ["2026-08-15T12:01:00Z"]
    assert content_of("Database upgrade") == (
        told(15, "12:01", "Completed", "Done.") + started + announced
    )


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "window"),
    [
        (
            "Etc/UTC",
            (5, 28, 16, 30),
            (5, 29, 16, 30),
            f"{stamp(28, '16:30', 'May')} UTC &nbsp;-&nbsp; {stamp(29, '16:30', 'May')} UTC",
        ),
        (
            "Europe/London",
            (10, 25, 0, 30),
            (10, 25, 1, 30),
            f"{stamp(25, '01:30', 'Oct')} BST &nbsp;-&nbsp; {stamp(25, '01:30', 'Oct')} GMT",
        ),
        (
            "America/Sao_Paulo",
            (10, 25, 12, 0),
            (10, 25, 13, 0),
            f"{stamp(25, '09:00', 'Oct')} - <var data-var='time'>10:00</var> UTC-03",
        ),
    ],
)
def test_a_window_is_printed_in_the_zone_of_the_page(zone, starts, ends, window):
    page = Page.current()
    page.time_zone = zone
    page.save_settings()
    make_maintenance(
        scheduled_for=datetime(2026, *starts, tzinfo=UTC),
        scheduled_until=datetime(2026, *ends, tzinfo=UTC),
    )

    first = content_of("Database upgrade").split("</p>")[0]

    assert first == f"<p><strong>THIS IS A SCHEDULED EVENT {window}</strong>"
