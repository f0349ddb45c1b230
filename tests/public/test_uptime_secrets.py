"""What only staff may know is found in no word of the uptime."""

import json

from public.month import Month
from public.uptime import bars, data, document, records
from tests.factories import make_component, make_group, make_incident, make_maintenance

SECRET = "canary"


def texts(page, now):
    loaded = bars.load(page, records.shown(), now=now)
    return {
        "page": document.render(page, Month.of(now, page.zone), now=now),
        "past": document.render(page, Month(2026, 8), now=now),
        "bars": "".join(loaded.values()),
        "data": data.render(page, now).decode(),
    }


def test_no_hidden_component_and_no_withdrawn_incident_appears(status_page, at):
    api = make_component(at=at(1, 1))
    group = make_group(name=f"{SECRET} group")
    hidden = make_component(name=f"{SECRET} part", group=group, at=at(1, 1))
    make_component(name=f"{SECRET} silent", showcase=False, at=at(1, 1))
    affected = [(api, "major_outage"), (hidden, "major_outage")]
    told = make_incident(at=at(8, 10), body=f"{SECRET} body", component_statuses=affected)
    told.post_update(status="resolved", body="Over.", at=at(9, 2))
    make_incident(name=f"{SECRET} name", at=at(8, 12), component_statuses=affected).withdraw()
    only_hidden = [(hidden, "partial_outage")]
    make_incident(name=f"{SECRET} elsewhere", at=at(8, 12), component_statuses=only_hidden)
    make_maintenance(
        name=f"{SECRET} work",
        at=at(8, 1),
        scheduled_for=at(10, 1),
        scheduled_until=at(10, 2),
        components=[api],
    )
    hidden.is_visible = False
    hidden.save_details()

    found = texts(status_page, at(9, 3))

    assert {name for name, text in found.items() if "Slow deliveries" in text} == set(found)
    assert {name for name, text in found.items() if SECRET in text} == set()


def test_what_only_a_removed_update_said_belongs_to_no_day(status_page, at):
    api, site = make_component(at=at(1, 1)), make_component(name="Site", at=at(1, 1))
    incident = make_incident(at=at(8, 10), component_statuses=[(api, None)])
    wrong = incident.post_update(
        status="identified", body="Oh.", at=at(8, 11), component_statuses=[(site, None)]
    )
    before = naming(incident, status_page, at(8, 14))

    wrong.retract(reason="It was only the API.")

    assert before == {"API": 5, "Site": 4}
    assert naming(incident, status_page, at(8, 14)) == {"API": 5, "Site": 0}


def naming(incident, page, now):
    """On how many days of each component the incident is named."""
    told = json.loads(data.render(page, now))["uptimeData"].values()
    related = {"name": incident.name, "code": incident.code}
    return {
        entry["component"]["name"]: sum(day["related_events"] == [related] for day in entry["days"])
        for entry in told
    }
