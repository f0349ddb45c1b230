"""The summary: what is the matter now, keys in the order and values in the form of Statuspage."""

import json
from datetime import timedelta

import pytest

from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.api.objects import (
    affected_object,
    component_object,
    incident_object,
    page_object,
    update_object,
)
from tests.public.api.published import NOW, published, read

pytestmark = pytest.mark.usefixtures("clock")


def test_the_summary_has_the_keys_of_statuspage_in_its_order():
    web = make_component(name="Web", status="degraded_performance")

    summary = published()["/api/v2/summary.json"].decode()

    assert summary == written(
        {
            "page": page_object(),
            "components": [component_object(web, status="degraded_performance")],
            "incidents": [],
            "scheduled_maintenances": [],
            "status": {"indicator": "minor", "description": "Partially Degraded Service"},
        }
    )


def written(document):
    return json.dumps(document, separators=(",", ":")) + "\n"


def test_a_group_is_an_entry_before_its_components():
    platform = make_group(description="All of it")
    api = make_component(
        group=platform, status="major_outage", description="For programs", showcase=False
    )

    components = published()["/api/v2/components.json"].decode()

    assert components == written(
        {
            "page": page_object(),
            "components": [
                component_object(
                    platform,
                    status="major_outage",
                    description="All of it",
                    showcase=False,
                    group=True,
                    components=[api.code],
                ),
                component_object(
                    api,
                    status="major_outage",
                    description="For programs",
                    showcase=False,
                    group_id=platform.code,
                ),
            ],
        }
    )


def test_an_incident_tells_what_each_update_said_of_each_component():
    platform = make_group()
    api = make_component(group=platform)
    incident = make_incident(
        component_statuses=[(api, "partial_outage")],
        impact_words={api: {"fails": "Uploads", "workaround": "Try again"}},
        next_update_by=NOW + timedelta(hours=1),
    )
    words = {"fails": "Uploads", "works": None, "workaround": "Try again"}

    (told,) = read("summary")["incidents"]

    assert list(told.items()) == list(
        incident_object(
            incident,
            incident_updates=[
                update_object(
                    incident,
                    affected_components=[
                        affected_object(api, "Platform - API", "operational", "partial_outage")
                    ],
                    next_update_by="2026-08-14T13:00:00.000Z",
                    impact_words=[{"code": api.code, **words}],
                )
            ],
            components=[component_object(api, status="partial_outage", group_id=platform.code)],
            next_update_by="2026-08-14T13:00:00.000Z",
        ).items()
    )


def test_a_maintenance_ends_with_its_window():
    maintenance = make_maintenance()

    (told,) = read("summary")["scheduled_maintenances"]

    assert list(told.items()) == list(
        incident_object(
            maintenance,
            incident_updates=[update_object(maintenance)],
            scheduled_for="2026-08-15T12:00:00.000Z",
            scheduled_until="2026-08-15T14:00:00.000Z",
            actual_start=None,
            actual_end=None,
            cancelled=False,
        ).items()
    )


def test_a_page_on_which_nothing_happened_yet_has_empty_lists():
    summary = read("summary")

    assert {key: value for key, value in summary.items() if key != "page"} == {
        "components": [],
        "incidents": [],
        "scheduled_maintenances": [],
        "status": {"indicator": "none", "description": "All Systems Operational"},
    }


def test_components_count_their_positions_within_their_level():
    platform = make_group(position=2)
    names = [("Web", 1, None), ("API", 7, platform), ("Jobs", 9, platform), ("Mail", 3, None)]
    for name, position, group in names:
        make_component(name=name, position=position, group=group)

    components = read("components")["components"]

    assert [(each["name"], each["position"]) for each in components] == [
        ("Web", 1),
        ("Platform", 2),
        ("API", 1),
        ("Jobs", 2),
        ("Mail", 3),
    ]
