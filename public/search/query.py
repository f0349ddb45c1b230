"""What a reader asks for: words, and phrases in quotes, of which all must be found."""

import re
from dataclasses import dataclass

from public.search.words import words_of

LONGEST = 200

_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other; with `is_prefix`, the last may go on."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class Query:
    """All phrases of it must be found; without any, nothing is."""

    phrases: tuple[Phrase, ...]

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Read what was typed; nothing in it is an operator, and nothing is an error."""
        found = []
        for quoted, bare in _TERM.findall(text):
            if words := tuple(words_of(quoted or bare)):
                found.append((words, bool(bare)))
        last = len(found) - 1
        return cls(
            tuple(
                Phrase(words, is_prefix=is_bare and number == last)
                for number, (words, is_bare) in enumerate(found)
            )
        )

    def as_fts5(self) -> str:
        """For SQLite's MATCH. The words hold letters and digits alone: none needs an escape."""
        return " AND ".join(
            f'"{" ".join(phrase.words)}"' + ("*" if phrase.is_prefix else "")
            for phrase in self.phrases
        )

    def as_tsquery(self) -> str:
        """For PostgreSQL's `to_tsquery`."""
        return " & ".join(
            " <-> ".join(f"'{word}'" for word in phrase.words) + (":*" if phrase.is_prefix else "")
            for phrase in self.phrases
        )
