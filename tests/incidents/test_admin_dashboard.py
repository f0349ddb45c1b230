"""The first page of staff: what is open, what is due, what readers do not see."""

import re
from datetime import timedelta

import pytest

from accounts.models import User
from incidents.models import UpdateDraft
from public import failures
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.incidents.conftest import NOON
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db

ROW = re.compile(r'<a class="row".*?</a>|<li>.*?</li>', re.DOTALL)


@pytest.fixture
def client(clock):
    return sign_in(make_staff())


def rows(client, section):
    """The words of each row of a part of the page."""
    page = client.get("/admin/").text
    start = page.index(f'id="{section}"')
    part = page[start : page.index("</section>", start)]
    return [" ".join(re.sub("<.*?>", " ", row).split()) for row in ROW.findall(part)]


def minutes(count):
    return timedelta(minutes=count)


def test_what_is_open_stands_in_the_order_in_which_it_is_due(client, clock):
    make_incident(name="Calls fail", at=NOON - minutes(5))
    make_incident(name="Mail", at=NOON - minutes(2), next_update_by=NOON + minutes(20))
    make_incident(name="Sync", at=NOON - minutes(120), next_update_by=NOON + minutes(1))
    make_incident(name="Over", status="resolved")
    clock.shift(minutes(61))

    assert rows(client, "open-incidents") == [
        "Sync Investigating update overdue for 1 hour: promised by 12:01 UTC "
        "last told 3 hours, 1 minute ago",
        "Mail Investigating update overdue for 41 minutes: promised by 12:20 UTC "
        "last told 1 hour, 3 minutes ago",
        "Calls fail Investigating no next update promised last told 1 hour, 6 minutes ago",
    ]


def test_what_is_due_says_in_how_long_and_by_when(client):
    make_incident(name="Mail", next_update_by=NOON + minutes(20))
    make_incident(name="Sync", next_update_by=NOON + timedelta(days=1))

    assert [row.partition(" last ")[0] for row in rows(client, "open-incidents")] == [
        "Mail Investigating next update due in 20 minutes, by 12:20 UTC",
        "Sync Investigating next update due in 1 day, by 2026-08-15 12:00 UTC",
    ]


def test_maintenances_and_the_board_of_components_follow(client):
    make_component(name="Login", group=make_group(), status="degraded_performance")
    make_component(name="Beta", is_visible=False)
    make_maintenance()

    assert [rows(client, section) for section in ("maintenances", "board")] == [
        ["Database upgrade Scheduled 2026-08-15 12:00 UTC to 2026-08-15 14:00 UTC"],
        ["Beta Operational, hidden", "Login Degraded Performance"],
    ]


def test_what_one_has_begun_to_write_is_one_tap_away(client):
    alice, bob = User.objects.get(), make_staff("bob")
    mail, upgrade = make_incident(name="Mail"), make_maintenance()
    begun = [(alice, mail, "A disk."), (alice, None, "Calls."), (alice, upgrade, "Soon.")]
    for user, incident, body in [*begun, (bob, mail, "Not mine.")]:
        UpdateDraft.objects.keep(user, incident, {"body": [body]})

    page = client.get("/admin/").text

    part = page[page.index('id="drafts"') : page.index("</section>", page.index('id="drafts"'))]
    links = [" ".join(re.sub("<.*?>", " ", row).split()) for row in ROW.findall(part)]
    assert sorted(links) == [
        "Database upgrade Draft of 12:00 UTC Soon.",
        "Mail Draft of 12:00 UTC A disk.",
        "New incident Draft of 12:00 UTC Calls.",
    ]
    assert sorted(client.get(href).status_code for href in re.findall('href="(.*?)"', part)) == [
        200, 200, 200,
    ]  # fmt: skip


def test_what_readers_do_not_see_is_said_first_with_since_when(client, clock):
    failures.write({"/history": RuntimeError("disk full")}, now=NOON)
    clock.shift(minutes(9))

    page = client.get("/admin/").text

    said = re.search('role="alert">(.*?)</div>', page, re.DOTALL)
    told = re.sub("<.*?>", " ", said[1])
    assert "/history could not be published since 2026-08-14T12:00" in told
    assert said.start() < page.index('class="declare"') < page.index('id="open-incidents"')
