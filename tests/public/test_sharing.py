"""What a page says of itself where it is only named: in search results and chat rooms."""

import pytest

from pages.models import Page
from public.publish import publish_all, store
from tests.factories import make_component, make_incident
from tests.public.reading import read

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "http://testserver"


@pytest.fixture(autouse=True)
def at_noon(settings, time_machine, at):
    settings.SITE_URL = SITE
    time_machine.move_to(at(8, 14, 12), tick=False)


def head(path):
    """What the head says to others: each name, or relation, and its value."""
    found = read(store().read(path).decode()).one("head")
    metas = {
        meta.attributes.get("name") or meta.attributes.get("property"): meta.attributes["content"]
        for meta in found.all("meta")
        if "content" in meta.attributes
    }
    links = {
        link.attributes["rel"]: link.attributes["href"]
        for link in found.all("link")
        if link.attributes["rel"] == "canonical"
    }
    shared = ("og:", "article:", "twitter:", "description", "robots")
    return links | {name: text for name, text in metas.items() if name.startswith(shared)}


def test_the_home_page_is_shown_with_its_state_and_what_is_open():
    make_incident(component_statuses=[(make_component(), "major_outage")])

    assert head("/") == {
        "canonical": f"{SITE}/",
        "description": "Major System Outage. Investigating: Slow deliveries",
        "og:site_name": "Acme Status",
        "og:type": "website",
        "og:url": f"{SITE}/",
        "og:title": "Acme Status - Major System Outage",
        "og:description": "Major System Outage. Investigating: Slow deliveries",
        "og:image": f"{SITE}/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }


def test_an_incident_is_shown_with_its_status_and_its_newest_words(at):
    incident = make_incident(body="We are looking into it.", at=at(8, 14, 11))
    incident.post_update(status="identified", body="A **disk** is full.\n\nMore soon.")

    path = f"/incidents/{incident.code}"
    assert head(path) == {
        "canonical": SITE + path,
        "description": "Identified: A disk is full.",
        "og:site_name": "Acme Status",
        "og:type": "article",
        "og:url": SITE + path,
        "og:title": "Slow deliveries",
        "og:description": "Identified: A disk is full.",
        "og:image": f"{SITE}{path}/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
        "article:modified_time": "2026-08-14T12:00:00Z",
    }


def test_a_long_update_is_cut_where_search_engines_cut():
    incident = make_incident(body="word " * 100)

    description = head(f"/incidents/{incident.code}")["description"]
    assert description == "Investigating: " + "word " * 28 + "word…"
    assert len(description) == 160


def test_a_removed_update_is_not_shown_any_more():
    incident = make_incident(body="First words.")
    wrong = incident.post_update(status="identified", body="It is Zebra's fault.")

    wrong.retract(reason="It was not.")

    description = head(f"/incidents/{incident.code}")["description"]
    assert description == "Investigating: First words."


def test_each_language_has_an_address_of_its_own():
    page = Page.current()
    page.offered_languages = ["de"]
    page.save_settings()
    incident = make_incident()

    paths = ["/history", "/de", "/de/history", f"/de/incidents/{incident.code}"]
    assert [head(path)["canonical"] for path in paths] == [SITE + path for path in paths]


def test_an_unknown_address_has_no_address_and_no_place_in_search_engines():
    publish_all()

    assert head("/404") == {"robots": "noindex"}


def test_every_page_of_a_hidden_site_asks_search_engines_to_leave_it_out():
    incident = make_incident()
    paths = ["/", "/history", "/404", "/api", f"/incidents/{incident.code}"]
    before = ["robots" in head(path) for path in paths]

    page = Page.current()
    page.is_hidden_from_search = True
    page.save_settings()

    assert before == [False, False, True, False, False]
    assert [head(path)["robots"] for path in paths] == ["noindex"] * len(paths)


def test_an_older_incident_is_shown_by_the_card_of_the_page(at):
    incident = make_incident(at=at(5, 1), status="resolved")

    assert head(f"/incidents/{incident.code}")["og:image"] == f"{SITE}/card.png"
    assert f"/incidents/{incident.code}/card.png" not in store()


def test_the_page_of_a_component_says_what_it_is_about():
    component = make_component(name="Okapi")

    shown = head(f"/components/{component.code}")
    assert [shown["og:title"], shown["description"], shown["og:image"]] == [
        "Okapi - Incident History",
        "What affected Okapi of Acme, and what was done about it.",
        f"{SITE}/card.png",
    ]
