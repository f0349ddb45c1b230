"""The level of a status or an impact: what gives it its mark, its colour and its word.

Shape and word differ with the level, so that nothing is said by colour alone.
"""

from collections.abc import Iterable
from urllib.parse import quote

from django.utils.translation import gettext

from components.status import ComponentStatus

NONE, MINOR, MAJOR, CRITICAL = "none", "minor", "major", "critical"
MAINTENANCE, NOTICE, UNKNOWN = "maintenance", "notice", "unknown"

_LEVEL_OF_STATUS: dict[str, str] = {
    ComponentStatus.OPERATIONAL: NONE,
    ComponentStatus.UNDER_MAINTENANCE: MAINTENANCE,
    ComponentStatus.DEGRADED_PERFORMANCE: MINOR,
    ComponentStatus.PARTIAL_OUTAGE: MAJOR,
    ComponentStatus.MAJOR_OUTAGE: CRITICAL,
}

# The names Statuspage's stylesheets give to a component's status.
_COLOUR_OF_LEVEL = {
    NONE: "green",
    MAINTENANCE: "blue",
    MINOR: "yellow",
    MAJOR: "orange",
    CRITICAL: "red",
}

_ICONS = {
    NONE: ("#1a9c50", "<circle cx='12' cy='12' r='11'/>", "m7 12.5 3.4 3.4L17 9"),
    MINOR: ("#f1c40f", "<path d='M12 1 23.5 22H.5z'/>", "M12 9v6m0 3v.5"),
    MAJOR: ("#e67e22", "<circle cx='12' cy='12' r='11'/>", "M12 6v8m0 3v1"),
    CRITICAL: ("#d93a2b", "<path d='M7 1h10l6 6v10l-6 6H7l-6-6V7z'/>", "m8 8 8 8m0-8-8 8"),
    MAINTENANCE: ("#2a7fc4", "<path d='M1 1h22v22H1z'/>", "M7 12h10"),
    NOTICE: ("#6b727c", "<circle cx='12' cy='12' r='11'/>", "M12 6v.5m0 4V18"),
    UNKNOWN: ("#6b727c", "<circle cx='12' cy='12' r='11'/>", "M12 6v.5m0 4V18"),
}


def level_of_status(status: str) -> str:
    """The level of a component's status; UNKNOWN for a value nobody has heard of."""
    return _LEVEL_OF_STATUS.get(status, UNKNOWN)


def status_words(status: str) -> str:
    """The status as readers know it."""
    return str(ComponentStatus(status).label) if status in _LEVEL_OF_STATUS else gettext("Unknown")


def colour_of_status(status: str) -> str:
    return _COLOUR_OF_LEVEL.get(level_of_status(status), "gray")


def level_of_impact(impact: str) -> str:
    """The level of an incident: one without impact is still news."""
    return NOTICE if impact == "none" else impact


def most_severe(levels: Iterable[str]) -> str:
    """The worst level of several incidents."""
    return max(levels, key=[MAINTENANCE, NOTICE, MINOR, MAJOR, CRITICAL].index)


def colours(level: str) -> tuple[str, str]:
    """That of the mark, and that of the sign in it."""
    return _ICONS[level][0], "#221a00" if level in {MINOR, MAJOR} else "#fff"


def icon(level: str) -> str:
    """The mark as the address of a small picture, for the browser's tab."""
    _, shape, sign = _ICONS[level]
    colour, ink = colours(level)
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='{colour}'>{shape}"
        f"<path d='{sign}' fill='none' stroke='{ink}' stroke-width='2.6'/></svg>"
    )
    return "data:image/svg+xml," + quote(svg, safe="/:='")
