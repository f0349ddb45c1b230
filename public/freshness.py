"""When a document was made, and when it is due to be made anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Whoever republishes may miss twice at five minutes each before readers are told.
DUE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Freshness:
    """A document without `due_at` holds for good: nothing in it changes by itself."""

    made_at: datetime
    due_at: datetime | None = None


def changing(now: datetime) -> Freshness:
    """The freshness of a document that is made anew all the time."""
    return Freshness(now, now + DUE_AFTER)


def lasting(now: datetime) -> Freshness:
    """The freshness of a document of the past."""
    return Freshness(now)


def lasting_until(now: datetime, end: datetime) -> Freshness:
    """The freshness of a document of the past that says something else from a moment on."""
    return Freshness(now, end + DUE_AFTER)
