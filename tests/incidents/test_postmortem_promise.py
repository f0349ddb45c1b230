"""A postmortem is promised for a day; and what follows from it is written down."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from incidents.models import ActionItem, Incident, Postmortem
from incidents.promises import PostmortemPromise, postmortem_promise
from incidents.redaction import redact
from incidents.refusals import (
    ActionMissing,
    ActionTooLong,
    OwnerTooLong,
    PostmortemPromisedInThePast,
    PostmortemPublished,
)
from lib.refused import Refused
from pages.models import Page
from tests.factories import make_incident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TODAY = date(2026, 8, 14)
LATER = date(2026, 8, 28)


@pytest.fixture
def postmortem():
    postmortem = Postmortem.objects.of(make_incident(status="resolved"))
    postmortem.save_draft("It was the disk.")
    return postmortem


def promised(postmortem):
    return postmortem_promise(Incident.objects.get(pk=postmortem.incident_id))


def events():
    """The last changes, the newest first: what was done, to what, and in words."""
    return list(AuditEvent.objects.order_by("-pk").values_list("action", "label", "summary"))


def items():
    return list(ActionItem.objects.values_list("action", "owner", "due", "state", "is_public"))


def test_the_promise_of_a_postmortem_is_a_change_of_its_incident(postmortem):
    before = Page.current().revision

    postmortem.promise(LATER)

    postmortem.incident.refresh_from_db()
    assert promised(postmortem) == PostmortemPromise(LATER, is_kept=False)
    assert (Page.current().revision, postmortem.incident.changed_in) == (before + 1, before + 1)
    assert events()[0] == ("promised", "Postmortem of Slow deliveries", "by 2026-08-28")


def test_a_promise_is_overdue_once_its_day_is_over(postmortem):
    postmortem.promise(LATER)

    overdue = [promised(postmortem).is_overdue(date(2026, 8, day)) for day in (27, 28, 29)]

    assert overdue == [False, False, True]


def test_publication_keeps_the_promise_even_when_it_comes_late(postmortem):
    postmortem.promise(LATER)

    postmortem.publish()

    assert promised(postmortem) == PostmortemPromise(LATER, is_kept=True)
    assert not promised(postmortem).is_overdue(date(2027, 1, 1))
    assert list(Postmortem.objects.awaited()) == []


def test_a_promise_can_be_moved_and_taken_back(postmortem):
    postmortem.promise(TODAY)
    postmortem.promise(LATER)
    moved = promised(postmortem)
    postmortem.promise(None)

    assert moved == PostmortemPromise(LATER, is_kept=False)
    assert promised(postmortem) is None
    assert [event[0] for event in events()[:3]] == ["no longer promised", "promised", "promised"]


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Pacific/Auckland", date(2026, 8, 15)), ("America/Los_Angeles", date(2026, 8, 14))],
)
def test_no_day_is_promised_that_is_over_where_the_page_is(postmortem, zone, first):
    Page.objects.update(time_zone=zone)

    with pytest.raises(PostmortemPromisedInThePast):
        postmortem.promise(date(2026, 8, first.day - 1))

    assert promised(postmortem) is None
    postmortem.promise(first)
    assert promised(postmortem) == PostmortemPromise(first, is_kept=False)


def test_what_is_published_needs_no_promise(postmortem):
    postmortem.publish()

    with pytest.raises(PostmortemPublished):
        postmortem.promise(LATER)

    assert promised(postmortem) is None


def test_an_action_item_is_written_and_changed_with_one_event_each(postmortem):
    postmortem.publish()
    item = ActionItem(postmortem=postmortem)

    item.write(action=" Buy \n disks ", owner=" Storage\nteam ", due=LATER)
    added, changed_in = items(), Incident.objects.get().changed_in
    item.write(action="Buy disks", owner="Storage", due=LATER, state="done")

    about = "Postmortem of Slow deliveries"
    assert added == [("Buy disks", "Storage team", LATER, "open", True)]
    assert items() == [("Buy disks", "Storage", LATER, "done", True)]
    assert events()[:2] == [
        ("changed", "Buy disks", f"Done: {about}"),
        ("added", "Buy disks", f"Open: {about}"),
    ]
    assert (changed_in, Incident.objects.get().changed_in) == (
        Page.current().revision - 1,
        Page.current().revision,
    )


def test_what_readers_do_not_see_of_an_item_is_no_change_of_the_incident(postmortem):
    postmortem.publish()
    before = Incident.objects.get().changed_in
    item = ActionItem(postmortem=postmortem)

    item.write(action="Buy disks", is_public=False)
    item.write(action="Buy tapes", is_public=False)

    done = [event[0] for event in events()[:2]]
    assert (Incident.objects.get().changed_in, done) == (before, ["changed", "added"])


def test_an_item_that_readers_do_not_see_is_no_change_of_the_incident(postmortem):
    told = Incident.objects.values("changed_in", "updated_at")
    before = told.get()

    ActionItem(postmortem=postmortem).write(action="Buy disks")
    unpublished = told.get()
    postmortem.save_draft("A disk.")
    postmortem.publish()
    published = told.get()
    ActionItem(postmortem=postmortem).write(action="Call Kim", is_public=False)

    assert (unpublished, told.get()) == (before, published)


def test_hiding_an_item_is_a_change_of_the_incident(postmortem):
    postmortem.save_draft("A disk.")
    postmortem.publish()
    item = ActionItem(postmortem=postmortem)
    item.write(action="Buy disks")

    item.write(action="Buy disks", is_public=False)

    assert list(ActionItem.objects.public()) == []
    assert Incident.objects.get().changed_in == Page.current().revision


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"action": " "}, ActionMissing),
        ({"action": "x" * 1001}, ActionTooLong),
        ({"owner": "x" * 256}, OwnerTooLong),
    ],
)
def test_an_item_that_says_nothing_or_too_much_is_refused(postmortem, wrong, refusal):
    with pytest.raises(Refused) as refused:
        ActionItem(postmortem=postmortem).write(**{"action": "Buy disks", **wrong})

    assert type(refused.value) is refusal
    assert items() == []


def test_an_item_may_say_as_much_as_there_is_room_for(postmortem):
    ActionItem(postmortem=postmortem).write(action="x" * 1000, owner="x" * 255)

    assert items() == [("x" * 1000, "x" * 255, None, "open", True)]


def test_a_secret_is_blacked_out_in_action_items_too(postmortem):
    ActionItem(postmortem=postmortem).write(action="Change hunter22", owner="Team hunter22")

    redact(postmortem.incident, "hunter22")

    assert items() == [("Change ████", "Team ████", None, "open", True)]
    assert events()[1][1] == "Change ████"
