from collections.abc import Callable, Iterable

from incidents.hints import addresses, placeholders, secret, times, words
from incidents.hints.draft import Draft
from incidents.hints.hint import Hint, Kind
from incidents.hints.language import is_english

type Find = Callable[[Draft], Iterable[tuple[int | None, str]]]

IN_ANY_LANGUAGE: dict[Kind, Find] = {
    Kind.SECRET: secret.secrets,
    Kind.PERSON: addresses.people,
    Kind.ADDRESS: addresses.internal_addresses,
    Kind.TICKET: addresses.tickets,
    Kind.PLACEHOLDER: placeholders.placeholders,
}
IN_ENGLISH: dict[Kind, Find] = {
    Kind.BLAME: words.blame,
    Kind.ETA: times.promised_for_a_fix,
    Kind.TIME_ZONE: times.without_zone,
    Kind.NEXT_UPDATE: times.no_next_update,
    Kind.DATA_LOSS: words.no_word_on_loss,
    Kind.TOO_STRONG: words.too_strong,
    Kind.TITLE: words.vague_title,
    Kind.VAGUE: words.vague,
    Kind.BELITTLING: words.belittling,
    Kind.SHOUTING: words.shouting,
}
# More would hide the others, and be read by nobody.
EXCERPTS = 3
_EXCERPT_LENGTH = 60


def hints_for(draft: Draft, *, language: str = "en") -> list[Hint]:
    """The hints on a draft, the gravest first; at most one of each kind, and none on no text.

    `language` is what readers expect: it decides where the text is too short to tell.
    """
    if not draft.text.strip():
        return []
    finders = dict(IN_ANY_LANGUAGE)
    if is_english(draft.text, if_unsure=language.startswith("en")):
        finders |= IN_ENGLISH
    return [hint for kind, find in finders.items() if (hint := _hint(kind, find(draft)))]


def _hint(kind: Kind, found: Iterable[tuple[int | None, str]]) -> Hint | None:
    excerpts: dict[str, int | None] = {}
    for position, words_found in found:
        excerpts.setdefault(_shortened(words_found), position)
        if len(excerpts) == EXCERPTS:
            break
    if not excerpts:
        return None
    shown = tuple(excerpt for excerpt in excerpts if excerpt)
    return Hint(kind, shown, next(iter(excerpts.values())))


def _shortened(excerpt: str) -> str:
    excerpt = " ".join(excerpt.split())
    return excerpt if len(excerpt) <= _EXCERPT_LENGTH else f"{excerpt[: _EXCERPT_LENGTH - 1]}…"
