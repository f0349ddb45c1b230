"""The state of the whole service, in one line."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from components.models import Component
from components.status import overall_status
from incidents.models import Incident
from public import marks


@dataclass(frozen=True)
class State:
    """`indicator` is Statuspage's; `level` and `words` also know of open incidents.

    `is_overdue`: readers wait for an update past the time it was promised for.
    """

    indicator: str
    level: str
    words: str
    is_overdue: bool = False

    @property
    def is_fine(self) -> bool:
        return self.level == marks.NONE

    @property
    def icon(self) -> str:
        return marks.icon(self.level)


def state_of(components: Collection[Component], open_incidents: Collection[Incident]) -> State:
    """What the page says across the room, in words and a level that agree.

    Open incidents never change the indicator. But while one is open, or a status is unknown,
    neither words nor level claim that all is well.
    """
    overall = overall_status([component.status for component in components])
    description = gettext(overall.description)
    if overall.indicator not in {marks.NONE, marks.MAINTENANCE}:
        return State(overall.indicator, overall.indicator, description)
    if open_incidents:
        count = len(open_incidents)
        words = ngettext("Open Incident", "%(count)d Open Incidents", count) % {"count": count}
        impacts = [marks.level_of_impact(incident.impact) for incident in open_incidents]
        return State(overall.indicator, marks.most_severe(impacts), words)
    if any(marks.level_of_status(one.status) == marks.UNKNOWN for one in components):
        return State(overall.indicator, marks.UNKNOWN, gettext("Status Partly Unknown"))
    return State(overall.indicator, overall.indicator, description)
