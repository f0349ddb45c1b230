"""Staff set the look of the page in its form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pages.logo import PageLogo
from pages.models import Page
from tests.pages.pictures import opened, picture
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db

FORM = "/admin/pages/page/1/change/"
TYPED = {"name": "Fernweh", "time_zone": "Europe/Paris", "language": "en"}


@pytest.fixture
def client():
    Page.current()
    return sign_in(make_staff())


def upload(content):
    return SimpleUploadedFile("logo.png", content, "image/png")


def test_colour_links_and_style_are_saved_with_the_other_settings(client):
    look = {
        "accent_color": "#B00020",
        "header_links": "Home https://example.com",
        "footer_links": "Terms https://example.com/terms",
        "footer_text": "We **care**.",
        "custom_css": ".update { color: red }",
    }

    answer = client.post(FORM, {**TYPED, **look})

    page = Page.current()
    assert answer.status_code == 302
    assert {name: getattr(page, name) for name in look} == look
    assert (page.revision, page.layout_revision) == (1, 1)


def test_a_logo_is_uploaded_shown_and_taken_away(client):
    client.post(FORM, {**TYPED, "new_logo": upload(picture())})

    logo = Page.current().logo
    assert logo == {"path": logo["path"], "width": 400, "height": 80}
    assert opened(bytes(PageLogo.objects.get().content)).size == (800, 160)
    form = client.get(FORM).text
    assert f'<a href="{logo["path"]}">400 by 80 pixels</a>' in form
    assert "new_logo-clear" in form

    client.post(FORM, TYPED)

    assert Page.current().logo == logo

    client.post(FORM, {**TYPED, "new_logo-clear": "on"})

    assert (Page.current().logo, PageLogo.objects.count()) == (None, 0)


def test_logos_and_settings_are_one_change(client):
    files = {"new_logo": upload(picture()), "new_dark_logo": upload(picture(size=(50, 50)))}

    client.post(FORM, {**TYPED, **files})

    page = Page.current()
    assert (page.revision, page.logo["width"], page.dark_logo["width"]) == (1, 400, 50)


def test_what_is_refused_is_told_at_its_field_and_nothing_is_saved(client):
    answer = client.post(
        FORM,
        {
            **TYPED,
            "new_logo": upload(b"GIF89a, or so they say"),
            "accent_color": "yellow",
            "header_links": "nowhere",
            "custom_css": "@import 'x'",
        },
    )

    assert dict(answer.context["adminform"].form.errors) == {
        "new_logo": ["This is not a PNG, JPEG, WebP or GIF picture, or it is broken."],
        "accent_color": ["Write the colour as #rrggbb, such as #14569c."],
        "header_links": ["Words and an address are needed: nowhere"],
        "custom_css": [
            "@import cannot be used. It would load a style sheet from elsewhere, which the page "
            "does not allow."
        ],
    }
    assert (Page.current().revision, Page.current().name) == (0, "Acme")


def test_whoever_may_only_look_changes_nothing():
    client = sign_in(make_staff("bob", ["pages.view_page"]))
    Page.current()

    answers = [
        client.get(FORM).status_code,
        client.post(FORM, {**TYPED, "new_logo": upload(picture())}).status_code,
    ]

    assert (answers, Page.current().revision) == ([200, 403], 0)
