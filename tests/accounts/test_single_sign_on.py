"""Single sign-on, against a provider that speaks OpenID Connect over real HTTP."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialLogin

from accounts.models import AuditEvent, User
from accounts.single_sign_on import claims_of
from tests.accounts.factors import App, at_the_door, is_signed_in, make_member
from tests.accounts.provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.staff import make_staff

pytestmark = pytest.mark.django_db

KIM = {"sub": "1", "email": "kim@example.com", "email_verified": True, "given_name": "Kim"}


@pytest.fixture
def provider(settings):
    with Provider() as provider:
        app = {"provider_id": "sso", "name": "Acme ID", "client_id": CLIENT_ID,
               "secret": CLIENT_SECRET, "settings": {"server_url": provider.url}}  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        }
        yield provider


def come_by(provider, client=None, **claims):
    """Sign in as whom the provider says; the browser, and what is shown at last."""
    provider.claims = {**KIM, **claims}
    client = client or at_the_door()
    place = urlsplit(client.get("/admin/sign-in/by/sso/").url)
    connection = HTTPConnection(place.netloc, timeout=5)
    connection.request("GET", f"{place.path}?{place.query}")
    answer = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return client, client.get(f"{answer.path}?{answer.query}")


def roles(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_the_sign_in_offers_the_provider(provider):
    page = at_the_door().get("/admin/login/?next=/admin/pages/page/").text

    assert "Sign in with Acme ID" in page


def test_whoever_has_an_account_comes_in_by_their_verified_address(provider):
    make_member("kim", email="Kim@Example.com")

    client, answer = come_by(provider)
    again, _ = come_by(provider, email="kim@new.example")

    assert (answer.url, is_signed_in(client), is_signed_in(again)) == ("/admin/", True, True)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": "true"}, {"email": ""}, {"email": None},
     {"email": "nobody@example.com"}, {"email": "two@example.com"}],
    ids=str,
)  # fmt: skip
def test_whoever_is_not_known_is_refused(provider, claims):
    make_member("kim", email="kim@example.com")
    make_member("first", email="two@example.com")
    make_member("second", email="two@example.com")

    client, answer = come_by(provider, **claims)

    assert (answer.status_code, is_signed_in(client)) == (403, False)
    assert "nobody with your mail address works on this page" in answer.text
    assert User.objects.count() == 3


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_whoever_left_does_not_come_back_by_the_provider(provider, field):
    make_member("kim", email="kim@example.com")
    come_by(provider)
    User.objects.update(**{field: False})

    client, _ = come_by(provider)

    assert not is_signed_in(client)


def test_people_of_the_domain_are_given_an_account_without_a_password(provider, settings):
    settings.OIDC_DOMAINS = ["example.com"]

    client, _ = come_by(provider)
    stranger, _ = come_by(provider, sub="2", email="eve@example.com.evil.example")

    kim = User.objects.get()
    assert (is_signed_in(client), is_signed_in(stranger)) == (True, False)
    assert (kim.username, kim.first_name, kim.is_staff) == ("kim@example.com", "Kim", True)
    assert (kim.has_usable_password(), kim.is_superuser, roles(kim)) == (False, False, [])
    assert client.get("/admin/password_change/").status_code == 403


def test_roles_follow_the_groups_of_the_provider(provider, settings):
    settings.OIDC_ROLES = {"sre": "publisher", "support": "author"}
    kim = make_staff("kim", [])
    kim.email = "kim@example.com"
    kim.save()
    had = []

    for groups in [["sre", "chess"], ["sre"], "support", None]:
        come_by(provider, groups=groups)
        had.append(roles(kim))

    assert had == [["publisher"], ["publisher"], ["author"], []]
    events = AuditEvent.objects.filter(action="changed").order_by("pk")
    assert list(events.values_list("actor", "label", "summary")) == [
        ("kim", "kim", "Role: publisher"),
        ("kim", "kim", "Role: author"),
        ("kim", "kim", "Role: none"),
    ]


def test_a_second_factor_is_asked_for_here_too(provider):
    App(make_member("kim", email="kim@example.com"))

    client, answer = come_by(provider)

    assert (answer.url, is_signed_in(client)) == ("/admin/sign-in/code/", False)


def test_an_answer_that_nobody_asked_for_signs_nobody_in(provider):
    make_member("kim", email="kim@example.com")
    asker, victim = at_the_door(), at_the_door()
    victim.get("/admin/sign-in/by/sso/")
    provider.claims = KIM

    place = asker.get("/admin/sign-in/by/sso/").url
    state = dict(part.split("=") for part in urlsplit(place).query.split("&"))["state"]
    victim.get(f"/admin/sign-in/by/sso/answer/?code=stolen&state={state}")

    assert not is_signed_in(victim)


def test_it_is_left_to_the_provider_what_it_asks_for(provider, settings):
    settings.STAFF_MFA_REQUIRED = True
    make_member("kim", email="kim@example.com")

    client, _ = come_by(provider)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("process", ["connect", "redirect", "anything"])
def test_one_signs_in_by_the_provider_and_does_nothing_else(provider, process):
    answer = at_the_door().get(f"/admin/sign-in/by/sso/?process={process}")

    assert answer.status_code == 404


def test_what_is_verified_of_one_address_is_not_true_of_another():
    token = {"email": "kim@example.com", "email_verified": True, "sub": "1"}
    account = SocialAccount(extra_data={"id_token": token, "userinfo": {"email": "boss@acme.test"}})

    claims = claims_of(SocialLogin(account=account))

    assert claims == {"email": "boss@acme.test", "sub": "1"}
