"""The record of a component, and the corrections made of it later."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from components.models import StatusCorrection
from components.record import Span, Timeline, timelines
from components.refusals import (
    CorrectionWithdrawn,
    SpanBeforeHistory,
    SpanEndsBeforeItStarts,
    SpanInTheFuture,
    StatusUnknown,
    WhyMissing,
    WhyTooLong,
)
from lib.refused import Refused
from pages.models import Page
from tests.factories import make_component
from tests.incidents.moments import DAY, HOUR, MINUTE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    """Operational since long ago, and down from noon until two o'clock."""
    api = make_component(at=NOON - 9 * DAY)
    api.set_status("major_outage", at=NOON)
    api.set_status("operational", at=NOON + 2 * HOUR)
    return api


def correct(component, first, last, status, **overrides):
    """Correct what is recorded from `first` until `last`, in hours after noon."""
    span = {"starts_at": NOON + first * HOUR, "until": NOON + last * HOUR}
    told = {**span, "status": status, "reason": "The probe was broken.", **overrides}
    return StatusCorrection.objects.record(component, **told)


def recorded(component, first=-24, last=24):
    """What held at the beginning, and the hours of the changes since."""
    since, until = NOON + first * HOUR, NOON + last * HOUR
    timeline = timelines([component], since=since, until=until)[component.pk]
    return timeline.status_before, [((at - NOON) / HOUR, to) for at, to in timeline.changes]


def test_without_a_correction_the_record_is_what_was_told(api):
    assert recorded(api) == ("operational", [(0, "major_outage"), (2, "operational")])


def test_of_two_changes_in_one_moment_the_one_told_last_holds(api):
    api.set_status("partial_outage", at=NOON)

    assert recorded(api, 0, 1) == ("partial_outage", [])
    assert recorded(api, 1, 2) == ("partial_outage", [])


@pytest.mark.parametrize(
    ("first", "last", "status", "changes"),
    [
        (0, 2, "operational", []),
        (0.5, 1, "operational", [(0, "major_outage"), (0.5, "operational"), (1, "major_outage"),
                                 (2, "operational")]),
        (-1, 1, "partial_outage", [(-1, "partial_outage"), (1, "major_outage"),
                                   (2, "operational")]),
        (1, 3, "partial_outage", [(0, "major_outage"), (1, "partial_outage"), (3, "operational")]),
        (-2, 3, "degraded_performance", [(-2, "degraded_performance"), (3, "operational")]),
        (3, 4, "major_outage", [(0, "major_outage"), (2, "operational"), (3, "major_outage"),
                                (4, "operational")]),
    ],
)  # fmt: skip
def test_a_correction_holds_from_its_beginning_until_its_end(api, first, last, status, changes):
    correct(api, first, last, status)

    assert recorded(api) == ("operational", changes)


def test_the_later_of_two_corrections_has_the_last_word_where_both_speak(api):
    correct(api, 0, 2, "operational")
    correct(api, 1, 3, "partial_outage")

    assert recorded(api) == ("operational", [(1, "partial_outage"), (3, "operational")])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 24, ("partial_outage", [(3, "operational")])),
        (-24, 1, ("operational", [(0, "partial_outage")])),
        (1, 2, ("partial_outage", [])),
        (0, 3, ("partial_outage", [])),
        (3, 24, ("operational", [])),
    ],
)
def test_a_correction_that_reaches_over_the_span_asked_for_is_cut_to_it(api, first, last, expected):
    correct(api, 0, 3, "partial_outage")

    assert recorded(api, first, last) == expected


def test_of_the_time_before_the_history_nothing_is_known():
    component = make_component(at=NOON)
    correct(component, 1, 2, "major_outage")

    assert recorded(component) == (
        None,
        [(0, "operational"), (1, "major_outage"), (2, "operational")],
    )


def test_a_withdrawn_correction_corrects_nothing_and_is_kept(api):
    kim = get_user_model().objects.create(username="kim")
    correction = correct(api, 0, 2, "operational")

    correction.withdraw(by=kim)

    assert recorded(api) == ("operational", [(0, "major_outage"), (2, "operational")])
    assert [(one.is_withdrawn, one.withdrawn_by) for one in api.status_corrections.all()] == [
        (True, kim)
    ]
    with pytest.raises(CorrectionWithdrawn):
        correction.withdraw()


def test_the_changes_themselves_and_the_present_stay_as_they_were(api):
    before = list(api.status_changes.values())

    correct(api, 0, 2, "partial_outage")

    api.refresh_from_db()
    assert (list(api.status_changes.values()), api.status) == (before, "operational")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"until": NOON}, SpanEndsBeforeItStarts),
        ({"until": NOON + 99 * DAY}, SpanInTheFuture),
        ({"starts_at": NOON - 99 * DAY}, SpanBeforeHistory),
        ({"status": "on fire"}, StatusUnknown),
        ({"reason": "  "}, WhyMissing),
        ({"reason": "x" * 256}, WhyTooLong),
    ],
)
def test_what_cannot_be_true_is_refused(api, wrong, refusal):
    before = Page.current().revision

    with pytest.raises(Refused) as refused:
        correct(api, 0, 1, **{"status": "operational", **wrong})

    assert type(refused.value) is refusal
    assert list(StatusCorrection.objects.all()) == []
    assert Page.current().revision == before


def test_a_correction_changes_every_document_and_leaves_one_line_in_the_log(api):
    before = Page.current().revision

    correction = correct(api, 0, 2, "operational")
    corrected = Page.current()
    correction.withdraw()

    pages = [corrected, Page.current()]
    assert [(page.revision, page.layout_revision) for page in pages] == [
        (before + 1, before + 1),
        (before + 2, before + 2),
    ]
    said = f"Operational from {NOON:%Y-%m-%d} 12:00 to {NOON:%Y-%m-%d} 14:00 UTC"
    events = AuditEvent.objects.order_by("-pk").values_list("action", "label", "summary")[:2]
    assert list(events) == [
        ("withdrew a correction of", "API", f"{said}: The probe was broken."),
        ("corrected the record of", "API", f"{said}: The probe was broken."),
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_the_record_of_many_components_costs_as_many_queries_as_that_of_one(count):
    components = [make_component(at=NOON - DAY) for _ in range(count)]
    for component in components:
        correct(component, 0, 1, "major_outage")
    expected = Timeline(
        "operational",
        [(NOON, "major_outage"), (NOON + 60 * MINUTE, "operational")],
        (Span(NOON, NOON + HOUR, "major_outage", "The probe was broken."),),
    )

    with CaptureQueriesContext(connection) as captured:
        found = timelines(components, since=NOON - HOUR, until=timezone.now())

    assert found == {component.pk: expected for component in components}
    assert len(captured) == 3


def test_a_correction_may_end_now(api, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)

    correction = correct(api, 0, 0, "major_outage", until=now)

    assert now - correction.until == timedelta(0)
