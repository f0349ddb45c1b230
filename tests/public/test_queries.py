"""What a document costs: a number of queries that does not grow with what it shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident, Postmortem
from public import history, home, kept
from public import incident as incident_page
from public.month import Month
from tests.factories import make_component, make_group, make_incident, make_maintenance


def fill(at, *, components, incidents):
    groups = [make_group(name=f"Group {number}") for number in range(components // 5)]
    parts = [
        make_component(name=f"Part {number}", group=groups[number % len(groups)], at=at(1, 1))
        for number in range(components)
    ]
    affected = [(part, "major_outage") for part in parts[:10]]
    for number in range(incidents):
        began = at(8, 10) + timedelta(hours=number)
        make_incident(at=began, component_statuses=affected)
        over = make_incident(at=began, component_statuses=affected)
        over.post_update(status="resolved", body="Over.", at=began + timedelta(hours=1))
        postmortem = Postmortem.objects.of(over)
        postmortem.save_draft("Why.")
        postmortem.publish(at=at(8, 12))
        for start in [at(8, 11), at(8, 20)]:
            work = make_maintenance(
                at=at(8, 1),
                scheduled_for=start,
                scheduled_until=start + timedelta(hours=2),
                components=parts[:10],
            )
            if start < at(8, 14):
                work.start(at=start)


def queries(render) -> int:
    kept.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        render()
    return len(captured)


@pytest.mark.parametrize(("components", "incidents"), [(5, 1), (50, 10)])
def test_a_document_costs_the_same_few_queries_however_much_it_shows(
    status_page, at, components, incidents
):
    fill(at, components=components, incidents=incidents)
    resolved = Incident.objects.filter(resolved_at__isnull=False)
    now = at(8, 14)

    assert {
        "home": queries(lambda: home.render(status_page, now=now)),
        "live": queries(lambda: home.render_live(status_page, now=now)),
        "incident": queries(
            lambda: incident_page.render(status_page, incident_page.loaded(resolved)[0], now=now)
        ),
        "history": queries(lambda: history.render(status_page, Month(2026, 8), now=now)),
    } == {"home": 11, "live": 11, "incident": 5, "history": 9}
