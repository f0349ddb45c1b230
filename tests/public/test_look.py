"""The look that staff chose, as readers get it."""

import re

import pytest
from django.conf import settings

from pages.models import Page
from pages.picture import read_picture
from pages.style import DARK_GROUNDS, LIGHT_GROUNDS
from public import errors, home, look
from public.publish import publish_all, store
from tests.factories import make_incident
from tests.pages.pictures import opened, picture
from tests.public.reading import read


def styles_of(html):
    links = [part.attributes for part in read(html).all("link")]
    return [link["href"] for link in links if link["rel"] == "stylesheet"]


def test_without_a_choice_there_is_nothing_more_to_ask_for(status_page, at):
    document = home.render(status_page, now=at(8, 14))

    assert styles_of(document) == ["/static/public/status.css"]
    assert read(document).all("img") == []
    assert list(look.files(status_page)) == []


def test_colour_and_style_are_one_file_that_comes_last(status_page, at):
    status_page.accent_color = "#14569c"
    status_page.custom_css = ".update { color: red }\n"

    document = home.render(status_page, now=at(8, 14))

    ((path, content),) = [(path, make().decode()) for path, make in look.files(status_page)]
    assert styles_of(document) == ["/static/public/status.css", path]
    assert re.fullmatch(r"/static/look/custom-[0-9a-f]{16}\.css", path)
    assert content == (
        ":root, :host { --accent: #14569c; --link: #14569c; }\n"
        "@media (prefers-color-scheme: dark) "
        "{ :root, :host { --accent: #5887b9; --link: #5887b9; } }\n"
        "body { border-block-start: 0.25rem solid var(--accent); }\n"
        ".update { color: red }\n"
    )


def test_a_logo_stands_for_the_name_and_says_it(status_page, at):
    status_page.set_logo(read_picture(picture()))
    status_page.set_logo(read_picture(picture(size=(100, 20))), dark=True)

    heading = read(home.render(status_page, now=at(8, 14))).one("h1")

    light, dark = status_page.logo["path"], status_page.dark_logo["path"]
    assert heading.one("img").attributes == {
        "class": "logo", "src": light, "alt": "Acme", "width": "400", "height": "80",
    }  # fmt: skip
    assert heading.one("source").attributes == {
        "srcset": dark, "media": "(prefers-color-scheme: dark)", "width": "100", "height": "20",
    }  # fmt: skip
    made = {path: opened(make()).size for path, make in look.files(status_page)}
    assert made == {light: (800, 160), dark: (100, 20)}


def test_links_and_text_stand_in_the_header_and_below_everything_else(status_page, at):
    status_page.support_url = "https://example.com/help"
    status_page.header_links = "Pricing https://example.com/pricing"
    status_page.footer_links = (
        "Terms & more https://example.com/?a=1&b=2\nMail mailto:a@example.com"
    )
    status_page.footer_text = "<b>Acme</b> Ltd, **Berne**"

    document = read(home.render(status_page, now=at(8, 14)))

    assert links_in(document.one(".header-links")) == [
        ("Pricing", "https://example.com/pricing"),
        ("Get support", "https://example.com/help"),
    ]
    assert links_in(document.one(".custom-footer-container")) == [
        ("Terms & more", "https://example.com/?a=1&b=2"),
        ("Mail", "mailto:a@example.com"),
    ]
    assert document.one(".footer-text").lines() == ["<b>Acme</b> Ltd, Berne"]


def links_in(part):
    return [(link.text(), link.attributes["href"]) for link in part.all("a")]


def test_the_page_in_distress_needs_nothing_of_the_look():
    assert styles_of(errors.render_unavailable()) == ["/static/public/status.css"]


def test_the_grounds_on_which_colours_are_measured_are_those_of_the_page():
    css = (settings.BASE_DIR / "static/public/status.css").read_text()

    grounds = [(one, two.ljust(7, "f")) for one, two in zip(
        re.findall(r"--ground: (#\w+)", css), re.findall(r"--card: (#\w+)", css), strict=True
    )]  # fmt: skip
    assert grounds == [LIGHT_GROUNDS, DARK_GROUNDS]


@pytest.mark.django_db(transaction=True)
def test_a_new_look_is_published_and_the_former_one_goes():
    incident = make_incident()
    page = Page.current()
    page.custom_css = ".update { color: red }"
    page.save_settings()
    page.set_logo(read_picture(picture()))
    logo, style = page.logo["path"], look.style_sheet(page).path

    assert opened(store().read(logo)).size == (800, 160)
    assert store().read(style) == b".update { color: red }"
    for path in ("/", "/404", "/history", incident.get_absolute_url()):
        body = store().read(path).decode()
        assert (path, logo in body, style in body) == (path, True, True)

    page.custom_css = ""
    page.save_settings()
    page.set_logo(None)
    publish_all()

    assert (store().read(logo), store().read(style)) == (None, None)
