"""What readers are told of a postmortem to come, and of what follows from one."""

import json
from datetime import date, timedelta

import pytest

from incidents.models import ActionItem, Postmortem
from pages.models import Page
from public import publish
from tests.factories import make_incident
from tests.public.reading import read

DAY = date(2026, 8, 28)


@pytest.fixture
def postmortem(status_page, time_machine, at):
    time_machine.move_to(at(8, 14, 12))
    return Postmortem.objects.of(make_incident(status="resolved"))


def published(postmortem):
    """The page of the incident as its file says it."""
    site = publish.store()
    return read(site.read(postmortem.incident.get_absolute_url()).decode())


def told(postmortem, name=None):
    """The last two members of the incident in its own document, or in another."""
    path = f"/api/v2/{name or f'incidents/{postmortem.incident.code}'}.json"
    document = json.loads(publish.store().read(path))
    incident = document["incident"] if name is None else document["incidents"][0]
    return list(incident.items())[-2:]


def test_the_page_says_by_when_there_will_be_a_postmortem(postmortem):
    postmortem.promise(DAY)
    publish.publish_all()

    page = published(postmortem)
    promise = page.one(".promise")
    assert promise.text() == "We will publish a postmortem by Aug 28, 2026"
    assert promise.one("time").attributes["datetime"] == "2026-08-28"
    # The day it is overdue, the page says so by itself: until then it holds.
    assert page.one("html").attributes["data-due-at"] == "2026-08-29T00:15:00Z"
    expected = [("postmortem_promised_by", "2026-08-28"), ("postmortem_overdue", False)]
    assert [told(postmortem), told(postmortem, "incidents")] == [expected] * 2


def test_the_day_after_the_page_says_that_it_is_overdue(postmortem, time_machine, at):
    postmortem.promise(DAY)
    publish.publish_all()
    time_machine.move_to(at(8, 28, 23, 59))
    publish.publish_all()
    before = published(postmortem).one(".promise").text()

    time_machine.move_to(at(8, 29, 0, 1))
    publish.keep_fresh()

    page = published(postmortem)
    assert before == "We will publish a postmortem by Aug 28, 2026"
    assert page.one(".promise").text() == "Overdue: we promised a postmortem by Aug 28, 2026"
    assert "overdue" in page.one(".promise").classes
    assert "data-due-at" not in page.one("html").attributes
    expected = [("postmortem_promised_by", "2026-08-28"), ("postmortem_overdue", True)]
    assert [told(postmortem), told(postmortem, "incidents")] == [expected] * 2


def test_the_promised_day_ends_with_midnight_where_the_page_is(postmortem, time_machine, at):
    Page.objects.update(time_zone="Pacific/Auckland")
    postmortem.promise(DAY)
    publish.publish_all()
    due_at = published(postmortem).one("html").attributes["data-due-at"]
    said = []

    # There, the clocks are twelve hours ahead.
    for moment in (at(8, 28, 11, 59), at(8, 28, 12, 1)):
        time_machine.move_to(moment)
        publish.keep_fresh()
        said.append(("overdue" in published(postmortem).one(".promise").classes, told(postmortem)))

    assert due_at == "2026-08-28T12:15:00Z"
    day = ("postmortem_promised_by", "2026-08-28")
    assert said == [
        (is_overdue, [day, ("postmortem_overdue", is_overdue)]) for is_overdue in (False, True)
    ]


def test_a_promise_that_comes_due_while_nobody_publishes_is_made_up_for(
    postmortem, time_machine, at
):
    postmortem.promise(DAY)
    publish.publish_all()

    time_machine.move_to(at(10, 1))
    publish.keep_fresh()

    assert "overdue" in published(postmortem).one(".promise").classes


def test_a_published_postmortem_keeps_the_promise(postmortem, time_machine, at):
    postmortem.save_draft("It was the disk.")
    postmortem.promise(DAY)
    time_machine.move_to(at(9, 3))
    postmortem.publish()
    publish.publish_all()

    assert published(postmortem).all(".promise") == []
    assert told(postmortem) == [
        ("postmortem_promised_by", "2026-08-28"),
        ("postmortem_overdue", False),
    ]


def test_action_items_stand_below_the_postmortem_and_the_page_follows_them(
    postmortem, django_capture_on_commit_callbacks
):
    postmortem.save_draft("It was the disk.")
    postmortem.publish()
    publish.publish_all()
    item, other = ActionItem(postmortem=postmortem), ActionItem(postmortem=postmortem)

    with django_capture_on_commit_callbacks(execute=True):
        item.write(action="Buy disks", owner="Storage", due=DAY)
        other.write(action="Pray")
        other.write(action="Pray", state="dropped")
        ActionItem(postmortem=postmortem).write(action="Fire Kim", is_public=False)
    rows = [[cell.text() for cell in row.children if not isinstance(cell, str)]
            for row in published(postmortem).one(".action-items").all("tr")]  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        item.write(action="Buy disks", owner="Storage", due=DAY, state="done")

    assert rows == [
        ["What we do", "Who", "Due", "State"],
        ["Buy disks", "Storage", "Aug 28, 2026", "Open"],
        ["Pray", "", "", "Dropped"],
    ]
    states = [state.text() for state in published(postmortem).one("tbody").all(".state")]
    assert states == ["Done", "Dropped"]


def test_before_the_postmortem_is_published_readers_see_no_action_item(postmortem):
    ActionItem(postmortem=postmortem).write(action="Buy disks")
    publish.publish_all()

    assert published(postmortem).all(".action-items") == []


def test_a_day_that_passes_costs_only_the_pages_whose_promise_it_breaks(
    postmortem, time_machine, at
):
    postmortem.promise(DAY)
    publish.publish_all()
    time_machine.move_to(at(8, 29, 0, 1))
    publish.keep_fresh()
    made = publish.store().read(postmortem.incident.get_absolute_url())

    time_machine.shift(timedelta(days=1))
    publish.keep_fresh()

    assert publish.store().read(postmortem.incident.get_absolute_url()) == made
