"""Passkeys, with one in software: the second factor, or the whole sign-in."""

import json
import re

import pytest

from tests.accounts.factors import Passkey, at_the_door, give_password, is_signed_in, make_member

pytestmark = pytest.mark.django_db


def options_for(client, path="/admin/sign-in/passkey/"):
    """What the browser is asked to sign."""
    return client.get(path, headers={"accept": "application/json"}).json()["request_options"]


def options_in(page):
    data = re.search('<script id="js_data" type="application/json"[^>]*>(.+?)</script>', page)[1]
    return json.loads(data)["request_options"]


def test_a_passkey_signs_in_alone():
    passkey = Passkey(make_member())
    client = at_the_door()

    credential = passkey.answer(options_for(client))
    answer = client.post("/admin/sign-in/passkey/", {"credential": credential})

    assert (answer.url, is_signed_in(client)) == ("/admin/", True)


def test_a_passkey_is_a_second_factor_after_the_password():
    passkey = Passkey(make_member())
    client = at_the_door()
    asked = give_password(client)

    credential = passkey.answer(options_in(client.get(asked.url).text))
    client.post(asked.url, {"credential": credential})

    assert is_signed_in(client)


def test_what_a_passkey_signed_is_good_once_and_only_where_it_was_asked():
    passkey = Passkey(make_member())
    first, second = at_the_door(), at_the_door()
    credential = passkey.answer(options_for(first))
    options_for(second)
    results = []

    for client in [second, first]:
        client.post("/admin/sign-in/passkey/", {"credential": credential})
        results.append(is_signed_in(client))
    first.post("/admin/logout/")
    first.post("/admin/sign-in/passkey/", {"credential": credential})

    assert (results, is_signed_in(first)) == ([False, True], False)


def test_a_passkey_of_somebody_who_left_signs_nobody_in():
    results = []

    for field in ["is_active", "is_staff"]:
        member = make_member(field)
        passkey = Passkey(member)
        setattr(member, field, False)
        member.save()
        client = at_the_door()
        client.post("/admin/sign-in/passkey/", {"credential": passkey.answer(options_for(client))})
        results.append(is_signed_in(client))

    assert results == [False, False]
