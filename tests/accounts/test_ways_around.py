"""Ways around the limits and the second factor, and ways to keep others out: all are closed."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import override_settings
from django.utils import timezone

from accounts.middleware import typed_fields
from accounts.second_factor import remove_all
from tests.accounts.factors import (
    PASSWORD,
    App,
    Passkey,
    at_the_door,
    give_password,
    is_signed_in,
    make_member,
    make_recovery_codes,
)

pytestmark = pytest.mark.django_db

WAIT = "Too many failed attempts"
OPTIONS = {"accept": "application/json"}
ROOT = Path(__file__).resolve().parents[2]


def waits(client, **typed):
    return WAIT in give_password(client, **{"username": "nobody", "password": "x", **typed}).text


@pytest.mark.parametrize(
    "address",
    [
        {"REMOTE_ADDR": "::ffff:192.0.2.{}"},
        {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "192.0.2.{}"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "[::ffff:192.0.2.{}]:4711"},
    ],
    ids=["both protocols on one socket", "behind a socket file", "a proxy that adds the port"],
)
@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_addresses_that_look_alike_do_not_wait_for_each_other(address):
    def client(number):
        return at_the_door(**{name: value.format(number) for name, value in address.items()})

    for number in range(50):
        give_password(client(1), f"name-{number}")

    assert (waits(client(1)), waits(client(2))) == (True, False)


def test_a_code_of_ones_own_does_not_start_the_count_of_the_address_anew():
    mallory = make_member("mallory")
    App(mallory)
    codes = make_recovery_codes(mallory)
    client = at_the_door(REMOTE_ADDR="192.0.2.1")
    for number in range(49):
        give_password(client, f"name-{number}")

    insider = at_the_door(REMOTE_ADDR="192.0.2.1")
    give_password(insider, "mallory")
    insider.post("/admin/sign-in/code/", {"code": codes[0]})
    answers = [waits(client, username=f"more-{number}") for number in range(2)]

    assert (is_signed_in(insider), answers) == (True, [False, True])


@pytest.mark.parametrize("next_page", ["http://[::1", "//[", "https://[evil.example"])
def test_an_address_that_is_none_leads_nowhere(next_page):
    make_member()

    answer = give_password(at_the_door(), next=next_page)

    assert answer.url == "/admin/"


def test_a_stolen_key_that_asks_for_nothing_does_not_sign_in_alone():
    victim = Passkey(make_member())
    Passkey(make_member("mallory"))
    client = at_the_door()
    # Of a form after the password, where a touch is enough.
    give_password(client, "mallory")
    options = client.get("/admin/sign-in/code/").context["js_data"]["request_options"]
    session = client.session
    del session["account_login"]
    session.save()

    client.post("/admin/sign-in/passkey/", {"credential": victim.answer(options, verified=False)})
    touched = is_signed_in(client)
    options = client.get("/admin/sign-in/passkey/", headers=OPTIONS).json()["request_options"]
    client.post("/admin/sign-in/passkey/", {"credential": victim.answer(options)})

    assert (touched, is_signed_in(client)) == (False, True)


def test_whose_factors_are_removed_half_way_begins_again_with_the_password():
    member = make_member()
    App(member)
    client = at_the_door()
    give_password(client)
    remove_all(member)

    asked = client.get("/admin/sign-in/code/")
    page = client.get(asked.url)
    before = is_signed_in(client)
    give_password(client)

    assert (asked.url, page.status_code) == ("/admin/login/", 200)
    assert (before, is_signed_in(client)) == (False, True)


def test_strangers_leave_nothing_behind_for_long():
    make_member()
    client = at_the_door()

    client.get("/admin/sign-in/passkey/", headers=OPTIONS)
    kept_for = Session.objects.get().expire_date - timezone.now()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    member = at_the_door()
    give_password(member)

    assert kept_for <= timedelta(minutes=15)
    assert Session.objects.count() == 1


def test_whoever_signs_in_with_a_passkey_stays_signed_in():
    passkey = Passkey(make_member())
    client = at_the_door()

    options = client.get("/admin/sign-in/passkey/", headers=OPTIONS).json()["request_options"]
    client.post("/admin/sign-in/passkey/", {"credential": passkey.answer(options)})

    assert is_signed_in(client)
    assert client.session.get_expiry_age() == 14 * 24 * 3600


def test_with_another_secret_key_one_is_told_so_and_makes_new_codes():
    member = make_member()
    app, old = App(member), make_recovery_codes(member)
    client, owner = at_the_door(), at_the_door()
    places = ["account/", "account/recovery/", "account/recovery/codes.txt"]

    with override_settings(SECRET_KEY="another"):
        give_password(client)
        pages = [
            client.post("/admin/sign-in/code/", {"code": code}).text
            for code in [app.code(), old[0], ""]
        ]
        owner.force_login(member)
        owner.post("/admin/confirm/password/", {"password": PASSWORD})
        answers = [owner.get(f"/admin/{place}") for place in places]
        form = owner.get("/admin/account/recovery/new/").status_code
        owner.post("/admin/account/recovery/new/")
        new = re.findall("<code>(.+?)</code>", owner.get("/admin/account/recovery/").text)

    assert ["had another SECRET_KEY" in page for page in pages] == [True, True, False]
    assert not is_signed_in(client)
    assert "<strong>0 left.</strong>" in answers[0].text
    assert [answer.url for answer in answers[1:]] == ["/admin/account/recovery/new/"] * 2
    assert (form, len(new), set(new) & set(old)) == (200, 10, set())


def test_single_sign_on_comes_back_by_the_scheme_of_the_page():
    program = """
import django; django.setup()
from allauth.utils import build_absolute_uri
from django.test import RequestFactory
print(build_absolute_uri(RequestFactory().get("/", headers={"host": "s.example"}), "/answer/"))"""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "SITE_URL": "https://s.example"}

    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **environment},
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert printed == "https://s.example/answer/\n"


def test_a_passkeys_answer_is_not_given_back_while_the_database_is_away():
    fields = typed_fields(QueryDict("login=alice&credential=%7B%7D&oldpassword=x"))

    assert [field["name"] for field in fields] == ["login"]
