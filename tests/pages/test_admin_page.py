import pytest

from pages.models import Page
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/admin/pages/page/"
TYPED = {
    "name": "Fernweh",
    "time_zone": "Europe/Paris",
    "headline": "All about us",
    "language": "de",
    "offered_languages": ["en", "fr"],
}


@pytest.fixture
def client():
    return sign_in(make_staff())


def test_the_list_of_pages_is_the_form_of_the_one_page(client):
    response = client.get(PAGE)

    assert (response.status_code, response.url) == (302, f"{PAGE}1/change/")


def test_staff_change_the_settings_and_every_document_follows(client):
    before = Page.current()

    client.post(f"{PAGE}1/change/", TYPED)

    page = Page.current()
    assert {name: getattr(page, name) for name in TYPED} == TYPED
    assert (page.revision, page.layout_revision) == (before.revision + 1, before.revision + 1)
    assert "Fernweh status · staff" in client.get("/admin/").text


def test_a_zone_that_does_not_exist_is_refused_at_its_field(client):
    before = Page.current()

    response = client.post(f"{PAGE}1/change/", {**TYPED, "time_zone": "Mars/Phobos"})

    assert dict(response.context["adminform"].form.errors) == {
        "time_zone": ["Select a valid choice. Mars/Phobos is not one of the available choices."]
    }
    assert Page.current().revision == before.revision


def test_there_is_no_second_page_and_no_way_to_delete_the_first(client):
    Page.current()

    answers = [
        client.get(f"{PAGE}add/").status_code,
        client.post(f"{PAGE}1/delete/", {"post": "yes"}).status_code,
    ]

    assert answers == [403, 403]
