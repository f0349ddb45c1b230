"""What search engines are told of."""

from xml.etree import ElementTree

import pytest

from pages.models import Page
from public import documents
from public.publish import publish_all, store
from tests.factories import make_component, make_incident, make_maintenance

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "https://status.example.com"
NAMES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def in_august(settings, time_machine, at):
    settings.SITE_URL = SITE
    time_machine.move_to(at(8, 14, 12), tick=False)


def sitemap(path):
    """Each address below our own, and when it last changed."""
    root = ElementTree.fromstring(store().read(path))
    return {
        each.findtext(f"{NAMES}loc").removeprefix(SITE): each.findtext(f"{NAMES}lastmod")
        for each in root
    }


def hide():
    page = Page.current()
    page.is_hidden_from_search = True
    page.save_settings()


def test_the_sitemap_lists_every_page_and_the_incidents_by_month(at):
    api = make_component(at=at(7, 1))
    old = make_incident(at=at(6, 3), status="resolved")
    new = make_incident(at=at(8, 14, 11))

    parts = sitemap("/sitemap.xml")
    assert list(parts) == [
        "/sitemap/pages.xml",
        *(f"/sitemap/2026-{month}.xml" for month in ("06", "07", "08")),
    ]
    assert [list(sitemap(path)) for path in parts] == [
        [
            "/",
            "/history",
            "/uptime",
            "/api",
            "/history/2026-06",
            "/history/2026-07",
            "/uptime/2026-07",
            f"/components/{api.code}",
        ],
        [f"/incidents/{old.code}"],
        [],
        [f"/incidents/{new.code}"],
    ]
    assert [path for part in parts for path in sitemap(part) if path not in store()] == []


def test_the_sitemap_says_when_an_incident_last_changed(time_machine, at):
    incident = make_incident()
    path = f"/incidents/{incident.code}"
    before = sitemap("/sitemap/2026-08.xml")[path]
    time_machine.move_to(at(8, 15, 9, 30), tick=False)

    incident.post_update(status="identified", body="A disk is full.")

    assert [before, sitemap("/sitemap/2026-08.xml")[path]] == [
        "2026-08-14T12:00:00Z",
        "2026-08-15T09:30:00Z",
    ]


def test_what_is_withdrawn_or_hidden_is_in_no_sitemap():
    incident, work = make_incident(), make_maintenance()
    okapi = make_component(name="Okapi")

    incident.withdraw()
    okapi.is_visible = False
    okapi.save_details()

    assert sitemap("/sitemap/2026-08.xml") == {}
    assert list(sitemap("/sitemap/pages.xml")) == ["/", "/history", "/uptime", "/api"]
    assert work.published_at


def test_every_language_is_listed():
    page = Page.current()
    page.offered_languages = ["de"]
    page.save_settings()
    code = make_incident().code

    assert list(sitemap("/sitemap/2026-08.xml")) == [f"/incidents/{code}", f"/de/incidents/{code}"]
    assert list(sitemap("/sitemap/pages.xml")) == [
        *("/", "/de", "/history", "/de/history", "/uptime", "/de/uptime", "/api", "/de/api"),
    ]


def test_robots_are_led_to_the_sitemap_and_away_from_what_is_no_page():
    publish_all()

    assert store().read("/robots.txt").decode() == (
        f"User-agent: *\nDisallow: /search\nDisallow: /live\n\nSitemap: {SITE}/sitemap.xml\n"
    )


def test_a_hidden_page_asks_robots_to_stay_away_and_lists_nothing():
    make_incident()

    hide()

    assert store().read("/robots.txt").decode() == "User-agent: *\nDisallow: /\n"
    assert [sitemap(path) for path in store().paths() if path.startswith("/sitemap")] == [{}] * 3


def test_a_post_makes_only_the_months_anew_that_it_touches(at, monkeypatch):
    make_incident(at=at(1, 3), status="resolved")
    incident = make_incident()
    rendered = []
    render = documents.Draft.make
    monkeypatch.setattr(
        documents.Draft, "make", lambda draft: rendered.append(draft.path) or render(draft)
    )

    incident.post_update(status="identified", body="A disk is full.")

    assert [path for path in rendered if "sitemap" in path] == [
        *("/sitemap.xml", "/sitemap/pages.xml", "/sitemap/2026-08.xml"),
    ]
