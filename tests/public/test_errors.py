"""What somebody reads whose request failed: in the look of the site, and no more than that."""

import pytest

from pages.models import Page
from pages.picture import Picture
from public import views
from public.publish import publish_all
from tests.public.reading import read
from tests.public.whole_server import ask
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = ["/", "/live", "/history", "/history/2026-08", "/incidents/cp306tmzcl0y", "/api"]


def said(status, body):
    document = read(body.decode())
    robots = [
        meta.attributes["content"]
        for meta in document.all("meta")
        if meta.attributes.get("name") == "robots"
    ]
    return status, document.one("h1").text(), robots


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_what_is_sent_to_a_page_for_reading_is_refused(method):
    publish_all()
    answers = {address: ask(address, REQUEST_METHOD=method) for address in ADDRESSES}

    assert {
        address: (said(status, body), headers["Allow"])
        for address, (status, headers, body) in answers.items()
    } == {
        address: (
            ("405 Method Not Allowed", "This page is for reading", ["noindex"]),
            "GET, HEAD",
        )
        for address in ADDRESSES
    }


def test_an_exception_is_told_without_what_it_was(monkeypatch):
    def fail():
        raise ValueError("the secret of the house")

    monkeypatch.setattr(views.Page, "current", fail)

    status, _, body = ask("/")

    assert said(status, body) == (
        "500 Internal Server Error", "This page cannot be shown right now", ["noindex"],
    )  # fmt: skip
    assert b"secret" not in body
    assert b"ValueError" not in body


def test_an_unknown_address_has_the_logo_and_the_style_of_the_page():
    page = Page.current()
    page.custom_css = ".x {}"
    page.save_settings()
    page.set_logo(Picture(b"pixels", 40, 20))

    status, _, body = ask("/nothing/here")

    assert said(status, body) == ("404 Not Found", "There is nothing here", ["noindex"])
    document = read(body.decode())
    assert document.one("img").attributes["src"] == page.logo["path"]
    assert (
        len([link for link in document.all("link") if link.attributes["rel"] == "stylesheet"]) == 2
    )


def test_another_host_is_refused_in_a_few_plain_words(settings):
    settings.ALLOWED_HOSTS = ["status.example.com"]

    status, _, body = ask("/nothing", HTTP_HOST="evil.example")

    assert status == "400 Bad Request"
    assert read(body.decode()).one("body").lines() == ["Bad Request (400)"]
    assert b"evil" not in body


def test_a_form_without_its_token_says_what_to_do():
    status, _, body = ask("/admin/login/", REQUEST_METHOD="POST")

    assert said(status, body) == ("403 Forbidden", "This form has expired", ["noindex"])
    assert b"CSRF" not in body


def test_what_staff_may_not_do_is_told_in_the_look_of_the_site():
    client = sign_in(make_staff("bob", []))

    answer = client.get("/admin/pages/page/1/change/")

    assert said(answer.status_code, answer.content) == (403, "You may not do this", ["noindex"])
