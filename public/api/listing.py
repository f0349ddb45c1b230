"""The components of the page as one list: each group is an entry, followed by its components."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from components.models import Component, ComponentGroup
from components.status import ComponentStatus, OverallStatus, most_severe, overall_status

# Statuspage has no such status. Ours cannot be stored either; should one ever be read that nobody
# has heard of, readers are told that much and not that all is well.
UNKNOWN = "unknown"
PARTLY_UNKNOWN = OverallStatus("minor", "Status Partly Unknown")


@dataclass
class Entry:
    """A component or a group; `position` counts from 1 among those beside it."""

    subject: Component | ComponentGroup
    position: int = 0
    children: list[Component] = field(default_factory=list)


def listing(components: Iterable[Component]) -> list[Entry]:
    """The entries in the order of the page; `components` come in their own order."""
    tops: list[Entry] = []
    groups: dict[int, Entry] = {}
    for component in components:
        if component.group is None:
            tops.append(Entry(component))
            continue
        if component.group.pk not in groups:
            groups[component.group.pk] = Entry(component.group)
            tops.append(groups[component.group.pk])
        groups[component.group.pk].children.append(component)

    entries: list[Entry] = []
    tops.sort(key=lambda entry: entry.subject.position)
    for position, top in enumerate(tops, start=1):
        top.position = position
        entries.append(top)
        entries += (Entry(child, place) for place, child in enumerate(top.children, start=1))
    return entries


def status_of(component: Component) -> str:
    """The component's status, or UNKNOWN."""
    return component.status if component.status in ComponentStatus.values else UNKNOWN


def status_of_group(components: Iterable[Component]) -> str:
    """The worst status; an unknown one is worse than operational."""
    statuses = {status_of(component) for component in components}
    worst = most_severe(statuses - {UNKNOWN})
    return UNKNOWN if UNKNOWN in statuses and worst == ComponentStatus.OPERATIONAL else worst


def status_of_page(components: Iterable[Component]) -> OverallStatus:
    """Statuspage's indicator and description, which follow from the components alone."""
    statuses = [status_of(component) for component in components]
    overall = overall_status(statuses)
    return PARTLY_UNKNOWN if UNKNOWN in statuses and overall.indicator == "none" else overall
