import re
from html import unescape

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError
from django.test import Client

from accounts.middleware import is_unavailable
from tests.accounts.staff_server import PASSWORD, Browser, StaffServer

ADD = "/admin/incidents/incident/add/"
TYPED = {"name": "Slow deliveries", "status": "investigating", "body": "Looking.\n\n- Mail & API"}
NOTHING_POSTED = "<strong>Nothing was posted.</strong> The public page still shows its last state."


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = StaffServer(tmp_path_factory.mktemp("staff"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["garbage", "moved away", "a folder"])
def without_database(request, server):
    """Breaks the database when called; it is whole again when the test is over."""
    kept = server.database.with_name("kept")
    journals = [server.database.with_name(f"db.sqlite3{end}") for end in ("-wal", "-shm")]

    def break_it():
        server.database.rename(kept)
        for journal in journals:
            journal.unlink(missing_ok=True)
        if request.param == "garbage":
            server.database.write_bytes(b"This is no database. " * 500)
        elif request.param == "a folder":
            server.database.mkdir()

    def mend_it():
        for journal in journals:
            journal.unlink(missing_ok=True)
        if server.database.is_dir():
            server.database.rmdir()
        kept.replace(server.database)

    break_it.mend = mend_it
    yield break_it
    if kept.exists():
        mend_it()


def given_back(page):
    """The fields of the page's form: visible ones, and those that are sent along."""
    visible = re.findall(r'<input type="text" id="[\w-]+" name="(.*?)" value="(.*?)">', page)
    visible += re.findall(
        r'<textarea id="[\w-]+" name="(.*?)" rows="6">\n(.*?)</textarea>', page, re.S
    )
    hidden = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page)
    token = "csrfmiddlewaretoken"
    return (
        {name: unescape(value).replace("\r\n", "\n") for name, value in visible},
        {name: unescape(value) for name, value in hidden if name != token},
    )


@pytest.mark.slow_once
def test_a_post_comes_back_whole_and_is_posted_when_it_is_tried_again(server, without_database):
    browser = Browser(server.url)
    browser.sign_in()
    browser.get(ADD)

    without_database()
    status, page = browser.post(ADD, **TYPED, notify="on", _newest_update="abc", display_at="")
    without_database.mend()
    visible, hidden = given_back(page)
    again, _ = browser.post(ADD, **visible, **hidden)

    _, first_page = browser.get("/admin/")
    assert (status, NOTHING_POSTED in page) == (503, True)
    assert (visible, hidden) == ({**TYPED, "notify": "on"}, {"_newest_update": "abc"})
    assert f'action="{ADD}"' in page
    assert (again, "Slow deliveries" in first_page) == (200, True)


@pytest.mark.slow_once
def test_the_login_says_what_is_wrong_and_never_echoes_a_password(server, without_database):
    browser = Browser(server.url)
    browser.get("/admin/login/")

    without_database()
    status, page = browser.post("/admin/login/?next=/admin/", login="alice", password=PASSWORD)

    assert (status, NOTHING_POSTED in page, PASSWORD in page) == (503, True, False)
    assert given_back(page)[0] == {"login": "alice"}


@pytest.mark.slow_once
def test_looking_at_a_staff_page_offers_to_try_again(server, without_database):
    browser = Browser(server.url)
    browser.sign_in()

    without_database()
    status, page = browser.get("/admin/?x=1")

    assert (status, "The public page still shows its last state." in page) == (503, True)
    assert ('<a class="button primary" href="/admin/?x=1">' in page, "<form" in page) == (
        True, False,
    )  # fmt: skip


class FailingWhileAnswering:
    """A middleware as Django's session is one: it may need the database after the view is done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.get_response(request)
        raise OperationalError("server closed the connection unexpectedly")


@pytest.fixture
def failing_stack(settings):
    ours = "accounts.middleware.DatabaseUnavailableMiddleware"
    others = [name for name in settings.MIDDLEWARE if name != ours]
    failing = f"{__name__}.FailingWhileAnswering"
    settings.MIDDLEWARE = [ours, failing, *others]
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_failure_of_the_stack_around_the_view_gives_back_what_was_typed(failing_stack):
    response = failing_stack.post("/admin/login/", {"login": "alice", "password": PASSWORD})

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert given_back(response.text)[0] == {"login": "alice"}


@pytest.mark.django_db
def test_pages_for_the_public_keep_their_own_answer(failing_stack):
    response = failing_stack.get("/no-such-page")

    assert (response.status_code, "Nothing was posted" in response.text) == (500, False)


@pytest.mark.parametrize(
    ("error", "unavailable"),
    [
        (OperationalError("connection refused"), True),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ProgrammingError("relation does not exist"), False),
        (ValueError("not of the database"), False),
        (None, False),
    ],
)
def test_a_database_that_answers_is_not_unavailable(error, unavailable):
    assert is_unavailable(error) is unavailable
