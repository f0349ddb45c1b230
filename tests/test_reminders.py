"""Readers were promised the next update: staff are reminded, and readers are told the truth."""

import json
import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from incidents import reminders
from incidents.models import Incident, PromiseReminder
from public.publish import store
from tests.factories import make_component, make_incident
from tests.public.reading import read
from tests.sinks import Chat, MailServer, listening

pytestmark = pytest.mark.django_db(transaction=True)

STAFF = ("staff@example.com", "Next update due by 14:00 UTC: Slow deliveries")
MISSED = ("staff@example.com", "Update overdue since 14:00 UTC: Slow deliveries")
ESCALATED = ("second@example.com", "Update still overdue since 14:00 UTC: Slow deliveries")


def clock_at(hour, minute):
    return datetime(2026, 8, 14, hour, minute, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(clock_at(13, 0), tick=False) as traveller:
        yield traveller


@pytest.fixture
def mail():
    with listening(MailServer()) as server:
        people = {"STAFF_EMAIL": ["staff@example.com"], "ESCALATION_EMAIL": ["second@example.com"]}
        with override_settings(MAILERS=server.mailers, **people):
            yield server


@pytest.fixture
def chat():
    with listening(Chat()) as server, override_settings(STAFF_WEBHOOK_URL=server.url):
        yield server


@pytest.fixture
def incident(clock):
    return make_incident(
        component_statuses=[(make_component(), "partial_outage")], next_update_by=clock_at(14, 0)
    )


def work(clock, hour, minute):
    """A worker starts, looks, and ends; then another one does."""
    clock.move_to(clock_at(hour, minute))
    for _ in range(2):
        call_command("worker", once=True)


def states():
    rows = PromiseReminder.objects.order_by("channel", "pk")
    return [(row.channel, row.kind, row.state) for row in rows]


def published(incident):
    """What readers are told of the promise, wherever they look."""
    summary = json.loads(store().read("/api/v2/summary.json"))["incidents"][0]
    alone = json.loads(store().read(f"/api/v2/incidents/{incident.code}.json"))["incident"]
    keys = ["next_update_by", "next_update_overdue"]
    component = Incident.objects.get().updates.get().affected_components.get().component
    feeds = [
        store().read(path).decode()
        for path in ["/history.atom", "/history.rss", f"/components/{component.code}/history.atom"]
    ]
    return {
        "home": read(store().read("/").decode()).one(".promise").text(),
        "incident": read(store().read(f"/incidents/{incident.code}").decode())
        .one(".promise")
        .text(),
        "json": [[told[key] for key in keys] for told in (summary, alone)],
        "feeds": ["Overdue: next update was due by" in feed for feed in feeds],
        "badge": "update overdue" in store().read("/badge.svg").decode(),
    }


def test_a_promise_that_nobody_keeps_is_said_to_staff_to_readers_and_to_the_second_person(
    clock, mail, chat, incident
):
    work(clock, 13, 49)
    before = [*mail.told, *chat.told]

    work(clock, 13, 50)
    soon = list(mail.told)
    promised = published(incident)

    work(clock, 14, 0)
    missed = mail.told[len(soon) :]
    overdue = published(incident)

    work(clock, 14, 10)
    work(clock, 15, 0)

    assert before == []
    assert soon == [STAFF]
    assert promised == {
        "home": "Next update by 14:00 UTC",
        "incident": "Next update by 14:00 UTC",
        "json": [["2026-08-14T14:00:00.000Z", False]] * 2,
        "feeds": [False, False, False],
        "badge": False,
    }
    assert missed == [MISSED]
    assert overdue == {
        "home": "Overdue: next update was due by 14:00 UTC",
        "incident": "Overdue: next update was due by 14:00 UTC",
        "json": [["2026-08-14T14:00:00.000Z", True]] * 2,
        "feeds": [True, True, True],
        "badge": True,
    }
    assert mail.told == [STAFF, MISSED, ESCALATED]
    assert chat.told == [subject for _, subject in mail.told]
    # Nothing is ever told to readers by itself.
    assert incident.updates.count() == 1


def test_a_reminder_says_where_to_post(clock, mail, incident):
    work(clock, 13, 50)

    (sent,) = mail.mails
    assert sent["From"] == "status@status.example.com"
    assert sent.get_payload().splitlines() == [
        "Readers of Acme were promised an update by 14:00 UTC.",
        f"Post it here: http://status.example.com/admin/incidents/incident/{incident.pk}/change/",
    ]


def test_of_the_moments_that_were_slept_through_only_the_last_is_told(clock, mail, incident):
    work(clock, 14, 30)

    assert mail.told == [ESCALATED]
    assert states() == [
        ("mail", "soon", "skipped"),
        ("mail", "missed", "skipped"),
        ("mail", "escalated", "sent"),
    ]


def test_whoever_posts_in_time_is_not_reminded(clock, mail, incident):
    clock.move_to(clock_at(13, 45))
    incident.post_update(status="identified", body="A disk is full.")

    work(clock, 14, 30)

    assert (mail.told, states()) == ([], [])


def test_a_promise_of_a_few_minutes_is_not_said_back_to_its_author(clock, mail, incident):
    clock.move_to(clock_at(13, 30))
    incident.post_update(status="identified", body="x", next_update_by=clock_at(13, 35))

    work(clock, 13, 31)
    work(clock, 13, 35)

    assert mail.told == [("staff@example.com", "Update overdue since 13:35 UTC: Slow deliveries")]


@pytest.mark.parametrize("close", ["resolve", "withdraw"])
def test_what_is_over_reminds_nobody(clock, mail, incident, close):
    if close == "withdraw":
        incident.withdraw()
    else:
        incident.post_update(status="resolved", body="Over.", next_update_by=clock_at(14, 0))

    work(clock, 14, 30)

    assert (mail.told, states()) == ([], [])


def test_a_channel_that_fails_is_tried_again_and_the_other_is_not(clock, mail, chat, incident):
    mail.is_broken = True
    work(clock, 14, 0)
    told_in_chat = list(chat.told)
    mail.is_broken = False
    clock.shift(9)
    call_command("worker", once=True)
    too_early = list(mail.told)
    clock.shift(2)
    call_command("worker", once=True)

    assert (told_in_chat, too_early, mail.told) == ([MISSED[1]], [], [MISSED])
    assert chat.told == [MISSED[1]]
    assert [row.attempts for row in PromiseReminder.objects.filter(state="sent")] == [2, 1]


def test_a_reminder_that_came_too_late_is_passed_over(clock, chat, incident):
    chat.is_broken = True
    work(clock, 13, 50)
    incident.post_update(status="identified", body="A disk is full.")
    chat.is_broken = False

    work(clock, 13, 55)

    assert (chat.told, states()) == ([], [("chat", "soon", "skipped")])


def test_workers_that_look_at_the_same_moment_send_a_reminder_once(clock, mail, incident):
    clock.move_to(clock_at(14, 0))
    together = threading.Barrier(4)
    errors = []

    def look():
        try:
            together.wait()
            reminders.send_due()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (errors, mail.told) == ([], [MISSED])


def test_without_a_channel_nothing_is_recorded(clock, incident):
    work(clock, 14, 0)

    assert states() == []
