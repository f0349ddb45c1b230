"""The components as the home page lists them: alone, or in their groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from components.models import Component, ComponentGroup
from components.places import arranged
from components.status import ComponentStatus, most_severe
from public import marks


@dataclass
class Row:
    """A component, or a group with its components, and the status it shows."""

    subject: Component | ComponentGroup
    status: str
    children: list["Row"] = field(default_factory=list)
    is_group: bool = False

    @property
    def level(self) -> str:
        return marks.level_of_status(self.status)

    @property
    def words(self) -> str:
        return marks.status_words(self.status)

    @property
    def colour(self) -> str:
        return marks.colour_of_status(self.status)


def board(components: Iterable[Component]) -> list[Row]:
    """The rows in the order of the page; `components` come in their own order."""
    return [
        _row(subject, members)
        for subject, members in arranged(one for one in components if not one.is_hiding)
    ]


def _row(subject: Component | ComponentGroup, members: list[Component]) -> Row:
    if isinstance(subject, Component):
        return Row(subject, subject.status)
    status = _status_of_group([member.status for member in members])
    children = [Row(member, member.status) for member in members]
    return Row(subject, status, children, is_group=True)


def _status_of_group(statuses: list[str]) -> str:
    """The worst status; an unknown one counts as worse than operational."""
    known = [status for status in statuses if status in ComponentStatus.values]
    worst = most_severe(known)
    if worst == ComponentStatus.OPERATIONAL and len(known) < len(statuses):
        return "unknown"
    return worst
