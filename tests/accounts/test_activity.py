from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import AppendOnly, AuditEvent, User
from incidents.models import Postmortem, ScheduledMaintenance
from incidents.redaction import redact
from incidents.refusals import NameMissing
from pages.models import Page
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


def log():
    """The events, oldest first, without their times."""
    fields = ["actor", "action", "kind", "label", "summary"]
    return list(AuditEvent.objects.order_by("pk").values_list(*fields))


def since(count):
    return [event[:4] for event in log()[count:]]


def test_each_thing_that_is_told_is_one_event():
    component, group = make_component(), make_group()
    incident = make_incident(component_statuses=[(component, "major_outage")])
    incident.post_update(
        status="resolved", body="Back.", component_statuses=[(component, "operational")]
    )
    update = incident.updates.last()
    update.correct(body="Back again.")
    update.retract(reason="It is not.")
    redact(incident, "looking")
    incident.post_update(status="resolved", body="Now it is.")
    incident.rename("Slow API")
    incident.withdraw()
    incident.restore()
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("A disk.")
    postmortem.publish()
    postmortem.unpublish()
    component.set_status("partial_outage")
    component.save_details()
    group.remove()
    Page.current().save_settings()

    assert log() == [
        ("system", "added", "component", "API", ""),
        ("system", "saved", "component group", "Platform", ""),
        ("system", "declared", "incident", "Slow deliveries", ""),
        ("system", "posted an update of", "incident", "Slow deliveries", "Resolved"),
        ("system", "corrected an update of", "incident", "Slow deliveries", ""),
        ("system", "removed an update of", "incident", "Slow deliveries", ""),
        ("system", "redacted", "incident", "Slow deliveries", ""),
        ("system", "posted an update of", "incident", "Slow deliveries", "Resolved"),
        ("system", "renamed", "incident", "Slow API", ""),
        ("system", "withdrew", "incident", "Slow API", ""),
        ("system", "restored", "incident", "Slow API", ""),
        ("system", "saved the draft of", "postmortem", "Postmortem of Slow API", ""),
        ("system", "published", "postmortem", "Postmortem of Slow API", ""),
        ("system", "unpublished", "postmortem", "Postmortem of Slow API", ""),
        ("system", "set the status of", "component", "API", "Partial Outage"),
        ("system", "saved", "component", "API", ""),
        ("system", "deleted", "component group", "Platform", ""),
        ("system", "changed the settings of", "page", "Acme", ""),
    ]


def test_each_step_of_a_maintenance_is_one_event():
    maintenance = ScheduledMaintenance.objects.get(pk=make_maintenance().pk)
    later = timezone.now() + timedelta(days=2)
    maintenance.reschedule(scheduled_for=later, scheduled_until=later + timedelta(hours=1))
    maintenance.start()
    maintenance.complete()

    actions = [event[1:3] for event in log()]

    assert actions == [
        ("scheduled", "scheduled maintenance"),
        ("moved", "scheduled maintenance"),
        ("posted an update of", "scheduled maintenance"),
        ("posted an update of", "scheduled maintenance"),
    ]


def test_what_is_refused_leaves_no_event():
    incident = make_incident()
    before = log()

    with pytest.raises(NameMissing):
        incident.rename("")

    assert log() == before


def test_what_staff_do_is_put_down_to_them():
    incident = make_incident()
    client = sign_in(make_staff())
    before = len(log())

    client.post(f"/admin/incidents/incident/{incident.pk}/change/name/", {"name": "Slow API"})
    client.post(
        "/admin/incidents/incidenttemplate/add/",
        {"name": "Outage", "title": "Outage", "body": "Hm.", "status": "investigating"},
    )

    assert since(before) == [
        ("alice", "renamed", "incident", "Slow API"),
        ("alice", "added", "incident template", "Outage"),
    ]
    make_component()
    assert log()[-1][0] == "system"


def test_a_changed_role_is_put_down_with_the_role():
    colleague = make_staff("colleague", [])
    client = sign_in(make_staff())
    before = len(log())
    author = Group.objects.get(name="author")

    client.post(
        f"/admin/accounts/user/{colleague.pk}/change/",
        {"username": "colleague", "is_active": "on", "groups": author.pk},
    )

    assert log()[before:] == [("alice", "changed", "user", "colleague", "Role\nRole: author")]


def test_signing_in_failing_to_and_signing_out_are_put_down():
    User.objects.create_superuser("alice", password=PASSWORD)
    client = Client()
    for username, password in [("alice", "wrong"), (PASSWORD, "alice"), ("alice", PASSWORD)]:
        client.post("/admin/login/", {"login": username, "password": password})
    client.post("/admin/logout/")

    assert log() == [
        ("alice", "failed to sign in", "user", "alice", ""),
        ("alice", "signed in", "user", "alice", ""),
        ("alice", "signed out", "user", "alice", ""),
    ]


def test_the_log_cannot_be_rewritten():
    make_component()
    event = AuditEvent.objects.get()
    before = log()

    for rewrite in [
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(actor="nobody"),
    ]:
        with pytest.raises(AppendOnly):
            rewrite()

    assert log() == before


def test_the_log_is_found_by_who_what_when_and_words():
    make_component(name="API")
    make_component(name="Website")
    client = sign_in(make_staff())
    make_group()
    found = {}

    for query in ["kind=component", "actor=alice", "q=website", "at__year=1999"]:
        page = client.get(f"/admin/accounts/auditevent/?{query}")
        found[query] = [event.label for event in page.context["cl"].queryset]

    assert found == {
        "kind=component": ["Website", "API"],
        "actor=alice": ["alice"],
        "q=website": ["Website"],
        "at__year=1999": [],
    }
