from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a hint is about; the gravest first, as they are shown."""

    SECRET = "secret"  # noqa: S105 - the name of a kind
    PERSON = "person"
    ADDRESS = "address"
    TICKET = "ticket"
    PLACEHOLDER = "placeholder"
    BLAME = "blame"
    ETA = "eta"
    TIME_ZONE = "time_zone"
    NEXT_UPDATE = "next_update"
    DATA_LOSS = "data_loss"
    TOO_STRONG = "too_strong"
    TITLE = "title"
    VAGUE = "vague"
    BELITTLING = "belittling"
    SHOUTING = "shouting"


WHY = {
    Kind.SECRET: "This looks like a secret. Once posted, it has to be changed.",
    Kind.PERSON: "A person's address. Give readers one that a team answers.",
    Kind.ADDRESS: "Internal: readers cannot reach it, and attackers learn from it.",
    Kind.TICKET: "Readers cannot open your tickets. Say what it is about.",
    Kind.PLACEHOLDER: "A placeholder is still to be filled in.",
    Kind.BLAME: "Readers hear an excuse. Say what happened and what you do about it.",
    Kind.ETA: "A time for the fix is a promise you may have to break. Promise the next update.",
    Kind.TIME_ZONE: "Name the time zone: elsewhere it is another hour.",
    Kind.NEXT_UPDATE: "Say when the next update follows, even if nothing is new by then.",
    Kind.DATA_LOSS: "Say whether anything was lost, even if nothing was.",
    Kind.TOO_STRONG: "The components are only degraded. Say the same in words, or set them right.",
    Kind.TITLE: "The name says only that something is wrong. Say what readers cannot do.",
    Kind.VAGUE: "Which ones? Readers want to know whether it is them.",
    Kind.BELITTLING: "To whoever cannot work, it is not small. Say what fails.",
    Kind.SHOUTING: "Capitals and exclamation marks sound like panic.",
}


@dataclass(frozen=True)
class Hint:
    """`excerpts` are the words it is about, empty where something is missing.

    `position` is where the first of them stands in the text; None where it stands in none.
    """

    kind: Kind
    excerpts: tuple[str, ...] = ()
    position: int | None = None

    @property
    def why(self) -> str:
        """The reason, in one line."""
        return WHY[self.kind]
