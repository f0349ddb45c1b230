"""The words around what was found, in pieces, so that a template can mark the hits safely."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lib.markdown import render
from public.search.query import Query
from public.search.words import WORD, words_of
from public.timeline import Timeline

# How far to look for a hit, and how much to show around it.
_READ, _BEFORE, _SHOWN = 20_000, 60, 240
_INLINE = re.compile("</?(?:a|code|em|s|strong)(?: [^>]*)?>")
_TAGS = re.compile("<[^>]*>")


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


def marked(text: str, query: Query) -> list[Piece]:
    """The whole text, the hits apart."""
    text = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for start, stop in _hits(text, query):
        pieces += [Piece(text[end:start]), Piece(text[start:stop], is_hit=True)]
        end = stop
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def snippet(timeline: Timeline, query: Query) -> list[Piece]:
    """What was told around the newest hit; without one, how the newest update begins."""
    for source in _told(timeline):
        # Most texts hold no hit, and need not be rendered.
        if _hits(source[:_READ], query):
            text = _as_text(source)
            if hits := _hits(text, query):
                return marked(_cut(text, hits[0][0]), query)
    return marked(_cut(_as_text(timeline.newest.body), 0), query)


def _told(timeline: Timeline) -> Iterator[str]:
    for update in timeline.updates:
        yield update.body
        for affected in update.affected_components.all():
            yield from (affected.fails, affected.works, affected.workaround)
    if timeline.postmortem:
        yield timeline.postmortem.body


def _as_text(source: str) -> str:
    text = unescape(_TAGS.sub(" ", _INLINE.sub("", render(source))))
    return unicodedata.normalize("NFC", " ".join(text.split()))[:_READ]


def _cut(text: str, hit: int) -> str:
    """The part that begins a little before the hit, at the beginning of a word."""
    start = text.find(" ", hit - _BEFORE, hit) + 1 if hit > _BEFORE else 0
    shown = text[start : start + _SHOWN]
    if start + _SHOWN < len(text):
        shown = shown.rpartition(" ")[0] or shown
        return ("… " if start else "") + shown + " …"
    return ("… " if start else "") + shown


def _hits(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the phrases stand, in order and apart from each other."""
    words = [(word, found.span()) for found in WORD.finditer(text) for word in words_of(found[0])]
    positions: dict[str, list[int]] = {}
    for position, (word, _) in enumerate(words):
        positions.setdefault(word, []).append(position)
    spans = []
    for phrase in query.phrases:
        first, *others = phrase.words
        starts = positions.get(first, [])
        if phrase.is_prefix and not others:
            starts = [at for word, ats in positions.items() if word.startswith(first) for at in ats]
        for at in starts:
            found = words[at : at + len(phrase.words)]
            if _goes_on([word for word, _ in found[1:]], others, is_prefix=phrase.is_prefix):
                spans.append((found[0][1][0], found[-1][1][1]))
    return _apart(sorted(set(spans)))


def _goes_on(found: list[str], wanted: list[str], *, is_prefix: bool) -> bool:
    if not wanted or not is_prefix:
        return found == wanted
    return (
        len(found) == len(wanted) and found[:-1] == wanted[:-1] and found[-1].startswith(wanted[-1])
    )


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged
