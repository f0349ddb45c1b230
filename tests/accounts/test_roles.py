"""Nobody may do more than the table in docs/staff.md says, nor less."""

from collections import Counter

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import URLResolver, reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import make_roles
from components.models import Component, ComponentGroup, StatusChange, StatusCorrection
from incidents.models import (
    Incident,
    IncidentTemplate,
    IncidentUpdate,
    MaintenanceSeries,
    PromiseDefaults,
    Proposal,
    ScheduledMaintenance,
)
from pages.models import Page
from tests.accounts.role_table import ROLES, permitted
from tests.factories import make_component, make_group, make_incident, make_maintenance, make_series
from tests.staff import everything_told, make_staff, sign_in

pytestmark = pytest.mark.django_db


def patterns(found, prefix=""):
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        elif pattern.name:
            yield pattern


VIEWS = sorted({pattern.name for pattern in patterns(admin.site.urls[0])})
PARAMETERS = {p.name: list(p.pattern.converters) for p in patterns(admin.site.urls[0])}


def test_no_two_addresses_of_the_admin_share_a_name():
    names = Counter(pattern.name for pattern in patterns(admin.site.urls[0]))

    assert [name for name, count in names.items() if count > 1] == []


def make_member(role):
    member = make_staff(role.replace(" ", "-"), [])
    member.set_password("a long sentence")
    member.save()
    if role != "no role":
        member.groups.add(Group.objects.get(name=role))
    return member


@pytest.fixture
def rows():
    """One row of each model that the admin shows, by the model's label."""
    incident, component = make_incident(), make_component()
    make_maintenance()
    make_series()
    make_group()
    IncidentTemplate.objects.create(name="Outage", title="Outage", body="Hm.")
    colleague = make_staff("colleague", [])
    Proposal.objects.propose(incident, {"status": ["identified"], "body": ["Hm."]}, by=colleague)
    StatusCorrection.objects.record(
        component,
        starts_at=component.created_at,
        until=timezone.now(),
        status="major_outage",
        reason="The probe was broken.",
    )
    models = [Incident, Component, ComponentGroup, IncidentTemplate, StatusChange, User]
    PromiseDefaults.objects.get_or_create(pk=PromiseDefaults.PK)
    models += [
        StatusCorrection,
        PromiseDefaults,
        AuditEvent,
        Proposal,
        IncidentUpdate,
        ScheduledMaintenance,
        Page,
        MaintenanceSeries,
    ]
    made = {model._meta.label_lower: model.objects.order_by("-pk").first() for model in models}
    return {**made, Incident._meta.label_lower: incident, component._meta.label_lower: component}


def address(name, rows):
    if name == "app_list":
        return reverse("admin:app_list", args=["incidents"])
    if name == "view_on_site":
        return reverse("admin:view_on_site", args=[0, 0])
    if not PARAMETERS[name]:
        return reverse(f"admin:{name}")
    label = "accounts.user" if name == "auth_user_password_change" else model_of(name)
    row = rows[label]
    code = [row.updates.first().code] if "code" in PARAMETERS[name] else []
    return reverse(f"admin:{name}", args=[row.pk, *code])


def model_of(name):
    return ".".join(name.split("_")[:2])


def may(response):
    """Whether the view did its work, or answered what was wrong with the form."""
    if response.status_code == 302:
        return "/login/" not in response.url
    return response.status_code not in {403, 404, 405}


def test_every_view_of_the_admin_has_a_place_in_the_table():
    listed = {(method, view) for method, view in permitted() if method != "ACTION"}

    assert listed == {(method, name) for name in VIEWS for method in ("GET", "POST")}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_role_may_do_what_the_table_says_and_nothing_else(role, method, rows):
    member = make_member(role)
    table = permitted()

    answers = {}
    for name in VIEWS:
        client = sign_in(member)
        send = client.get if method == "GET" else client.post
        answers[name] = may(send(address(name, rows)))

    # There is nothing to be led to at its address.
    expected = {name: role in table[method, name] for name in VIEWS} | {"view_on_site": False}
    assert answers == expected


@pytest.mark.parametrize("role", ROLES)
def test_a_list_offers_the_actions_that_the_table_says(role):
    request = RequestFactory().get("/")
    request.user = make_member(role)
    names = {model._meta.label_lower.replace(".", "_"): admin.site.get_model_admin(model)
             for model in admin.site._registry}  # fmt: skip

    offered = {
        f"{name}:{action}"
        for name, model_admin in names.items()
        if model_admin.has_view_permission(request)
        for action in model_admin.get_actions(request)
    }

    table = permitted()
    assert offered == {view for method, view in table if method == "ACTION" and
                       role in table[method, view]}  # fmt: skip


def test_a_stranger_is_sent_to_the_sign_in_everywhere(rows):
    before = everything_told()
    views = [name for name in VIEWS if name not in {"login", "logout", "jsi18n"}]

    answers = {name: may(Client().post(address(name, rows))) for name in views}

    assert answers == dict.fromkeys(views, False)
    assert everything_told() == before


def test_an_administrator_cannot_take_over_a_superuser():
    boss = make_staff("boss")
    client = sign_in(make_member("administrator"))
    account = f"/admin/accounts/user/{boss.pk}/"

    answers = [
        client.post(f"{account}change/", {"username": "boss", "is_active": ""}).status_code,
        client.post(f"{account}password/", {"password1": "x" * 20, "password2": "x" * 20}),
    ]

    boss.refresh_from_db()
    assert [answers[0], answers[1].status_code] == [403, 403]
    assert (boss.is_active, boss.has_usable_password()) == (True, False)


def test_an_administrator_gives_roles_and_no_more():
    colleague = make_staff("colleague", [])
    client = sign_in(make_member("administrator"))
    author = Group.objects.get(name="author")

    client.post(
        f"/admin/accounts/user/{colleague.pk}/change/",
        {"username": "colleague", "is_active": "on", "groups": author.pk, "is_superuser": "on",
         "is_staff": "on", "user_permissions": [1, 2, 3]},
    )  # fmt: skip

    colleague.refresh_from_db()
    assert [group.name for group in colleague.groups.all()] == ["author"]
    assert (colleague.is_superuser, colleague.user_permissions.count()) == (False, 0)


def test_whoever_is_added_is_staff_with_the_role_given():
    client = sign_in(make_member("administrator"))
    viewer = Group.objects.get(name="viewer")

    client.post(
        "/admin/accounts/user/add/",
        {"username": "newcomer", "groups": viewer.pk,
         "password1": "a long sentence", "password2": "a long sentence"},
    )  # fmt: skip

    added = User.objects.get(username="newcomer")
    roles = [group.name for group in added.groups.all()]
    assert (added.is_staff, added.is_superuser, roles) == (True, False, ["viewer"])


def test_a_migration_sets_a_role_back_and_leaves_other_groups_alone():
    publisher = Group.objects.get(name="publisher")
    before = set(publisher.permissions.all())
    own = Group.objects.create(name="on call")
    own.permissions.add(*before)
    publisher.permissions.clear()

    make_roles()

    assert set(publisher.permissions.all()) == set(own.permissions.all()) == before
