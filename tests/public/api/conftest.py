from datetime import timedelta

import pytest
import time_machine

from incidents.models import Postmortem
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.api.published import NOW


@pytest.fixture
def clock(db):
    """It is noon of August 14, 2026; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def everything(clock):
    """A page on which everything happens that a document can tell of."""
    group = make_group(description="All of it")
    api = make_component(group=group, description="For programs", start_date=NOW.date())
    make_component(name="Web")
    make_incident(
        component_statuses=[(api, "degraded_performance")],
        impact_words={api: {"fails": "Uploads"}},
        next_update_by=NOW + timedelta(hours=1),
    )
    over = make_incident(at=NOW - timedelta(days=30), component_statuses=[(api, "major_outage")])
    for status in ("monitoring", "resolved"):
        over.post_update(status=status, body="It works.")
    postmortem = Postmortem.objects.of(over)
    postmortem.save_draft("The disk was full.")
    postmortem.publish()
    make_maintenance(components=[api]).start()
    make_maintenance()
