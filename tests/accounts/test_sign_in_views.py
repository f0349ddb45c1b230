"""Each address of the sign-in is open to whom the table in docs/staff.md says."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, reverse

from accounts.urls import urlpatterns
from tests.accounts.factors import PASSWORD, App, Passkey, make_member, make_recovery_codes
from tests.accounts.role_table import AT_THE_DOOR, permitted
from tests.services import free_port

pytestmark = pytest.mark.django_db


def patterns(found):
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern.name


VIEWS = sorted(patterns(urlpatterns))


@pytest.fixture(autouse=True)
def provider():
    """One that is configured, and cannot be reached."""
    app = {"provider_id": "sso", "name": "SSO", "client_id": "us", "secret": "s",
           "settings": {"server_url": f"http://127.0.0.1:{free_port()}"}}  # fmt: skip
    before = settings.SOCIALACCOUNT_PROVIDERS
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield
    settings.SOCIALACCOUNT_PROVIDERS = before


@pytest.fixture
def member():
    member = make_member()
    App(member)
    make_recovery_codes(member)
    return member


def at_the_door(who, member):
    client = Client(HTTP_HOST="status.example.com")
    if who != "stranger":
        client.force_login(member)
    # Who is asked so often has to wait, which is another test's subject.
    cache.clear()
    if who == "confirmed just now":
        client.post("/admin/confirm/password/", {"password": PASSWORD})
    return client


def address(name, passkey):
    if name.startswith("openid_connect"):
        return reverse(name, args=["sso"])
    if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"}:
        return reverse(name, args=[passkey.authenticator.pk])
    return reverse(name)


def is_open(response):
    if response.status_code == 302:
        return not response.url.startswith(("/admin/login/", "/admin/confirm/password/?"))
    return response.status_code not in {403, 404, 405}


@pytest.mark.parametrize("who", AT_THE_DOOR)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_address_of_the_sign_in_is_open_to_whom_the_table_says(who, method, member):
    table = permitted(AT_THE_DOOR)

    answers, stored = {}, []
    for name in VIEWS:
        client, passkey = at_the_door(who, member), Passkey(member)
        send = client.get if method == "GET" else client.post
        response = send(address(name, passkey))
        answers[name] = is_open(response)
        if "no-store" not in response["Cache-Control"]:
            stored.append(name)

    assert set(table) == {(m, name) for name in VIEWS for m in ("GET", "POST")}
    assert answers == {name: who in table[method, name] for name in VIEWS}
    assert stored == []
