"""With a second factor set up, no filling in of any form gets in with the password alone."""

from itertools import product

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import override_settings
from django.urls import reverse

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

FACTORS = {
    "app and recovery codes": [App, make_recovery_codes],
    "passkey and recovery codes": [Passkey, make_recovery_codes],
    "all": [App, Passkey, make_recovery_codes],
}
ABSENT: list[str] = []
# What each field is filled in with: absent, empty, there, repeated; never with a factor's proof.
FIRST = {
    "login": [ABSENT, [""], ["alice"], ["alice", "alice"]],
    "password": [ABSENT, [""], [PASSWORD], [PASSWORD, PASSWORD]],
    "code": [ABSENT, [""], ["000000"], ["", "000000"]],
    "credential": [ABSENT, [""], ["{}"], ["null", "[]"]],
}
SECOND = {
    "code": [ABSENT, [""], ["000000"], [PASSWORD, "000000"], ["of another"]],
    "credential": [ABSENT, [""], ["null"], ["{}"], ["{}", '{"id": "x", "response": {}}']],
    "password": [ABSENT, [""], [PASSWORD, PASSWORD]],
}
DOORS = [
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
]


def fillings(fields):
    for values in product(*fields.values()):
        yield dict(zip(fields, values, strict=True))


@pytest.fixture(autouse=True)
def unlimited():
    """No waiting: what is refused here is refused for what it is."""
    with override_settings(ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


@pytest.fixture(params=FACTORS)
def member(request):
    member = make_member()
    for factor in FACTORS[request.param]:
        factor(member)
    return member


def test_no_filling_in_of_the_first_form_signs_in(member):
    got_in = []

    for filling in fillings(FIRST):
        client = at_the_door()
        client.post("/admin/login/", filling)
        if is_signed_in(client):
            got_in.append(filling)

    assert got_in == []


@pytest.mark.parametrize("door", DOORS)
def test_no_filling_in_of_a_later_form_signs_in(member, door):
    other = App(make_member("other"))
    client = at_the_door()
    give_password(client)
    half_way = dict(client.session)
    got_in = []

    for filling in fillings(SECOND):
        session = SessionStore(client.session.session_key)
        session.update(half_way)
        session.save()
        if filling["code"] == ["of another"]:
            filling["code"] = [other.code()]
        client.post(reverse(door), filling)
        if is_signed_in(client):
            got_in.append(filling)
        client.cookies["sessionid"] = session.session_key

    assert "account_login" in half_way
    assert got_in == []


@pytest.mark.parametrize("proof", ["app", "passkey", "recovery codes"])
def test_the_proof_of_a_factor_does_sign_in(proof):
    member = make_member()
    client = at_the_door()
    if proof == "passkey":
        passkey = Passkey(member)
        give_password(client)
        options = client.get("/admin/sign-in/code/").context["js_data"]["request_options"]
        typed = {"credential": passkey.answer(options)}
    else:
        app = App(member)
        codes = make_recovery_codes(member)
        give_password(client)
        typed = {"code": app.code() if proof == "app" else codes[3]}

    client.post("/admin/sign-in/code/", typed)

    assert is_signed_in(client)
