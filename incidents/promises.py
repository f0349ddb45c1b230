"""What staff promised: when the next update follows, and whether it did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidents.models import Incident, IncidentUpdate


@dataclass(frozen=True)
class Promise:
    """`by` is when the next update is due; `answered_at` is when it was posted, if it was.

    What counts is when something was posted, not the time it is dated to. An update that was
    removed neither promises nor answers.
    """

    update: "IncidentUpdate"
    by: datetime
    answered_at: datetime | None = None

    @property
    def is_kept(self) -> bool:
        return self.answered_at is not None and self.answered_at <= self.by

    def is_overdue(self, now: datetime) -> bool:
        """Whether readers are still waiting, past the time they were told."""
        return self.answered_at is None and self.by <= now

    def is_missed(self, now: datetime) -> bool:
        return self.is_overdue(now) or (self.answered_at is not None and not self.is_kept)

    @property
    def could_be_kept(self) -> bool:
        """False where a record of the past was written down later: nobody waited for that."""
        return self.by > self.update.created_at


def promises_of(incident: "Incident", updates: Iterable["IncidentUpdate"]) -> list[Promise]:
    """Every promise of an incident, as they were posted; those that nobody waited for are out."""
    return [
        promise
        for promise in _promises(updates)
        if promise.could_be_kept and not (promise.answered_at is None and incident.is_resolved)
    ]


def promise_in_force(incident: "Incident", updates: Iterable["IncidentUpdate"]) -> Promise | None:
    """What readers of an open incident wait for; the update that was posted last says it."""
    if incident.is_resolved:
        return None
    unanswered = [promise for promise in _promises(updates) if promise.answered_at is None]
    return unanswered[0] if unanswered else None


def _promises(updates: Iterable["IncidentUpdate"]) -> Iterator[Promise]:
    standing = [update for update in updates if not update.is_retracted]
    posted = sorted(standing, key=lambda update: update.pk)
    for update, following in zip_longest(posted, posted[1:]):
        if update.next_update_by and not update.closes:
            answered_at = following.created_at if following else None
            yield Promise(update, update.next_update_by, answered_at)


@dataclass(frozen=True)
class PostmortemPromise:
    """`by` is the last day, in the page's zone, on which readers were told to wait for it."""

    by: date
    is_kept: bool

    def is_overdue(self, today: date) -> bool:
        return not self.is_kept and self.by < today


def postmortem_promise(incident: "Incident") -> PostmortemPromise | None:
    """What readers were told of when the postmortem comes; that it has come keeps it, even late."""
    postmortem = getattr(incident, "postmortem", None)
    if postmortem is None or postmortem.promised_by is None:
        return None
    return PostmortemPromise(postmortem.promised_by, postmortem.is_published)
