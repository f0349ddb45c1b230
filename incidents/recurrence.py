"""When a series of maintenances takes place: an RRULE, in the wall time of a zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from incidents.refusals import RuleNeverHappens, RuleTooFrequent, RuleUnreadable, WindowsOverlap

FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
TOO_FREQUENT = {"HOURLY", "MINUTELY", "SECONDLY"}
# No part that gives a day more than one occurrence.
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST",
}  # fmt: skip
# A rule is not followed further: February 30 never comes. Leap days come every fourth year.
HORIZON = timedelta(days=5 * 366)
LARGEST_INTERVAL = 60


@dataclass(frozen=True)
class Recurrence:
    """The days of a rule from its first day on, and the time of day of each.

    https://datatracker.ietf.org/doc/html/rfc5545#section-3.3.10
    """

    rule: str
    first_day: date
    at: time
    zone: ZoneInfo

    def after(self, moment: datetime) -> Iterator[tuple[date, datetime]]:
        """Each day with the moment at which it begins, from later than `moment` on."""
        for local in self._starts(until=moment + HORIZON):
            starts_at = self.moment(local)
            if starts_at > moment:
                yield local.date(), starts_at

    def moment(self, local: datetime) -> datetime:
        """A wall time in UTC.

        As the RFC has it: a time that the clocks skip is told by the offset before, so half past
        two comes an hour later by the wall; of one that they show twice, the first is meant.
        """
        return local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)

    def check(self, *, minutes: int, now: datetime) -> None:
        """Refuse rules that cannot be read, that never happen, or do so before the last is over."""
        starts = [starts_at for _, starts_at in islice(self.after(now), 50)]
        if not starts:
            raise RuleNeverHappens
        if any(later - one < timedelta(minutes=minutes) for one, later in pairwise(starts)):
            raise WindowsOverlap

    def _starts(self, *, until: datetime) -> Iterator[datetime]:
        parts = read_rule(self.rule)
        count = int(parts.pop("COUNT")) if "COUNT" in parts else None
        last = until.astimezone(self.zone).replace(tzinfo=None)
        if "UNTIL" in parts:
            last = min(last, _until(parts.pop("UNTIL")))
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        first = datetime.combine(self.first_day, self.at)
        try:
            # With its end given, the rule itself stops looking for days that never come.
            bounded = f"{text};UNTIL={last:%Y%m%dT%H%M%S}"
            yield from islice(rrulestr(bounded, dtstart=first), count)
        except (ValueError, TypeError) as error:
            raise RuleUnreadable from error


def read_rule(text: str) -> dict[str, str]:
    """The parts of an RRULE; raises `RuleUnreadable` or `RuleTooFrequent`."""
    text = text.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in text.split(";") if part]
    parts = {name: value for name, _, value in pairs}
    if parts.get("FREQ") in TOO_FREQUENT:
        raise RuleTooFrequent
    if (
        parts.get("FREQ") not in FREQUENCIES
        or not PARTS.issuperset(parts)
        or len(parts) < len(pairs)
        or not all(parts.values())
        or not _is_number(parts.get("INTERVAL", "1"), LARGEST_INTERVAL)
        or not _is_number(parts.get("COUNT", "1"), 10_000)
    ):
        raise RuleUnreadable
    if "UNTIL" in parts:
        _until(parts["UNTIL"])
    return parts


def _is_number(text: str, largest: int) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= largest


def _until(text: str) -> datetime:
    """The last day, all of it: whether it was given with a time, and in which zone, or not."""
    try:
        return datetime.combine(datetime.strptime(text[:8], "%Y%m%d").date(), time.max)
    except ValueError as error:
        raise RuleUnreadable from error
