"""What the search knows, and what it forgets."""

import pytest
from django.db import connection

from incidents.models import Incident, Postmortem
from incidents.redaction import redact
from pages.models import Page
from public import failures
from public.models import IndexedIncident, SearchIndex
from public.publish import keep_fresh, publish, publish_all, store
from public.search import index
from tests.factories import make_component, make_incident, make_maintenance
from tests.public.search.asking import found

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_not_for_readers_is_never_found(client):
    secret = make_component(name="Okapi")
    incident = make_incident(body="A zebra.", component_statuses=[(secret, "major_outage")])
    make_incident(name="Another", body="An elephant.").withdraw()
    assert found(client, q="okapi") == ["Slow deliveries"]
    secret.is_visible = False
    secret.save_details()

    # The index may lag behind; what is withdrawn may not.
    Incident.objects.filter(pk=incident.pk).update(published_at=None)

    assert [found(client, q=words) for words in ("okapi", "zebra", "elephant")] == [[], [], []]
    assert "Nothing found for “zebra”." in client.get("/search?q=zebra").text
    assert client.get(f"/search?component={secret.code}").status_code == 404


def test_what_was_taken_off_a_public_incident_is_found_no_more(client):
    hidden = make_component(name="Okapi")
    incident = make_incident(component_statuses=[(hidden, "major_outage")])
    incident.post_update(status="resolved", body="Over.")
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("A giraffe.")
    postmortem.publish()
    before = [found(client, q=words) for words in ("okapi", "giraffe")]

    hidden.is_visible = False
    hidden.save_details()
    postmortem.unpublish()

    assert before == [["Slow deliveries"], ["Slow deliveries"]]
    assert [found(client, q=words) for words in ("okapi", "giraffe")] == [[], []]


def test_of_an_update_that_was_removed_only_the_reason_is_found(client):
    api = make_component()
    incident = make_incident()
    update = incident.post_update(
        status="identified",
        body="A pelican.",
        component_statuses=[(api, None)],
        impact_words={api: {"fails": "Okapis"}},
    )

    update.retract(reason="It was a flamingo.")

    assert [found(client, q=words) for words in ("pelican", "okapis", "flamingo")] == [
        [], [], ["Slow deliveries"],
    ]  # fmt: skip


def test_a_secret_that_was_taken_out_is_found_no_more(client):
    incident = make_incident(body="The password is hunter2.")

    redact(incident, "hunter2")

    assert [found(client, q=words) for words in ("hunter2", "password")] == [
        [], ["Slow deliveries"],
    ]  # fmt: skip
    assert [row for row in IndexedIncident.objects.all() if "hunter2" in row.text] == []


def test_a_secret_that_was_taken_out_leaves_nothing_in_the_index_itself():
    incident = make_incident(body="The password is hunter2.")
    before = b"hunter2" in whole_index()

    redact(incident, "hunter2")

    assert (before, b"hunter2" in whole_index()) == (True, False)


def whole_index():
    """What the database's own index holds, as it is stored."""
    tables = {"sqlite": "SELECT block FROM public_words_data",
              "postgresql": "SELECT vector::text FROM public_indexedincident"}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(tables[connection.vendor])
        rows = cursor.fetchall()
    return b"".join(row[0].encode() if isinstance(row[0], str) else bytes(row[0]) for row in rows)


def test_a_correction_replaces_the_words_from_before(client):
    incident = make_incident(name="Pelican")

    incident.rename("Flamingo")

    assert (found(client, q="pelican"), found(client, q="flamingo")) == ([], ["Flamingo"])


def test_a_withdrawn_incident_leaves_the_index_and_comes_back(client):
    incident = make_incident(name="Pelican")

    incident.withdraw()
    indexed = IndexedIncident.objects.count()
    incident.restore()

    assert (indexed, found(client, q="pelican")) == (0, ["Pelican"])


def test_an_index_that_fails_keeps_nothing_from_readers_and_heals(client, monkeypatch):
    def fail(pks):
        raise ValueError("no such column")

    make_incident(name="Before")
    with monkeypatch.context() as broken:
        broken.setattr(index, "_write", fail)
        incident = make_incident(name="Pelican")
        assert b"Pelican" in store().read(incident.get_absolute_url())
        assert [failure.path for failure in failures.read().values()] == ["/search"]

    publish()

    assert (found(client, q="pelican"), failures.read()) == (["Pelican"], {})


def test_what_a_lost_process_did_not_index_the_clock_does(client):
    make_incident(name="Pelican")
    IndexedIncident.objects.all().delete()
    SearchIndex.objects.update(revision=Page.current().revision - 1)

    keep_fresh()

    assert found(client, q="pelican") == ["Pelican"]
    assert not index.is_behind()


def test_many_changes_at_once_are_left_to_the_clock(client, monkeypatch):
    make_incident(name="Pelican")
    make_maintenance(name="Pelican house")
    SearchIndex.objects.update(revision=0)
    IndexedIncident.objects.all().delete()

    index.update(limit=1)
    at_once = found(client, q="pelican")
    keep_fresh()

    assert (at_once, found(client, q="pelican")) == ([], ["Pelican house", "Pelican"])


def test_the_whole_index_is_made_anew_with_the_whole_site(client):
    make_incident(name="Pelican")
    IndexedIncident.objects.all().delete()

    publish_all()

    assert found(client, q="pelican") == ["Pelican"]


def test_the_longest_history_of_an_incident_is_indexed(client):
    incident = make_incident(name="Pelican")
    for letter in "abcdefghijklmnopqrstuvwxyz":
        words = " ".join(f"{letter}{number:x}" for number in range(4000))
        incident.post_update(status="identified", body=words[:25_000])

    assert (failures.read(), found(client, q="zff")) == ({}, ["Pelican"])
