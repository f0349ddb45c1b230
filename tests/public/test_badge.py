"""The state as a small picture."""

from xml.etree import ElementTree

import pytest

from components.models import Component
from pages.models import Page
from public import changes
from public.badge import render, render_component
from public.home import Home
from public.publish import publish_all, store
from tests.factories import make_component, make_group, make_incident

SVG = "{http://www.w3.org/2000/svg}"


def badge(page, now):
    return said(render(page, Home(page, now=now).state, now=now))


def badge_of(page, component, now):
    return said(render_component(page, component, now=now))


def said(svg):
    picture = ElementTree.fromstring(svg)
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


def test_the_badge_of_a_component_says_its_status_and_since_when(status_page, at):
    api = make_component(group=make_group(), at=at(1, 1))
    status_page.time_zone = "Europe/Paris"
    api.set_status("major_outage", at=at(8, 14, 12, 7))

    title, words = badge_of(status_page, api, at(8, 14, 13))

    assert words == ["Platform - API", "Major Outage since 2026-08-14 14:07 CEST"]
    assert title == "Platform - API status: Major Outage since 2026-08-14 14:07 CEST"


def test_a_status_that_is_stated_again_is_no_younger(status_page, at):
    api = make_component(at=at(1, 1))
    incident = make_incident(at=at(8, 14), component_statuses=[(api, "major_outage")])
    incident.post_update(
        status="identified", body="Disk.", at=at(8, 14, 1),
        component_statuses=[(api, "major_outage")],
    )  # fmt: skip
    api.refresh_from_db()

    assert badge_of(status_page, api, at(8, 14, 2))[1] == [
        "API",
        "Major Outage since 2026-08-14 00:00 UTC",
    ]


def test_a_component_whose_history_is_to_come_says_its_status_alone(status_page, at):
    api = make_component(at=at(9, 1))

    assert badge_of(status_page, api, at(8, 14)) == (
        "API status: Operational",
        ["API", "Operational"],
    )


def published(component):
    body = store().read(f"/components/{component.code}/badge.svg")
    return body and said(body.decode())[1][1].partition(" since ")[0]


@pytest.mark.django_db(transaction=True)
def test_the_published_badge_follows_the_status_of_its_component_alone():
    publish_all()
    api, web = make_component(), make_component(name="Web")
    before = [published(one) for one in (api, web)]
    others = store().read(f"/components/{web.code}/badge.svg")
    since = Page.current().revision

    api.set_status("degraded_performance")
    by_hand = published(api)
    make_incident(component_statuses=[(api, "major_outage")])

    assert (before, by_hand) == (["Operational"] * 2, "Degraded Performance")
    assert published(api) == "Major Outage"
    assert store().read(f"/components/{web.code}/badge.svg") == others
    assert list(changes.badges(since, failed=[])) == [api]

    publish_all()

    assert [published(one) for one in (api, web)] == ["Major Outage", "Operational"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["hide", "remove"])
def test_a_component_off_the_page_has_no_badge(how):
    publish_all()
    api = make_component()
    before = published(api)

    if how == "hide":
        api.is_visible = False
        api.save_details()
    else:
        api.remove()

    assert (before, published(api)) == ("Operational", None)


@pytest.mark.django_db(transaction=True)
def test_the_badge_of_a_component_speaks_the_language_of_the_page():
    page = Page.current()
    page.language, page.offered_languages = "de", ["en"]
    page.save_settings()
    api = make_component()

    badges = [path for path in store().paths() if path.endswith("badge.svg")]
    assert sorted(badges) == ["/badge.svg", f"/components/{api.code}/badge.svg"]
    assert published(api).startswith("Betriebsbereit")
