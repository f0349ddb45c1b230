"""The daily data, in the shape in which Statuspage's pages embed it."""

import json
from datetime import date, timedelta

from public.uptime import data as uptime_data
from tests.factories import make_component, make_group, make_incident


def told(page, now):
    return json.loads(uptime_data.render(page, now))


def shape(value):
    """The keys and types alone; of a list, those that its items have."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    if isinstance(value, list):
        return [*dict.fromkeys(repr(shape(part)) for part in value)]
    return type(value).__name__


def down_for_an_hour(part, at):
    incident = make_incident(at=at(8, 13), component_statuses=[(part, "partial_outage")])
    incident.post_update(
        status="resolved",
        body="Over.",
        at=at(8, 13, 0, 45),
        component_statuses=[(part, "major_outage")],
    )
    part.set_status("operational", at=at(8, 13, 1))
    return incident


def test_each_component_and_group_is_told_with_its_three_figures(status_page, at):
    group = make_group(position=2)
    api = make_component(at=at(1, 1), start_date=date(2026, 8, 13))
    part = make_component(name="Mail", at=at(1, 1), group=group)
    other = make_component(name="Push", at=at(1, 1), group=group)
    unborn = make_component(name="To come", at=at(9, 1), position=3)
    down_for_an_hour(part, at)

    data = told(status_page, at(8, 14, 12))

    entries = data["uptimeData"]
    assert list(entries) == [api.code, group.code, part.code, other.code, unborn.code]
    assert {code: entry["component"] for code, entry in entries.items()} == {
        api.code: {"code": api.code, "name": "API", "startDate": "2026-08-13"},
        group.code: {
            "code": group.code,
            "name": "Platform",
            "isGroup": True,
            "group": [part.code, other.code],
        },
        part.code: {"code": part.code, "name": "Mail"},
        other.code: {"code": other.code, "name": "Push"},
        unborn.code: {"code": unborn.code, "name": "To come"},
    }
    assert {len(entry["days"]) for entry in entries.values()} == {90}
    assert data["uptimeValues"] == [
        {"component": api.code, "ninety": 100.0, "sixty": 100.0, "thirty": 100.0},
        {"component": group.code, "ninety": 99.98, "sixty": 99.98, "thirty": 99.96},
        {"component": part.code, "ninety": 99.97, "sixty": 99.96, "thirty": 99.93},
        {"component": other.code, "ninety": 100.0, "sixty": 100.0, "thirty": 100.0},
    ]


def test_a_day_is_told_with_its_seconds_and_the_incidents_of_a_component(status_page, at):
    group = make_group()
    part = make_component(name="Mail", at=at(1, 1), group=group)
    make_component(name="Push", at=at(1, 1), group=group)
    incident = down_for_an_hour(part, at)

    entries = told(status_page, at(8, 14, 12))["uptimeData"]

    assert entries[part.code]["days"][-2:] == [
        {
            "date": "2026-08-13",
            "outages": {"p": 2700, "m": 900},
            "related_events": [{"name": "Slow deliveries", "code": incident.code}],
        },
        {"date": "2026-08-14", "outages": {}, "related_events": []},
    ]
    assert entries[group.code]["days"][-2:] == [
        {"date": "2026-08-13", "outages": {"p": 1350, "m": 450}},
        {"date": "2026-08-14", "outages": {}},
    ]


def test_the_document_has_the_keys_and_types_of_statuspages(status_page, at):
    group = make_group(position=2)
    api = make_component(at=at(1, 1), start_date=date(2026, 8, 13))
    part = make_component(name="Mail", at=at(1, 1), group=group)
    down_for_an_hour(part, at)

    found = shape(told(status_page, at(8, 14, 12)))

    # Written down from a page of Statuspage's; there, too, whatever there is none of is left out.
    seconds = ["{}", "{'p': 'int', 'm': 'int'}"]
    fine = "{'date': 'str', 'outages': {}, 'related_events': []}"
    event = repr([repr({"name": "str", "code": "str"})])
    assert found == {
        "uptimeData": {
            api.code: {
                "component": {"code": "str", "name": "str", "startDate": "str"},
                "days": [fine],
            },
            group.code: {
                "component": {
                    "code": "str",
                    "name": "str",
                    "isGroup": "bool",
                    "group": ["'str'"],
                },
                "days": [f"{{'date': 'str', 'outages': {lost}}}" for lost in seconds],
            },
            part.code: {
                "component": {"code": "str", "name": "str"},
                "days": [
                    fine,
                    f"{{'date': 'str', 'outages': {seconds[1]}, 'related_events': {event}}}",
                ],
            },
        },
        "uptimeValues": [
            "{'component': 'str', 'ninety': 'float', 'sixty': 'float', 'thirty': 'float'}"
        ],
    }


def test_figures_that_statuspage_published_come_out_the_same(status_page, at):
    group = make_group()
    converter = make_component(name="Converter", group=group, at=at(1, 1))
    make_component(name="Silent", group=group, at=at(1, 1), showcase=False)
    kiosk = make_component(name="Kiosk", group=group, at=at(1, 1))
    midnight = at(7, 23)
    began = midnight - timedelta(seconds=12_499 + 37_892)
    for component in (converter, kiosk):
        component.set_status("major_outage", at=began)
    converter.set_status("operational", at=began + timedelta(seconds=12_499))
    kiosk.set_status("partial_outage", at=began + timedelta(seconds=12_499))
    kiosk.set_status("operational", at=midnight + timedelta(seconds=48_011))

    data = told(status_page, at(8, 14, 12))

    lost = {
        code: [(day["date"], day["outages"]) for day in entry["days"] if day["outages"]]
        for code, entry in data["uptimeData"].items()
    }
    assert lost == {
        group.code: [("2026-07-22", {"p": 18_946, "m": 12_499}), ("2026-07-23", {"p": 24_005})],
        converter.code: [("2026-07-22", {"m": 12_499})],
        kiosk.code: [("2026-07-22", {"p": 37_892, "m": 12_499}), ("2026-07-23", {"p": 48_011})],
    }
    assert [list(values.values())[1:] for values in data["uptimeValues"]] == [
        [99.67, 99.51, 99.05],
        [99.83, 99.76, 99.53],
        [99.5, 99.27, 98.57],
    ]
