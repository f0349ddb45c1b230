"""Whatever staff type, the feeds stay readable and say the same."""

import json
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from pages.models import Page
from public.feeds.text import writable
from tests.factories import make_incident
from tests.public.api.published import published

HOSTILE = {
    "markup": "<script>alert(1)</script> & \"quotes\" 'too'",
    "end of cdata": "]]> <![CDATA[ x ]]>",
    "right to left": "שלום \u202eevil\u202c مرحبا",
    "emoji": "🔥👩‍🚒 ⚠️",
    "calendar": "BEGIN:VEVENT; a,b\\n\\; END:VCALENDAR",
    "long": "ü" * 255,
}
CONTROLS = "\x01\x08\x0b\x0c\x1b\x7f\ufffe\uffff"


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_arrive_as_they_were_typed(name):
    page = Page.current()
    page.name = name
    page.save_settings()
    make_incident(name=name, body=f"{name}\n\nand more")

    documents = published()

    atom = feedparser.parse(documents["/history.atom"])
    rss = feedparser.parse(documents["/history.rss"], sanitize_html=False)
    calendar = Calendar.from_ical(documents["/history.ics"])
    (event,) = calendar.events
    assert (atom.bozo, rss.bozo) == (False, False)
    assert xml_titles(documents["/history.atom"]) == [f"{name} Status - Incident History", name]
    assert xml_titles(documents["/history.rss"]) == [f"{name} Status - Incident History", name]
    assert (calendar["NAME"], event["SUMMARY"]) == (f"{name} Status - Incident History", name)
    assert event["DESCRIPTION"].endswith(f"\n{name}\n\nand more")
    (told,) = json.loads(documents["/api/v2/incidents.json"])["incidents"]
    assert told["name"] == name


def xml_titles(body):
    root = ElementTree.fromstring(body)
    return [element.text for element in root.iter() if element.tag.split("}")[-1] == "title"]


@pytest.mark.usefixtures("clock")
def test_control_characters_are_left_out():
    make_incident(name="A\x01\x1b\ufffeB", body=f"C{CONTROLS}D")

    documents = published()

    (event,) = Calendar.from_ical(documents["/history.ics"]).events
    assert xml_titles(documents["/history.atom"])[1:] == ["AB"]
    assert xml_titles(documents["/history.rss"])[1:] == ["AB"]
    assert event["SUMMARY"] == "AB"
    assert event["DESCRIPTION"].endswith("\nCD")


@given(st.text())
def test_what_is_writable_can_be_parsed_and_is_all_that_can_be_kept(text):
    kept = writable(text)

    element, event = ElementTree.Element("title"), Event()
    element.text = kept
    event.add("SUMMARY", kept)
    parsed = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text or ""
    # Both formats make one kind of line break of all three.
    lines = kept.replace("\r\n", "\n").replace("\r", "\n")
    assert (parsed, Event.from_ical(event.to_ical())["SUMMARY"]) == (lines, lines)
    assert writable(kept) == kept
