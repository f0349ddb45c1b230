"""A story in plain text, newest first: a label line, the words, and a line with the time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

LABELS = ["Postmortem", "Resolved", "Monitoring", "Identified", "Investigating", "Update"]
ENTRY = re.compile(
    rf"^(?P<label>{'|'.join(LABELS)}) -\n(?P<body>.+?)\n(?P<stamp>\w{{3}} \d+, \d\d:\d\d UTC)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Entry:
    label: str
    body: str
    at: datetime

    @property
    def stamp(self) -> str:
        """The time as readers see it: with its year where it is not the present one."""
        year = "" if self.at.year == datetime.now(UTC).year else f", {self.at.year}"
        return f"{self.at:%b} {self.at.day}{year}, {self.at:%H:%M} UTC"

    @property
    def lines(self) -> list[str]:
        return [f"{self.label} -", *plain(self.body), self.stamp]


def read(path: Path) -> list[Entry]:
    """The entries, newest first, moved by whole days so that the last word is of yesterday."""
    text = path.read_text(encoding="utf-8").strip()
    found = list(ENTRY.finditer(text))
    assert "\n".join(match[0] for match in found) == text, "This is not a story."
    moments = moments_of([match["stamp"] for match in found])
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    shift = yesterday - moments[0].date()
    return [
        Entry(match["label"], match["body"], moment + shift)
        for match, moment in zip(found, moments, strict=True)
    ]


def moments_of(stamps: list[str]) -> list[datetime]:
    """The moments of stamps that name no year, newest first."""
    moments: list[datetime] = []
    for stamp in stamps:
        # Any year will do in which the days exist.
        moment = datetime.strptime(f"2024 {stamp}", "%Y %b %d, %H:%M UTC").replace(tzinfo=UTC)
        is_of_the_year_before = bool(moments) and moment > moments[-1]
        moments.append(moment.replace(year=2023) if is_of_the_year_before else moment)
    return moments


def status_of(entries: list[Entry], index: int) -> str:
    """The status of an entry; an `Update` keeps the one before it."""
    while entries[index].label == "Update":
        index += 1
    return entries[index].label.lower()


def plain(text: str) -> list[str]:
    """The lines that say something; both markers of a list are the same."""
    # What stands beside the time says nothing of the story: a button, that it was told later.
    text = re.sub(r" Copy as ticket text| Recorded later, on \w+ \d+, \d{4}", "", text)
    lines = [re.sub(r"^\* ", "- ", line.strip()) for line in text.splitlines()]
    return [line for line in lines if line]
