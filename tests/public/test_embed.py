"""The notice that other websites show in a corner."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from playwright.sync_api import expect

from public.publish import publish_all, store
from publishing.server import PublishedSite
from publishing.site import Site
from tests.factories import make_incident, make_maintenance
from tests.public.reading import read

pytestmark = pytest.mark.django_db(transaction=True)


class Server(ThreadingMixIn, WSGIServer):
    """Browsers open connections in advance, and say nothing on them."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Say nothing of each request."""


@contextmanager
def served(application):
    """The address at which an application answers meanwhile."""
    with make_server("127.0.0.1", 0, application, Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def status():
    with served(PublishedSite(get_wsgi_application(), Site(settings.PUBLISHED_DIR))) as address:
        yield address


@pytest.fixture
def shop(status):
    """Somebody else's website, which allows no more than our documentation asks for."""
    policy = f"default-src 'none'; script-src {status}; frame-src {status}"
    script = f"<script src='{status}/embed/script.js' async></script>"
    body = f"<!doctype html><title>Shop</title><h1>Shop</h1>{script}"

    def answer(environ, start_response):
        kind = ("Content-Type", "text/html; charset=utf-8")
        start_response("200 OK", [kind, ("Content-Security-Policy", policy)])
        return [body.encode()]

    with served(answer) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def tab(browser):
    """A tab in which the test moves the time on."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


def notice():
    page = read(store().read("/embed/frame").decode())
    part = page.by_id("notice")
    links = [link.attributes["href"] for link in part.all("a")]
    return part.attributes["data-key"], part.lines(), links


def test_the_frame_tells_of_the_open_incident_and_leads_to_it(settings, time_machine, at):
    settings.SITE_URL = "https://status.example.com"
    time_machine.move_to(at(8, 14, 12), tick=False)
    incident = make_incident()

    assert notice() == (
        incident.code,
        ["Slow deliveries", "Investigating, Aug 14, 12:00 UTC", "Acme", "\u00d7"],
        [f"https://status.example.com/incidents/{incident.code}"],
    )


def test_the_frame_is_empty_while_there_is_nothing_to_tell():
    make_incident(status="resolved")
    make_maintenance()

    assert notice() == ("", [], [])


def test_of_several_incidents_the_newest_is_told_and_the_others_are_counted(settings):
    settings.SITE_URL = "https://status.example.com"
    older = make_incident(name="Older", at=timezone.now() - timedelta(hours=1))
    newer = make_incident(name="Newer")

    key, lines, links = notice()
    assert (key, lines[0], links) == (
        ",".join(sorted([older.code, newer.code])),
        "Newer",
        ["https://status.example.com/"],
    )
    assert lines[1].endswith("· and 1 more")


def test_a_maintenance_in_progress_is_told():
    work = make_maintenance()
    work.start()

    assert notice()[0] == work.code


def test_a_website_shows_the_notice_and_a_reader_closes_it_for_good(tab, status, shop):
    incident = make_incident()
    problems = []
    tab.on("console", lambda message: problems.append(message.text))
    tab.goto(shop)
    frame = tab.locator("iframe")

    expect(frame).to_be_visible()
    expect(frame).to_have_attribute("title", "Acme Status")
    inside = tab.frame_locator("iframe")
    expect(inside.locator(".name")).to_have_text("Slow deliveries")
    place = frame.bounding_box()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(frame).to_be_hidden()
    tab.reload()
    expect(tab.frame_locator("iframe").locator("#notice")).to_have_attribute(
        "data-key", incident.code
    )
    expect(tab.locator("iframe")).to_be_hidden()

    size = tab.viewport_size
    right, bottom = place["x"] + place["width"], place["y"] + place["height"]
    assert (round(size["width"] - right), round(size["height"] - bottom)) == (16, 16)
    assert [text for text in problems if "favicon" not in text] == []

    incident.post_update(status="resolved", body="Over.")
    make_incident(name="Another")
    tab.clock.fast_forward(61_000)
    expect(tab.locator("iframe")).to_be_visible()


def test_the_notice_comes_and_goes_while_the_website_is_open(tab, status, shop):
    publish_all()
    tab.goto(shop)
    frame = tab.locator("iframe")
    expect(tab.frame_locator("iframe").locator("#notice")).to_have_count(1)
    expect(frame).to_be_hidden()

    incident = make_incident()
    tab.clock.fast_forward(61_000)
    expect(frame).to_be_visible()

    incident.post_update(status="resolved", body="Over.")
    tab.clock.fast_forward(61_000)
    expect(frame).to_be_hidden()


def test_a_website_shows_nothing_when_the_page_cannot_be_reached(tab, status, shop):
    make_incident()
    tab.goto(shop)
    expect(tab.locator("iframe")).to_be_visible()

    tab.context.set_offline(True)
    tab.clock.fast_forward(61_000)

    expect(tab.locator("iframe")).to_be_hidden()
