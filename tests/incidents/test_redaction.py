"""A secret that was told: nothing keeps it, in the database or in a file."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from incidents import refusals
from incidents.models import IncidentTemplate, Postmortem
from incidents.redaction import MASK, redact
from public.publish import publish_all, store
from tests.factories import make_component, make_incident, make_series
from tests.incidents.refused import refused
from tests.staff import make_staff

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "hunter2-ÄΩ"
UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}


def rows_with(secret):
    """Every row of every table that holds it."""
    return [
        (model.__name__, row)
        for model in apps.get_models()
        for row in model.objects.values_list()
        if any(secret in value for value in row if isinstance(value, str))
    ]


def files_with(folder, secret):
    """Every file on the disk that holds it, served or not, packed or not."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [
        file.relative_to(folder)
        for file in files
        if secret.encode() in UNPACK.get(file.suffix, bytes)(file.read_bytes())
    ]


def tell_everywhere():
    long_ago = timezone.now() - timedelta(days=200)
    before_that = long_ago - timedelta(days=100)
    api = make_component(at=before_that)
    incident = make_incident(
        name=f"Login with {SECRET}",
        body=f"The password is {SECRET}, yes, {SECRET}.",
        at=long_ago,
        component_statuses=[(api, "partial_outage")],
        impact_words={api: {"fails": f"Logins as {SECRET}"}},
    )
    incident.post_update(status="identified", body="Harmless.", at=long_ago)
    update = incident.post_update(status="resolved", body=f"{SECRET} is the reason.", at=long_ago)
    update.correct(body=f"{SECRET} was the reason.", reason=f"Not {SECRET} any more.")
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft(f"Who knew {SECRET}?")
    postmortem.publish()
    # Of the present, and of a month of which the incident itself makes nothing anew.
    for starts_at in (timezone.now() - timedelta(minutes=9), before_that):
        api.status_corrections.record(
            api,
            starts_at=starts_at,
            until=starts_at + timedelta(minutes=8),
            status="partial_outage",
            reason=f"Nobody could log in as {SECRET}.",
        )
    make_series(name=f"Change of {SECRET}", body=f"{SECRET} is changed.")
    IncidentTemplate.objects.create(name="Login", title=f"{SECRET} again", body=f"As {SECRET}.")
    LogEntry.objects.create(
        user=make_staff(), action_flag=2, object_repr=incident.name, change_message=SECRET
    )
    return incident


def test_a_secret_goes_from_every_table_and_every_file(published_dir):
    incident = tell_everywhere()
    # Another generation, and editions before the one that is served.
    publish_all()
    make_incident(name="Another")
    before = len(rows_with(SECRET)), len(files_with(published_dir, SECRET))

    redact(incident, f" {SECRET}\r\n")

    assert before[0] > 5 < before[1]
    assert rows_with(SECRET) == []
    assert files_with(published_dir, SECRET) == []
    incident.refresh_from_db()
    assert incident.name == f"Login with {MASK}"
    assert [(u.body, u.redacted_at is not None) for u in incident.updates.all()] == [
        (f"The password is {MASK}, yes, {MASK}.", True),
        ("Harmless.", False),
        (f"{MASK} was the reason.", True),
    ]
    page = store().read(f"/incidents/{incident.code}").decode()
    assert page.count("Part of this update was removed") == 2


def test_a_secret_goes_from_the_files_when_the_whole_site_is_made_anew(published_dir, monkeypatch):
    incident = tell_everywhere()
    # The change is stored; the process that was to publish it is gone.
    monkeypatch.setattr("public.publish.publish", lambda **kwargs: 0)
    redact(incident, SECRET)

    publish_all()

    assert files_with(published_dir, SECRET) == []


def test_only_the_very_same_letters_are_blacked_out():
    incident = make_incident(body="The password, the PASSWORD, is secret.")
    other = make_incident(body="The PASSWORD stays.")

    redact(incident, "PASSWORD", by=make_staff())

    assert incident.updates.get().body == f"The password, the {MASK}, is secret."
    assert other.updates.get().body == "The PASSWORD stays."
    assert [
        (row.kind, row.body, row.by.username) for row in incident.updates.get().revisions.all()
    ] == [("redaction", "", "alice")]


def test_what_is_nowhere_or_too_short_is_refused():
    incident = make_incident(body="The password is secret.")

    with refused(refusals.SecretNotFound):
        redact(incident, "Secret")
    with refused(refusals.SecretTooShort):
        redact(incident, " is ")
