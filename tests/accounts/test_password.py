"""Signing in with a password, and failing to."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import override_settings

from accounts.models import AuditEvent
from tests.accounts.factors import PASSWORD, at_the_door, give_password, is_signed_in, make_member

pytestmark = pytest.mark.django_db

NO_FIT = "This name and password do not fit."
WAIT = "Too many failed attempts. Try again in 15 minutes."


def said(response):
    return re.findall(r'role="alert">(.+?)</p>', response.text)


def tries(client, count, **credentials):
    """What is said to each of so many failures in a row."""
    return [said(give_password(client, password="wrong", **credentials)) for _ in range(count)]


def test_the_password_signs_in_and_leads_to_where_one_wanted_to_go():
    make_member()
    client = at_the_door()

    asked = client.get("/admin/incidents/incident/")
    answer = give_password(client, next="/admin/incidents/incident/")

    assert asked.url == "/admin/login/?next=/admin/incidents/incident/"
    assert (answer.url, is_signed_in(client)) == ("/admin/incidents/incident/", True)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
     "https:evil.example", "\t//evil.example", "http://status.example.com@evil.example/"],
)  # fmt: skip
def test_one_is_led_nowhere_else(elsewhere):
    make_member()

    answer = give_password(at_the_door(), next=elsewhere)

    assert answer.url == "/admin/"


def test_whoever_has_no_account_learns_nothing():
    make_member("gone", is_active=False)
    make_member("customer").__class__.objects.filter(username="customer").update(is_staff=False)
    make_member("alice")
    answers = {}

    for name, password in [("alice", "wrong"), ("gone", PASSWORD), ("customer", PASSWORD),
                           ("nobody", PASSWORD)]:  # fmt: skip
        client = at_the_door()
        page = give_password(client, name, password)
        text = re.sub(r'value="\w{64}"', "", page.text).replace(f'value="{name}"', "")
        answers[name] = (page.status_code, re.sub(r'nonce="[^"]+"', "", text), is_signed_in(client))

    assert said(give_password(at_the_door(), "nobody")) == [NO_FIT]
    assert len(set(answers.values())) == 1
    assert answers["alice"][2] is False


def test_a_session_ends_when_its_owner_leaves_the_staff():
    member = make_member()
    client = at_the_door()
    give_password(client)

    member.is_staff = False
    member.save()

    assert client.get("/admin/").url == "/admin/login/?next=/admin/"


def test_after_ten_failures_the_address_waits_and_the_victim_does_not():
    make_member()
    attacker, victim = at_the_door(REMOTE_ADDR="192.0.2.1"), at_the_door(REMOTE_ADDR="192.0.2.2")

    answers = tries(attacker, 12, username="alice")
    give_password(attacker)
    give_password(victim)

    assert answers == [[NO_FIT]] * 10 + [[WAIT]] * 2
    assert (is_signed_in(attacker), is_signed_in(victim)) == (False, True)


def test_names_that_nobody_has_are_counted_alike():
    answers = tries(at_the_door(), 12, username="nobody")

    assert answers == [[NO_FIT]] * 10 + [[WAIT]] * 2


def test_one_address_does_not_try_a_password_on_all_names():
    make_member()
    client = at_the_door(REMOTE_ADDR="192.0.2.1")

    for number in range(51):
        answer = give_password(client, f"name-{number}")

    assert said(answer) == [WAIT]
    assert said(give_password(at_the_door(REMOTE_ADDR="192.0.2.2"), "name")) == [NO_FIT]


def test_signing_in_between_does_not_start_the_count_anew():
    make_member()
    make_member("mallory")
    client = at_the_door()

    answers = tries(client, 9, username="alice")
    give_password(client, "mallory")
    client.post("/admin/logout/")
    answers += tries(client, 2, username="alice")

    assert answers == [[NO_FIT]] * 10 + [[WAIT]]


def test_a_client_does_not_choose_its_address():
    make_member()

    answers = [
        said(give_password(at_the_door(HTTP_X_FORWARDED_FOR=f"192.0.2.{number}"), password="x"))
        for number in range(11)
    ]

    assert answers == [[NO_FIT]] * 10 + [[WAIT]]


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_the_address_is_what_the_proxy_says():
    make_member()
    attacker = at_the_door(HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    victim = at_the_door(HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.2")

    answers = tries(attacker, 11)
    give_password(victim)

    assert (answers[-1], is_signed_in(victim)) == ([WAIT], True)


@pytest.mark.django_db(transaction=True)
def test_processes_that_answer_at_the_same_moment_count_together():
    make_member()

    def try_some(_):
        try:
            return tries(at_the_door(), 6)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        answers = [answer for some in threads.map(try_some, range(3)) for answer in some]
    # Whoever had to wait for another's count was refused, and counts for nothing.
    answers += tries(at_the_door(), 10)

    assert answers.count([NO_FIT]) == 10
    assert AuditEvent.objects.filter(action="failed to sign in").count() == 10


def test_a_changed_password_ends_all_other_sessions():
    make_member()
    here, elsewhere = at_the_door(), at_the_door()
    for client in [here, elsewhere]:
        give_password(client)

    here.post(
        "/admin/password_change/",
        {"oldpassword": PASSWORD, "password1": "a new sentence", "password2": "a new sentence"},
    )

    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").url == "/admin/login/?next=/admin/"
    last = AuditEvent.objects.latest("pk")
    assert (last.actor, last.action, last.label) == ("alice", "changed the password of", "alice")


def test_sessions_are_listed_and_ended():
    make_member()
    here, elsewhere = at_the_door(), at_the_door(REMOTE_ADDR="192.0.2.9", HTTP_USER_AGENT="Lynx")
    for client in [elsewhere, here]:
        give_password(client)

    page = here.get("/admin/account/sessions/").text
    here.post("/admin/account/sessions/")

    assert re.findall("<strong>(.+?)</strong>", page.split("<form class")[1]) == [
        "192.0.2.9",
        "Here",
    ]
    assert "Lynx" in page
    assert (is_signed_in(here), Session.objects.count()) == (True, 1)
    assert elsewhere.get("/admin/").url == "/admin/login/?next=/admin/"


def test_the_password_is_changed_by_whoever_knows_it():
    member = make_member()
    client = at_the_door()
    give_password(client)

    client.post(
        "/admin/password_change/",
        {"oldpassword": "wrong", "password1": "a new sentence", "password2": "a new sentence"},
    )

    member.refresh_from_db()
    assert member.check_password(PASSWORD)
