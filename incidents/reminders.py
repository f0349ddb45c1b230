"""Reminds staff of what they promised: before it is due, when it is, and then somebody else."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from incidents import staff_channels
from incidents.models import Incident, PromiseReminder
from incidents.promises import Promise, promise_in_force
from lib.stamps import clock
from pages.models import Page

logger = logging.getLogger(__name__)

Kind = PromiseReminder.Kind
State = PromiseReminder.State

# When each is due, counted from the promised time; in this order.
MOMENTS = {
    Kind.SOON: timedelta(minutes=-10),
    Kind.MISSED: timedelta(0),
    Kind.ESCALATED: timedelta(minutes=10),
}
# A channel that fails is tried again after this time, then after twice as long, and so on.
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=5)


def send_due() -> None:
    """Send what is due now. Any number of workers may do so: each reminder is sent once."""
    now = timezone.now()
    promises = {promise.update.pk: promise for promise in _promises_near(now)}
    for promise in promises.values():
        _record(promise, now)
    queued = PromiseReminder.objects.filter(state=State.QUEUED, try_at__lte=now)
    for reminder in queued.select_related("update__incident"):
        if reminder.update_id not in promises:
            # It was answered, withdrawn or resolved before the channel took the message.
            _skip(PromiseReminder.objects.filter(pk=reminder.pk))
        elif _claim(reminder, now):
            _try(reminder, promises[reminder.update_id])


def _promises_near(now: datetime) -> list[Promise]:
    """Those in force whose first moment has come."""
    first = now - min(MOMENTS.values())
    waiting = (
        Incident.objects.public().unresolved().filter(updates__next_update_by__lte=first).distinct()
    )
    return [
        promise
        for incident in waiting.prefetch_related("updates")
        if (promise := promise_in_force(incident, incident.updates.all())) and promise.by <= first
    ]


def _record(promise: Promise, now: datetime) -> None:
    """Queue the latest reminder that is due, and note those that were slept through."""
    passed = [kind for kind, span in MOMENTS.items() if promise.by + span <= now]
    made_at = promise.update.created_at
    due = [
        PromiseReminder(
            update=promise.update,
            kind=kind,
            channel=channel,
            # What was due as the promise was made tells its author nothing.
            state=State.QUEUED
            if kind == passed[-1] and promise.by + MOMENTS[kind] > made_at
            else State.SKIPPED,
            try_at=now,
        )
        for kind in passed
        for channel in staff_channels.channels(kind)
    ]
    known = set(promise.update.reminders.values_list("kind", "channel"))
    new = [one for one in due if (one.kind, one.channel) not in known]
    if new:
        # Another worker may have been faster: each row stands for one message.
        PromiseReminder.objects.bulk_create(new, ignore_conflicts=True)
        _skip(promise.update.reminders.filter(kind__in=passed[:-1]))


def _skip(reminders) -> None:
    reminders.filter(state=State.QUEUED).update(state=State.SKIPPED)


def _claim(reminder: PromiseReminder, now: datetime) -> bool:
    """Take it for this worker; should that die, another one tries again after the pause."""
    pause = min(FIRST_PAUSE * 2**reminder.attempts, LONGEST_PAUSE)
    same = PromiseReminder.objects.filter(
        pk=reminder.pk, state=State.QUEUED, attempts=reminder.attempts
    )
    return same.update(attempts=F("attempts") + 1, try_at=now + pause) == 1


def _try(reminder: PromiseReminder, promise: Promise) -> None:
    subject, text = message(reminder, promise)
    sent = {"state": State.SENT, "error": ""}
    try:
        staff_channels.send(reminder.channel, reminder.kind, subject=subject, text=text)
    except Exception as error:
        logger.exception("A reminder could not be sent, and is tried again: %s", reminder)
        sent = {"error": f"{type(error).__name__}: {error}"[:255]}
    PromiseReminder.objects.filter(pk=reminder.pk).update(**sent)


def message(reminder: PromiseReminder, promise: Promise) -> tuple[str, str]:
    """Subject and text; staff read them in the zone of the page."""
    page = Page.current()
    incident = reminder.update.incident
    by = clock(promise.by.astimezone(page.zone))
    said = {
        Kind.SOON: f"Next update due by {by}",
        Kind.MISSED: f"Update overdue since {by}",
        Kind.ESCALATED: f"Update still overdue since {by}",
    }[Kind(reminder.kind)]
    kind = "scheduledmaintenance" if incident.is_maintenance else "incident"
    change = reverse(f"admin:incidents_{kind}_change", args=[incident.pk])
    text = (
        f"Readers of {page.name} were promised an update by {by}.\n"
        f"Post it here: {settings.SITE_URL}{change}\n"
    )
    return f"{said}: {incident.name}", text
