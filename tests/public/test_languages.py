"""The page in other languages: what is published where, and what it says."""

import json
import re

import pytest

from pages.models import Page
from public import kept
from public.publish import publish_all, store
from tests.factories import make_incident
from tests.public.reading import read

pytestmark = pytest.mark.django_db(transaction=True)

# The pages that are there whatever was told.
ALWAYS = ["/", "/404", "/api", "/history", "/live", "/uptime"]


def speak(language, *others):
    page = Page.current()
    page.language, page.offered_languages = language, list(others)
    page.save_settings()


def body_of(path):
    return store().read(path).decode(errors="replace")


def pages():
    found = {path for path in store().paths() if "." not in path}
    return sorted(found - {"/embed/frame"})


def links(path):
    """Where the page's links to other pages of the site lead, but for those of the languages."""
    page = read(body_of(path))
    switch = {id(link) for nav in page.all(".languages") for link in nav.all("a")}
    hrefs = {link.attributes["href"] for link in page.all("a") if id(link) not in switch}
    return sorted(href for href in hrefs if href.startswith("/"))


def test_a_page_is_published_in_its_own_language_at_the_root_and_in_no_other():
    speak("de")
    incident = make_incident()

    assert pages() == sorted([*ALWAYS, f"/incidents/{incident.code}"])
    assert read(body_of("/")).one("html").attributes["lang"] == "de"
    assert read(body_of("/")).one(".state").text() == "Offener Vorfall"


def test_each_offered_language_has_the_same_pages_below_its_code():
    speak("en", "de", "fr")
    incident = make_incident()

    own = [*ALWAYS, f"/incidents/{incident.code}"]
    others = [f"/{code}{path}".removesuffix("/") for code in ("de", "fr") for path in own]
    assert pages() == sorted([*own, *others])


def test_links_stay_inside_the_language():
    speak("en", "de")
    incident = make_incident()
    code = incident.code
    told = [f"/incidents/{code}", f"/incidents/{code}#{incident.updates.get().anchor}"]
    german = [f"/de{path}" for path in told]

    assert links("/de") == ["/de/api", "/de/history", *german, "/de/search", "/de/uptime"]
    assert links("/de/history") == ["/de", "/de/api", f"/de/incidents/{code}", "/de/uptime"]
    assert links(f"/de/incidents/{code}") == ["/de", "/de/api", "/de/history"]
    assert links("/") == ["/api", "/history", *told, "/search", "/uptime"]


def test_every_page_names_its_other_languages_to_readers_and_to_search_engines():
    speak("en", "de")

    page = read(body_of("/de/history"))

    assert [
        (link.attributes["hreflang"], link.attributes["href"])
        for link in page.all("link")
        if "hreflang" in link.attributes
    ] == [
        ("en", "http://status.example.com/history"),
        ("x-default", "http://status.example.com/history"),
        ("de", "http://status.example.com/de/history"),
    ]
    assert [
        (link.text(), link.attributes["href"], link.attributes.get("aria-current"))
        for link in page.one(".languages").all("a")
    ] == [("English", "/history", None), ("Deutsch", "/de/history", "true")]


def test_a_page_in_one_language_offers_no_choice():
    make_incident()

    assert "hreflang" not in body_of("/")


def test_what_programs_read_is_english_whatever_the_page_speaks():
    incident = make_incident(name="Ausfall", body="Wir sehen nach.")
    paths = ["/api/v2/status.json", "/api/v2/summary.json", "/history.atom", "/history.ics"]
    publish_all()
    kept.clear()
    english = {path: re.sub("20[0-9T:.+-]+Z?", "", body_of(path)) for path in paths}

    speak("de", "en")

    german = {path: re.sub("20[0-9T:.+-]+Z?", "", body_of(path)) for path in paths}
    assert german == english
    assert json.loads(body_of("/api/v2/status.json"))["status"]["description"] == (
        "All Systems Operational"
    )
    assert f"/incidents/{incident.code}" in body_of("/history.atom")


def test_a_withdrawn_incident_goes_in_every_language():
    speak("en", "de")
    incident = make_incident()

    incident.withdraw()

    german = [f"/de{path}".removesuffix("/") for path in ALWAYS]
    assert pages() == sorted([*ALWAYS, *german])


def test_a_language_that_is_no_longer_offered_is_gone():
    speak("en", "de")
    make_incident(status="resolved")

    speak("en")

    assert [path for path in store().paths() if path.startswith("/de")] == []


def test_the_history_tells_each_reader_in_their_own_language():
    speak("en", "de")
    make_incident(status="resolved")

    assert "Lasted less than a minute" in body_of("/history")
    assert "Dauer: weniger als eine Minute" in body_of("/de/history")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Aug 14, 2026"),
        ("fr", "14 août 2026"),
        ("de", "14. Aug. 2026"),
        ("es", "14 ago 2026"),
    ],
)
def test_days_are_written_as_the_language_does(language, day, at):
    speak(language)
    incident = make_incident(status="resolved", started_at=at(8, 14, 12, 23))

    facts = read(body_of(f"/incidents/{incident.code}")).one(".incident-facts")

    assert facts.all("time")[0].text() == f"{day}, 12:23 UTC"


def test_before_anything_is_published_the_application_answers_in_every_offered_language(client):
    Page.objects.update_or_create(pk=1, defaults={"offered_languages": ["de"]})

    answers = [client.get(path) for path in ("/de", "/de/", "/de/history", "/fr", "/fr/history")]

    said = [re.search('<html lang="(..)"', answer.text)[1] for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 404]
    assert said == ["de", "de", "de", "en", "en"]


def test_an_unknown_address_is_answered_in_the_language_it_is_below(client):
    speak("en", "de")

    answer = client.get("/de/nothing")

    assert answer.status_code == 404
    assert read(answer.text).one("h1").text() == "Hier ist nichts"


def test_staff_pages_stay_english(client):
    speak("de")

    login = client.get("/admin/login/", headers={"accept-language": "de"}).text

    assert re.findall('<html lang="(..)', login) == ["en"]
    assert 'value="Sign in"' in login
