"""Every address that programs may ask for, as the documentation tells of it."""

import json
from dataclasses import dataclass

from public.api.examples import EXAMPLES

# They stand for what differs from page to page.
CODE, MONTH = "CODE", "YYYY-MM"


@dataclass(frozen=True)
class Address:
    """One address, or one kind: `CODE` and `YYYY-MM` stand for what the reader puts there."""

    path: str
    title: str
    what: str
    limits: str = ""
    schema: str = ""

    @property
    def anchor(self) -> str:
        return self.path.strip("/").replace("/", "-").replace(".", "-").lower()

    @property
    def example(self) -> str:
        """An answer as JSON; empty where one of another address shows the same."""
        return json.dumps(EXAMPLES[self.schema], indent=2) if self.schema in EXAMPLES else ""


@dataclass(frozen=True)
class Group:
    title: str
    about: str
    addresses: list[Address]


REFERENCE = [
    Group(
        "The present",
        "The addresses, keys and values of Statuspage's public API v2. A client written for it "
        "works here when its host name is changed.",
        [
            Address(
                "/api/v2/summary.json",
                "Summary",
                "All that is the matter now: the components, unresolved incidents, maintenances "
                "that are planned or in progress, and the status of the whole.",
                "Every component, every open incident.",
                "summary",
            ),
            Address(
                "/api/v2/status.json",
                "Status",
                "The status of the whole in one word, made from the components alone: none, minor, "
                "major, critical or maintenance. The description is the same in words.",
                schema="status",
            ),
            Address(
                "/api/v2/components.json",
                "Components",
                "Each component and its status: operational, degraded_performance, partial_outage, "
                "major_outage or under_maintenance. A group has group set to true, the worst "
                "status of its components, and their ids.",
                schema="components",
            ),
            Address(
                "/api/v2/incidents.json",
                "Incidents",
                "The newest incidents with all their updates, resolved ones too.",
                "50 incidents; older ones are in the archive.",
                "incidents",
            ),
            Address(
                "/api/v2/incidents/unresolved.json",
                "Unresolved incidents",
                "Those that are investigating, identified or monitoring.",
                schema="incidents",
            ),
            Address(
                "/api/v2/scheduled-maintenances.json",
                "Scheduled maintenances",
                "The newest maintenances, completed ones too, each with the window it is "
                "scheduled_for and scheduled_until, and its actual_start and actual_end. One that "
                "was called off is completed, and cancelled is true.",
                "50 maintenances; older ones are in the archive.",
                "scheduled-maintenances",
            ),
            Address(
                "/api/v2/scheduled-maintenances/upcoming.json",
                "Upcoming maintenances",
                "Those that have not begun.",
                schema="scheduled-maintenances",
            ),
            Address(
                "/api/v2/scheduled-maintenances/active.json",
                "Active maintenances",
                "Those that are in_progress or verifying.",
                schema="scheduled-maintenances",
            ),
        ],
    ),
    Group(
        "The past",
        "All that was ever told, in documents that change only with their incidents. Statuspage "
        "has nothing like them.",
        [
            Address(
                f"/api/v2/incidents/{CODE}.json",
                "One incident or maintenance",
                "All its updates, and the postmortem when it is published. The components are "
                "named without their present status.",
                schema="incident",
            ),
            Address(
                "/api/v2/incidents/archive.json",
                "Archive",
                "The months there are, newest first, and where each is.",
                schema="archive",
            ),
            Address(
                f"/api/v2/incidents/archive/{MONTH}.json",
                "Archive of a month",
                "The incidents and maintenances that began in it, newest first.",
                schema="archive-month",
            ),
            Address(
                "/history.json",
                "History",
                "What the history page shows: the last three months, and the last words of each "
                "incident.",
                schema="history",
            ),
            Address(
                "/uptime.json",
                "Uptime",
                "Of each component and group the seconds of partial (p) and major (m) outage on "
                "each day, and the uptime in percent: what Statuspage's pages hold as uptimeData "
                "and uptimeValues.",
                "90 days.",
                "uptime",
            ),
        ],
    ),
    Group(
        "Feeds and calendars",
        "For feed readers, chat rooms and calendars. An entry keeps its identity when its incident "
        "is updated.",
        [
            Address(
                "/history.atom", "Atom", "Incidents and maintenances, newest first.", "25 entries."
            ),
            Address("/history.rss", "RSS", "The same, as RSS 2.0.", "25 entries."),
            Address("/history.ics", "iCalendar", "The same, as events.", "25 entries."),
            Address(
                f"/components/{CODE}/history.atom",
                "Atom of a component",
                "What affected one component. Its code is the id in the list of components.",
                "25 entries.",
            ),
            Address(
                f"/components/{CODE}/history.rss",
                "RSS of a component",
                "The same, as RSS 2.0.",
                "25 entries.",
            ),
            Address(
                f"/components/{CODE}/history.ics",
                "Calendar of a component",
                "The same, as events.",
                "25 entries.",
            ),
        ],
    ),
    Group(
        "Badges",
        "For a README or the page of a support desk.",
        [
            Address(
                "/badge.svg",
                "Badge",
                "The status in words as a small picture, with the time at which it was so.",
            ),
            Address(
                f"/components/{CODE}/badge.svg",
                "Badge of a component",
                "Its status in words, and since when it is so. Its code is the id in the list of "
                "components.",
            ),
        ],
    ),
]
