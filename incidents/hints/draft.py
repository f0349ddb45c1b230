import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

# Not after "3 p.m.", which often stands before the time zone.
_END = re.compile(r"(?<=[.!?])(?<![ap]\.m\.)\s|\n", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    start: int
    text: str


@dataclass(frozen=True)
class Draft:
    """A text as far as it is written, and what the form says besides.

    `status` is the incident's or maintenance's, "postmortem" or "correction". `component_statuses`
    are those of the components that it names, as they will be.
    """

    text: str
    title: str = ""
    status: str = "investigating"
    has_next_update_by: bool = False
    component_statuses: Collection[str] = ()

    @cached_property
    def sentences(self) -> list[Sentence]:
        return list(_split(self.text))

    @property
    def is_open(self) -> bool:
        """Whether something is wrong now; a maintenance is announced, with its end."""
        return self.status in {"investigating", "identified", "monitoring"}


def _split(text: str) -> Iterator[Sentence]:
    start = 0
    for end in _END.finditer(text):
        if end.start() > start:
            yield Sentence(start, text[start : end.start()])
        start = end.end()
    if start < len(text):
        yield Sentence(start, text[start:])
