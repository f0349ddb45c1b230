"""The state as a small picture."""

from xml.etree import ElementTree

import pytest

from components.models import Component
from public.badge import render
from public.home import Home
from tests.factories import make_component, make_incident

SVG = "{http://www.w3.org/2000/svg}"


def badge(page, now):
    picture = ElementTree.fromstring(render(page, Home(page, now=now).state, now=now))
    return picture.find(f"{SVG}title").text, [text.text for text in picture.iter(f"{SVG}text")]


def test_the_badge_says_the_state_and_when_it_was_so(status_page, at):
    make_component(status="major_outage")
    status_page.time_zone = "Europe/Paris"

    title, words = badge(status_page, at(8, 14, 12, 7))

    assert words == ["Acme", "Major System Outage, 14:07 CEST"]
    assert title == "Acme status: Major System Outage, 14:07 CEST (2026-08-14 14:07 CEST)"


def test_the_badge_is_never_green_while_something_is_open_or_unknown(status_page, at):
    component = make_component()
    fine = badge(status_page, at(8, 14, 12))[1]
    make_incident(at=at(8, 14))
    is_open = badge(status_page, at(8, 14, 12))[1]

    assert fine == ["Acme", "All Systems Operational, 12:00 UTC"]
    assert is_open == ["Acme", "Open Incident, 12:00 UTC"]
    assert Component.objects.get().status == component.status


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "A & B", "x" * 255, "\u202eevil", "a\x01b"]
)
def test_whatever_the_name_is_the_badge_stays_a_picture(status_page, at, name):
    status_page.name = name

    _, words = badge(status_page, at(8, 14, 12))

    assert words[0] == name.replace("\x01", "")[:40]
