"""The shapes in which the demo's stories are written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class On:
    """A moment on a day before today, by the clock of UTC."""

    days_ago: int
    clock: str

    def moment(self, now: datetime) -> datetime:
        day = now.date() - timedelta(days=self.days_ago)
        return datetime.combine(day, time.fromisoformat(self.clock), now.tzinfo)


@dataclass(frozen=True)
class Ago:
    """A moment counted from now, on the full minute."""

    minutes: int

    def moment(self, now: datetime) -> datetime:
        return now.replace(second=0, microsecond=0) - timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Says:
    """What an update says of one component: its status, and in words what that means."""

    status: str
    fails: str = ""
    works: str = ""
    workaround: str = ""

    @property
    def words(self) -> dict[str, str]:
        return {"fails": self.fails, "works": self.works, "workaround": self.workaround}


@dataclass(frozen=True)
class Told:
    """An update, so many minutes after its story began."""

    after: int
    status: str
    body: str
    components: Mapping[str, Says] = field(default_factory=dict)
    next_update_within: int | None = None


@dataclass(frozen=True)
class Story:
    """An incident from its first to its last word."""

    name: str
    began: On | Ago
    updates: tuple[Told, ...]
    postmortem: str = ""
    postmortem_on: On | None = None

    @property
    def first_told(self) -> On | Ago:
        return self.began


@dataclass(frozen=True)
class Work:
    """A maintenance. `begun` and `done` are told at the ends of its window, if it has passed."""

    name: str
    first_told: On
    starts: On
    minutes: int
    body: str
    components: tuple[str, ...]
    begun: str = ""
    done: str = ""
