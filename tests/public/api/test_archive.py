"""All incidents there ever were: an old document is as true as a new one."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_component, make_incident, make_maintenance
from tests.public.api.published import NOW, published, read

pytestmark = pytest.mark.usefixtures("clock")


def test_a_month_holds_what_began_in_it_and_nothing_that_may_still_be_moved():
    make_incident(name="Now")
    make_incident(name="Last month", at=datetime(2026, 7, 31, 23, 59, tzinfo=UTC))
    make_incident(name="First", at=datetime(2026, 5, 2, tzinfo=UTC), status="resolved")
    make_maintenance(
        name="Announced in July", at=datetime(2026, 7, 1, tzinfo=UTC), scheduled_for=NOW,
        scheduled_until=NOW + timedelta(hours=1),
    ).start(at=NOW)  # fmt: skip
    make_maintenance(
        name="Yet to come", scheduled_for=NOW + timedelta(hours=1),
        scheduled_until=NOW + timedelta(hours=2),
    )  # fmt: skip

    archive = read("incidents/archive")
    july, august = read("incidents/archive/2026-07"), read("incidents/archive/2026-08")

    assert archive["months"] == [
        {
            "month": month,
            "url": f"http://status.example.com/api/v2/incidents/archive/{month}.json",
        }
        for month in ("2026-08", "2026-07", "2026-06", "2026-05")
    ]
    assert [(july["month"], names(july)), (august["month"], names(august))] == [
        ("2026-07", (["Last month"], [])),
        ("2026-08", (["Now"], ["Announced in July"])),
    ]


def names(month):
    return tuple(
        [each["name"] for each in month[key]] for key in ("incidents", "scheduled_maintenances")
    )


def test_an_incident_has_a_document_of_its_own_with_what_the_archive_says_of_it():
    api = make_component()
    incident = make_incident(component_statuses=[(api, "major_outage")])

    document = read(f"incidents/{incident.code}")

    assert list(document) == ["page", "incident"]
    assert document["incident"]["components"] == [{"id": api.code, "name": "API"}]
    (archived,) = read("incidents/archive/2026-08")["incidents"]
    assert document["incident"] == {
        **archived,
        "next_update_by": None,
        "next_update_overdue": False,
        "postmortem_promised_by": None,
        "postmortem_overdue": False,
    }
    (listed,) = read("incidents")["incidents"]
    assert {**listed, "components": None} == {**document["incident"], "components": None}


def test_a_document_of_the_past_does_not_change_with_the_present(clock):
    api = make_component()
    incident = make_incident(component_statuses=[(api, "major_outage")], status="resolved")
    paths = [
        f"/api/v2/incidents/{incident.code}.json",
        "/api/v2/incidents/archive/2026-08.json",
        f"/components/{api.code}/history.atom",
        f"/components/{api.code}/history.rss",
        f"/components/{api.code}/history.ics",
    ]
    before = published()

    clock.shift(60)
    api.set_status("operational")
    after = published()

    assert [path for path in paths if before[path] != after[path]] == []
    assert before["/api/v2/components.json"] != after["/api/v2/components.json"]


def test_equal_contents_make_equal_bytes():
    make_incident(component_statuses=[(make_component(), "major_outage")])
    make_maintenance()

    assert published(NOW) == published(NOW)


def test_the_documents_are_compact_utf_8():
    make_incident(name="Störung 🔥 שלום")

    body = published()["/api/v2/incidents.json"]

    assert "Störung 🔥 שלום" in body.decode()
    compact = json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":"))
    assert body.decode() == compact + "\n"
