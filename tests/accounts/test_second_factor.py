"""Second factors: how they are set up, what they are good for, how they are lost."""

import re
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import AuditEvent
from tests.accounts.factors import (
    PASSWORD,
    App,
    at_the_door,
    code_of,
    factors_of,
    give_password,
    is_signed_in,
    make_member,
    make_recovery_codes,
)

pytestmark = pytest.mark.django_db

ADD_APP = "/admin/account/app/add/"


def enrolled(client):
    """Set up an app as one does in the browser; returns its secret."""
    client.post("/admin/confirm/password/", {"password": PASSWORD})
    secret = re.search('<code class="secret">(.+?)</code>', client.get(ADD_APP).text)[1]
    client.post(ADD_APP, {"code": code_of(secret)})
    return secret


def actions():
    """What the log says of members of staff and their factors."""
    events = AuditEvent.objects.filter(kind="user").order_by("pk")
    return list(events.values_list("actor", "action", "summary"))


def test_an_app_is_set_up_and_asked_for_from_then_on():
    member = make_member()
    client = at_the_door()
    give_password(client)
    secret = enrolled(client)
    client.post("/admin/logout/")

    asked = give_password(client)
    before = is_signed_in(client)
    # The next code, as half a minute goes by.
    cache.clear()
    client.post(asked.url, {"code": code_of(secret)})

    assert (asked.url, before, is_signed_in(client)) == ("/admin/sign-in/code/", False, True)
    assert sorted(factors_of(member)) == ["recovery_codes", "totp"]
    assert actions() == [
        ("alice", "signed in", ""),
        ("alice", "added a second factor of", "authenticator app"),
        ("alice", "added a second factor of", "recovery codes"),
        ("alice", "signed out", ""),
        ("alice", "signed in", ""),
    ]


def test_a_code_is_good_once():
    app = App(make_member())
    first, second = at_the_door(), at_the_door()
    for client in [first, second]:
        give_password(client)

    code = app.code()
    for client in [first, second]:
        client.post("/admin/sign-in/code/", {"code": code})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_recovery_code_is_good_once():
    member = make_member()
    App(member)
    codes = make_recovery_codes(member)
    first, second = at_the_door(), at_the_door()

    for client in [first, second]:
        give_password(client)
        client.post("/admin/sign-in/code/", {"code": codes[0]})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_whoever_knows_the_password_does_not_guess_the_code():
    app = App(make_member())
    clients = [at_the_door(REMOTE_ADDR=f"192.0.2.{number}") for number in range(12)]
    answers = []

    for client in clients:
        give_password(client)
        page = client.post("/admin/sign-in/code/", {"code": "000000"}).text
        answers += re.findall("(does not fit, or was used|Too many failed)", page)
    clients[0].post("/admin/sign-in/code/", {"code": app.code()})

    assert answers == ["does not fit, or was used"] * 10 + ["Too many failed"] * 2
    assert not is_signed_in(clients[0])
    failed = ("alice", "failed the second factor of", "authenticator app")
    assert actions()[1:] == [failed] * 10


def test_the_database_does_not_hold_what_makes_codes():
    member = make_member()
    app = App(member)
    codes = make_recovery_codes(member)

    kept = str([authenticator.data for authenticator in member.authenticator_set.all()])

    assert app.secret not in kept
    assert [code for code in codes if code in kept] == []


@override_settings(STAFF_MFA_REQUIRED=True)
def test_when_it_is_required_nothing_else_is_open_before_it_is_set_up():
    make_member()
    client = at_the_door()
    give_password(client)
    places = ["/admin/", "/admin/incidents/incident/add/", "/admin/password_change/"]

    led = [client.get(place).url for place in places]
    posted = client.post("/admin/incidents/incident/add/", {"name": "x"}).url
    page = client.get("/admin/account/").text
    enrolled(client)

    assert (led, posted) == (["/admin/account/"] * 3, "/admin/account/")
    assert "this page asks it of all staff" in page
    assert client.get("/admin/").status_code == 200


def test_removing_a_factor_needs_the_password_again_and_is_put_down():
    member = make_member()
    App(member)
    make_recovery_codes(member)
    client = at_the_door()
    client.force_login(member)

    asked = client.post("/admin/account/app/remove/")
    before = factors_of(member)
    client.post("/admin/confirm/password/", {"password": PASSWORD})
    client.post("/admin/account/app/remove/")

    assert asked.url == "/admin/confirm/password/?next=%2Fadmin%2Faccount%2Fapp%2Fremove%2F"
    assert (sorted(before), factors_of(member)) == (["recovery_codes", "totp"], [])
    assert actions()[-2:] == [
        ("alice", "removed a second factor of", "authenticator app"),
        ("alice", "removed a second factor of", "recovery codes"),
    ]


def test_an_administrator_helps_whoever_has_lost_their_phone():
    colleague = make_member("colleague")
    App(colleague)
    make_recovery_codes(colleague)
    helper = at_the_door()
    helper.force_login(make_member("boss"))

    asked = helper.get(f"/admin/accounts/user/{colleague.pk}/second-factors/").text
    helper.post(f"/admin/accounts/user/{colleague.pk}/second-factors/")
    client = at_the_door()
    give_password(client, "colleague")

    assert "will sign in with the password alone" in asked
    assert (factors_of(colleague), is_signed_in(client)) == ([], True)
    removed = [event[:2] for event in actions() if event[1].startswith("removed")]
    assert removed == [("boss", "removed a second factor of")] * 2


def test_the_command_helps_the_last_superuser():
    boss = make_member("boss")
    App(boss)
    client = at_the_door()
    printed = StringIO()

    call_command("remove_second_factors", "boss", stdout=printed)
    give_password(client, "boss")

    assert printed.getvalue() == "boss signs in with the password alone.\n"
    assert is_signed_in(client)
    with pytest.raises(CommandError, match="Nobody here is called who"):
        call_command("remove_second_factors", "who")
