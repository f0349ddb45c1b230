"""The components as the home page lists them: alone, or in their groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from components.models import Component, ComponentGroup
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
    rows: list[Row] = []
    groups: dict[int, Row] = {}
    for component in components:
        if component.only_show_if_degraded and component.status == ComponentStatus.OPERATIONAL:
            continue
        row = Row(component, component.status)
        group = component.group
        if group is None:
            rows.append(row)
            continue
        if group.pk not in groups:
            groups[group.pk] = Row(group, "", is_group=True)
            rows.append(groups[group.pk])
        groups[group.pk].children.append(row)

    for row in groups.values():
        row.status = _status_of_group([child.status for child in row.children])
    return sorted(rows, key=lambda row: row.subject.position)


def _status_of_group(statuses: list[str]) -> str:
    """The worst status; an unknown one counts as worse than operational."""
    known = [status for status in statuses if status in ComponentStatus.values]
    worst = most_severe(known)
    if worst == ComponentStatus.OPERATIONAL and len(known) < len(statuses):
        return "unknown"
    return worst
