"""What was promised, and whether it was kept: posted is what counts, not what it is dated to."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.models import PromiseDefaults
from incidents.promises import promise_in_force, promises_of
from incidents.quarters import quarters
from tests.factories import make_incident
from tests.incidents.conftest import NOON

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def promised(incident):
    """Minutes after noon of each promise, and how it ended."""
    now = datetime.now(UTC)
    return [
        ((one.by - NOON) / MINUTE, "kept" if one.is_kept else one.is_missed(now) and "missed")
        for one in promises_of(incident, incident.updates.all())
    ]


def waited_for(incident):
    incident.refresh_from_db()
    promise = promise_in_force(incident, incident.updates.all())
    return promise and (promise.by - NOON) / MINUTE


@pytest.mark.parametrize(
    ("posted", "ended"), [(29, "kept"), (30, "kept"), (30.1, "missed"), (90, "missed")]
)
def test_a_promise_is_kept_by_an_update_posted_in_time(clock, posted, ended):
    incident = make_incident(next_update_by=NOON + 30 * MINUTE)
    clock.move_to(NOON + posted * MINUTE)

    incident.post_update(status="identified", body="A disk is full.")

    assert (promised(incident), waited_for(incident)) == ([(30, ended)], None)


def test_an_update_dated_back_keeps_no_promise_that_it_came_too_late_for(clock):
    incident = make_incident(next_update_by=NOON + 30 * MINUTE)
    clock.move_to(NOON + 40 * MINUTE)

    incident.post_update(status="identified", body="x", at=NOON + 20 * MINUTE)

    assert promised(incident) == [(30, "missed")]


def test_an_update_dated_before_another_answers_what_that_promised(clock):
    incident = make_incident(at=NOON - 30 * MINUTE, next_update_by=NOON + 30 * MINUTE)
    clock.move_to(NOON + 10 * MINUTE)

    incident.post_update(
        status="identified", body="x", at=NOON - 31 * MINUTE + MINUTE,
        next_update_by=NOON + 45 * MINUTE,
    )  # fmt: skip

    assert (promised(incident), waited_for(incident)) == ([(30, "kept"), (45, False)], 45)


def test_the_resolution_keeps_the_last_promise_and_makes_none(clock):
    incident = make_incident(next_update_by=NOON + 30 * MINUTE)
    clock.shift(600)

    incident.post_update(status="resolved", body="Over.", next_update_by=NOON + 60 * MINUTE)

    assert (promised(incident), waited_for(incident)) == ([(30, "kept")], None)


def test_a_record_of_the_past_was_no_promise(clock):
    incident = make_incident(at=NOON - 60 * MINUTE, next_update_by=NOON - 30 * MINUTE)
    incident.post_update(status="resolved", body="Over.")

    assert promised(incident) == []


def test_promises_are_counted_in_the_quarter_in_which_they_were_due(clock):
    clock.move_to(datetime(2026, 6, 30, 22, 10, tzinfo=UTC))
    late, early = make_incident(name="Late"), make_incident(name="Early")
    # Half past midnight of July 1 in Paris.
    late.post_update(
        status="identified", body="x", next_update_by=datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    )
    clock.shift(3600)
    late.post_update(status="resolved", body="Over.")
    clock.move_to(NOON)
    for minutes in (10, 20):
        early.post_update(status="identified", body="x", next_update_by=NOON + minutes * MINUTE)
    clock.shift(5)
    early.post_update(status="resolved", body="Over.")
    withdrawn = make_incident(next_update_by=NOON + MINUTE)
    withdrawn.withdraw()
    make_incident(next_update_by=NOON + 90 * MINUTE)
    clock.move_to(NOON + 60 * MINUTE)

    told = [
        (str(quarter), quarter.kept, quarter.missed, {
            incident.name: (counts.kept, counts.missed)
            for incident, counts in quarter.incidents.items()
        })
        for zone in ("Europe/Paris", "Etc/UTC")
        for quarter in quarters(now=datetime.now(UTC), zone=ZoneInfo(zone))
    ]  # fmt: skip

    assert told == [
        ("2026 Q3", 2, 1, {"Early": (2, 0), "Late": (0, 1)}),
        ("2026 Q3", 2, 0, {"Early": (2, 0)}),
        ("2026 Q2", 0, 1, {"Late": (0, 1)}),
    ]


def test_the_defaults_promise_the_sooner_the_worse_it_is():
    impacts = ["none", "minor", "major", "critical", "maintenance"]
    before = [PromiseDefaults.current().minutes(impact) for impact in impacts]
    PromiseDefaults(minor=None, major=45).save()

    after = [PromiseDefaults.current().minutes(impact) for impact in impacts]

    assert before == [None, 60, 30, 20, None]
    assert after == [None, None, 45, 20, None]
