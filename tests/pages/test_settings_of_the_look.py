"""What staff may set of the look, and what is refused with which words."""

import pytest
from django.core.exceptions import ValidationError

from pages.links import Link, read_links, validate_links
from pages.logo import PageLogo
from pages.models import Page
from pages.picture import Picture
from pages.style import accent_on_dark, validate_accent, validate_custom_css


def refusal(validate, text):
    with pytest.raises(ValidationError) as refused:
        validate(text)
    return refused.value.messages


def test_a_line_holds_the_words_of_a_link_and_then_its_address():
    text = "  Terms of service https://example.com/terms \n\nMail\tmailto:a@example.com?subject=x"
    validate_links(text)

    assert read_links(text) == [
        Link("Terms of service", "https://example.com/terms"),
        Link("Mail", "mailto:a@example.com?subject=x"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("https://example.com", "Words and an address are needed: https://example.com"),
        ("Hello world", "This is no address that begins with https:, http: or mailto: world"),
        (
            "Run javascript:alert(1)",
            "This is no address that begins with https:, http: or mailto: javascript:alert(1)",
        ),
        (
            "Mail mailto:you",
            "This is no address that begins with https:, http: or mailto: mailto:you",
        ),
        (
            "x" * 61 + " https://example.com",
            "The words have more than 60 characters: " + "x" * 61,
        ),
        ("A https://example.com\n" * 13, "There are 13 links. At most 12 are shown."),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(line, why):
    assert refusal(validate_links, line) == [why]


@pytest.mark.parametrize("colour", ["#14569c", "#000", "#B00020"])
def test_a_colour_that_can_be_read_is_taken(colour):
    validate_accent(colour)


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can():
    assert refusal(validate_accent, "#2fcc66") == [
        "Links of this colour cannot be read on the light page: its contrast is 2.0:1, and 4.5:1 "
        "is needed. The nearest that can be read is #1e8341."
    ]
    validate_accent("#1e8341")


def test_a_word_is_no_colour():
    assert refusal(validate_accent, "green") == ["Write the colour as #rrggbb, such as #14569c."]


def test_the_colour_in_the_dark_follows_from_the_one_in_the_light():
    assert [accent_on_dark(colour) for colour in ("#14569c", "#f1c40f")] == ["#5887b9", "#f1c40f"]


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".page-status { background: url(data:image/png;base64,AAAA) }",
        ".page-status { background: url('/static/x.png') }",
        "/* from @import url(https://example.com) */ a { color: red }",
    ],
)
def test_style_that_works_is_taken(css):
    validate_custom_css(css)


@pytest.mark.parametrize(
    ("css", "beginning"),
    [
        ("@IMPORT 'x.css';", "@import cannot be used."),
        ("</style><script>", "</style cannot be used."),
        ("a { width: expression(1) }", "expression( cannot be used."),
        ("a { background: url(https://example.com/x.png) }", "url() cannot name another host:"),
        ("a { background: url( '//example.com/x.png') }", "url() cannot name another host:"),
    ],
)
def test_style_that_could_not_work_is_refused(css, beginning):
    (message,) = refusal(validate_custom_css, css)

    assert message.startswith(beginning)


@pytest.mark.django_db
def test_a_logo_is_one_change_that_shows_in_every_document_and_can_be_taken_back():
    page = Page.current()

    page.set_logo(Picture(b"light", 400, 80))
    page.set_logo(Picture(b"dark", 200, 40), dark=True)
    page.set_logo(Picture(b"other", 100, 20))

    kept = Page.current()
    assert (kept.revision, kept.layout_revision) == (3, 3)
    assert (kept.logo["width"], kept.dark_logo["width"]) == (100, 200)
    assert {one.path: bytes(one.content) for one in PageLogo.objects.all()} == {
        kept.logo["path"]: b"other",
        kept.dark_logo["path"]: b"dark",
    }

    page.set_logo(None)
    page.set_logo(None, dark=True)

    kept = Page.current()
    assert (kept.logo, kept.dark_logo, PageLogo.objects.count()) == (None, None, 0)


@pytest.mark.django_db
def test_one_picture_in_both_places_is_kept_until_the_last_has_gone():
    page = Page.current()
    page.set_logo(Picture(b"same", 400, 80))
    page.set_logo(Picture(b"same", 400, 80), dark=True)

    page.set_logo(None)

    assert [one.path for one in PageLogo.objects.all()] == [Page.current().dark_logo["path"]]
