"""What is refused, one rule after the other."""

import pytest

from incidents import refusals
from incidents.models import Incident, Postmortem, ScheduledMaintenance
from lib.refused import Refused
from pages.models import Page
from tests.factories import make_component, make_incident, make_maintenance
from tests.incidents.moments import DAY, HOUR, NOON
from tests.incidents.refused import refused

pytestmark = pytest.mark.django_db


OF_INCIDENTS = ["investigating", "identified", "monitoring", "resolved", "gone", ""]
OF_MAINTENANCES = ["scheduled", "in_progress", "verifying", "completed", "gone", ""]


def test_every_refusal_says_why_in_words_and_at_which_field():
    reasons = {
        name: (str(refusal()), refusal.field)
        for name, refusal in vars(refusals).items()
        if isinstance(refusal, type) and refusal is not Refused
    }

    assert sorted(reasons) == [
        "ActionMissing", "ActionTooLong", "BodyMissing", "BodyTooLong", "ComponentNotOnPage",
        "ComponentStatusUnknown", "ComponentTwice", "FirstUpdate", "ImpactUnknown",
        "MaintenanceOver", "NameMissing", "NameTooLong", "NotCancellable", "NotExtendable",
        "NotInProgress", "NotLonger", "NotScheduled", "NothingCorrected", "NothingToAnnounce",
        "OccurrenceAnnounced", "OccurrenceUnknown", "OwnerTooLong", "PlaceholderLeft",
        "PostmortemInTheFuture", "PostmortemNotPublished", "PostmortemNotReady",
        "PostmortemPromisedInThePast", "PostmortemPublished", "PromiseInThePast", "ReasonMissing",
        "ReasonTooLong", "RuleNeverHappens", "RuleTooFrequent", "RuleUnreadable", "SecretNotFound",
        "SecretTooShort", "SeriesEnded", "StatusOfAnotherKind", "UpdateBeforeIncident",
        "UpdateInTheFuture", "UpdateRetracted", "WindowEndsBeforeItStarts", "WindowHasBegun",
        "WindowUnchanged", "WindowsOverlap", "WordsTooLong",
    ]  # fmt: skip
    assert [field for _, field in reasons.values() if not field] == []
    assert [message for message, _ in reasons.values() if not message.endswith(".")] == []
    assert len({message for message, _ in reasons.values()}) == len(reasons)


@pytest.mark.parametrize("status", OF_MAINTENANCES)
def test_an_incident_is_not_declared_with_a_status_that_it_cannot_have(status):
    with refused(refusals.StatusOfAnotherKind):
        make_incident(status=status)


@pytest.mark.parametrize("status", OF_MAINTENANCES)
def test_an_incident_is_not_updated_with_a_status_that_it_cannot_have(status):
    incident = make_incident()

    with refused(refusals.StatusOfAnotherKind):
        incident.post_update(status=status, body="x")


@pytest.mark.parametrize("status", OF_INCIDENTS)
def test_a_maintenance_is_not_updated_with_a_status_of_an_incident(status):
    maintenance = make_maintenance()

    with refused(refusals.StatusOfAnotherKind):
        maintenance.post_update(status=status, body="x")


@pytest.mark.parametrize("body", ["", " \n\t ", "\x00", "\r\n"])
def test_nothing_is_told_without_words(body):
    incident = make_incident()

    with refused(refusals.BodyMissing):
        make_incident(body=body)
    with refused(refusals.BodyMissing):
        incident.post_update(status="resolved", body=body)
    with refused(refusals.BodyMissing):
        make_maintenance(body=body)
    with refused(refusals.BodyMissing):
        Postmortem(incident=incident).save_draft(body)


def test_nothing_is_told_with_too_many_words():
    incident = make_incident()
    body = "x" * 25_001

    with refused(refusals.BodyTooLong):
        make_incident(body=body)
    with refused(refusals.BodyTooLong):
        incident.post_update(status="resolved", body=body)
    with refused(refusals.BodyTooLong):
        make_maintenance(body=body)
    with refused(refusals.BodyTooLong):
        Postmortem(incident=incident).save_draft(body)


@pytest.mark.parametrize("name", ["", "  \n ", "\x00"])
def test_everything_has_a_name(name):
    incident = make_incident()

    with refused(refusals.NameMissing):
        make_incident(name=name)
    with refused(refusals.NameMissing):
        incident.rename(name)
    with refused(refusals.NameMissing):
        make_maintenance(name=name)


def test_no_name_is_longer_than_a_line():
    incident = make_incident()
    name = "x" * 256

    with refused(refusals.NameTooLong):
        make_incident(name=name)
    with refused(refusals.NameTooLong):
        incident.rename(name)
    with refused(refusals.NameTooLong):
        make_maintenance(name=name)


def test_no_update_is_dated_before_its_incident():
    incident = make_incident(at=NOON)

    with refused(refusals.UpdateBeforeIncident):
        incident.post_update(status="resolved", body="x", at=NOON - HOUR)


def test_no_incident_begins_after_it_was_told_of():
    with refused(refusals.UpdateBeforeIncident):
        make_incident(at=NOON, started_at=NOON + HOUR)


def test_nothing_is_told_from_the_future():
    incident = make_incident()
    tomorrow = NOON + 3 * DAY

    with refused(refusals.UpdateInTheFuture):
        make_incident(at=tomorrow)
    with refused(refusals.UpdateInTheFuture):
        incident.post_update(status="resolved", body="x", at=tomorrow)
    with refused(refusals.UpdateInTheFuture):
        make_maintenance(at=tomorrow)


@pytest.mark.parametrize("promised", [-HOUR, 0 * HOUR])
def test_no_update_is_promised_for_a_time_before_its_own(promised):
    incident = make_incident(at=NOON - DAY)

    with refused(refusals.PromiseInThePast):
        make_incident(at=NOON, next_update_by=NOON + promised)
    with refused(refusals.PromiseInThePast):
        incident.post_update(status="identified", body="x", at=NOON, next_update_by=NOON + promised)


def test_a_component_that_readers_cannot_see_is_not_named():
    hidden = make_component(is_visible=False)
    api = make_component()
    incident = make_incident()
    statuses = [(api, "major_outage"), (hidden, "major_outage")]

    with refused(refusals.ComponentNotOnPage):
        make_incident(component_statuses=statuses)
    with refused(refusals.ComponentNotOnPage):
        incident.post_update(status="identified", body="x", component_statuses=statuses)
    with refused(refusals.ComponentNotOnPage):
        make_maintenance(components=[api, hidden])


@pytest.mark.parametrize("second", ["partial_outage", "major_outage"])
@pytest.mark.parametrize("kind", [list, iter])
def test_an_update_says_one_thing_of_a_component(second, kind):
    api = make_component()
    incident = make_incident()
    twice = [(api, "partial_outage"), (api, second)]

    with refused(refusals.ComponentTwice):
        make_incident(component_statuses=kind(twice))
    with refused(refusals.ComponentTwice):
        incident.post_update(status="identified", body="x", component_statuses=kind(twice))
    with refused(refusals.ComponentTwice):
        make_maintenance(components=kind([api, api]))


def test_what_is_refused_within_a_larger_change_leaves_nothing_of_itself():
    with Page.changing():
        kept = make_incident(name="Kept")
        with pytest.raises(refusals.BodyMissing):
            make_incident(name="Refused", body="")
        with pytest.raises(refusals.UpdateInTheFuture):
            make_maintenance(name="Refused too", at=NOON + 9 * DAY)

    assert (list(Incident.objects.all()), ScheduledMaintenance.objects.count()) == ([kept], 0)


def test_a_component_has_no_status_that_nobody_knows():
    api = make_component()

    with refused(refusals.ComponentStatusUnknown):
        make_incident(component_statuses=[(api, "on_fire")])


def test_an_incident_has_no_impact_that_nobody_knows():
    with refused(refusals.ImpactUnknown):
        make_incident(impact_override="enormous")


@pytest.mark.parametrize("words", ["fails", "works", "workaround"])
def test_what_is_said_of_a_component_is_short(words):
    api = make_component()
    incident = make_incident()

    incident.post_update(status="identified", body="x", impact_words={api: {words: "x" * 1_000}})
    with refused(refusals.WordsTooLong):
        incident.post_update(
            status="identified", body="x", impact_words={api: {words: "x" * 1_001}}
        )


def test_no_postmortem_is_dated_in_the_future():
    incident = make_incident(status="resolved")
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("What happened.")

    with refused(refusals.PostmortemInTheFuture):
        postmortem.publish(at=NOON + 3 * DAY)
