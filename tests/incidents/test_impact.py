from itertools import combinations

import pytest

from components.status import ComponentStatus
from incidents.status import Impact, impact_of
from tests.factories import make_component, make_incident
from tests.incidents.moments import HOUR, NOON

IMPACTS = {
    "operational": "none",
    "under_maintenance": "none",
    "degraded_performance": "minor",
    "partial_outage": "major",
    "major_outage": "critical",
}


@pytest.mark.parametrize(("status", "impact"), IMPACTS.items())
def test_the_impact_follows_from_the_status_of_a_component(status, impact):
    assert impact_of([status]) == impact


def test_the_worst_component_decides():
    from_mild_to_severe = ["none", "minor", "major", "critical"]
    mixes = [mix for size in range(1, 6) for mix in combinations(ComponentStatus.values, size)]

    impacts = {mix: impact_of(mix) for mix in mixes}

    assert impacts == {
        mix: max((IMPACTS[status] for status in mix), key=from_mild_to_severe.index)
        for mix in mixes
    }


def test_no_component_is_no_impact():
    assert impact_of([]) == "none"


@pytest.mark.django_db
def test_the_impact_of_an_incident_only_grows():
    api, sms = make_component(name="API", at=NOON), make_component(name="SMS", at=NOON)
    incident = make_incident(at=NOON)

    impacts = [incident.impact]
    for hour, statuses in enumerate(
        [
            [(api, "degraded_performance")],
            [(api, "operational"), (sms, "partial_outage")],
            [(sms, "operational"), (api, "major_outage")],
            [(api, "operational"), (sms, "operational")],
        ],
        start=1,
    ):
        at = NOON + hour * HOUR
        incident.post_update(status="identified", body="x", at=at, component_statuses=statuses)
        impacts.append(incident.impact)

    assert impacts == ["none", "minor", "major", "critical", "critical"]


@pytest.mark.django_db
def test_a_resolved_incident_keeps_the_impact_of_its_peak():
    api = make_component(at=NOON)
    incident = make_incident(at=NOON, component_statuses=[(api, "partial_outage")])

    incident.post_update(status="resolved", body="x", component_statuses=[(api, "operational")])

    incident.refresh_from_db()
    assert (incident.is_resolved, incident.impact) == (True, "major")


@pytest.mark.django_db
def test_what_other_incidents_do_to_a_component_does_not_count():
    api = make_component(at=NOON)
    make_incident(at=NOON, component_statuses=[(api, "major_outage")])

    other = make_incident(at=NOON + HOUR, component_statuses=[(api, "degraded_performance")])

    assert other.impact == "minor"


@pytest.mark.django_db
@pytest.mark.parametrize("impact", Impact.values)
def test_staff_may_state_the_impact_by_hand(impact):
    api = make_component(at=NOON)

    incident = make_incident(
        at=NOON, impact_override=impact, component_statuses=[(api, "partial_outage")]
    )

    incident.refresh_from_db()
    assert incident.impact == impact


@pytest.mark.django_db
def test_the_impact_stated_by_hand_stands_whatever_the_components_do():
    api = make_component(at=NOON)
    incident = make_incident(at=NOON, impact_override="minor")

    incident.post_update(status="identified", body="x", component_statuses=[(api, "major_outage")])

    assert incident.impact == "minor"


@pytest.mark.django_db
def test_taking_the_hand_off_the_impact_lets_it_follow_the_components_again():
    api = make_component(at=NOON)
    incident = make_incident(
        at=NOON, impact_override="minor", component_statuses=[(api, "major_outage")]
    )

    incident.rename(incident.name)
    kept = incident.impact
    incident.rename(incident.name, impact_override="")

    assert (kept, incident.impact) == ("minor", "critical")
