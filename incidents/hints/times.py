"""Times: without their zone, promised for a fix, missing for the next update."""

import re
from collections.abc import Iterator

from incidents.hints.draft import Draft, Sentence
from incidents.hints.moments import ALL_TIMES, SPAN, TIME_OF_DAY, TO_COME, ZONE

_NEWS = re.compile(
    r"\b(?:updates?|updated|news|(?:more|further)\s(?:information|details|to\s(?:share|say))"
    r"|let\syou\sknow|report\sback|check\sback|share\smore|keep\syou\s(?:posted|informed))\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|next|further|every|hourly|expect|please|follow|due|check\sback|plan)\b|['\u2019]ll\b",
    re.I,
)
_TO_COME = re.compile(TO_COME, re.I)

_STATE = (
    r"(?:fixed|resolved|restored|repaired|solved|recovered|back|online|up\sagain|up\sand\srunning"
    r"|available|operational|working|normal|live|deployed|rolled\sout|in\splace)\b"
)
_FIX = (
    rf"\b(?:will|should|shall|(?:is|are|be)\sexpected\sto|going\sto|hopes?\sto|aims?\sto)\s"
    rf"(?:\w{{1,20}}\s)?(?:be|have\s(?:\w{{1,20}}\s){{1,4}}?)\s?(?:fully\s|completely\s|all\s)?{_STATE}"
    rf"|['\u2019]ll\s(?:be|have\s(?:\w{{1,20}}\s){{1,4}}?)\s?(?:fully\s|completely\s|all\s)?{_STATE}"
    r"|\b(?:expect|anticipat|estimat|hop|aim)\w{0,3}\s(?:for\s|a\s|the\s|to\s|full\s|complete\s){0,3}"
    r"(?:fix|resolution|recovery|restoration|resolve|restore|recover|(?:be|have)\b[^\n]{0,30}?\b"
    rf"{_STATE})\b"
    r"|(?:\b(?:will|should)|['\u2019]ll)\s(?:\w{1,20}\s)?(?:fix|resolve|restore|recover|return)\b"
    rf"|\b(?:expect|anticipat)\w{{0,3}}\s(?:\w{{1,20}}\s){{1,4}}?to\sbe\s(?:\w{{1,20}}\s)?{_STATE}"
    r"|\b(?:fix|resolution|recovery|restoration)\sis\s(?:\w{1,20}\s)?expected\b"
)
_ETA = re.compile(
    rf"(?:{_FIX})[^\n]{{0,60}}?{TO_COME}"
    r"|\b(?:ETA|expected\s(?:fix|resolution|recovery)|estimated\stime\s(?:to|of|for)\s(?:resolution|recovery|repair|(?:a\s|the\s)?fix))\b"
    rf"[^\n]{{0,15}}?(?:{TO_COME}|{TIME_OF_DAY.pattern}|\b{SPAN})",
    re.I,
)
_NEXT = re.compile(rf"\bnext\s(?:status\s)?update\b[^\n]{{0,20}}?\b{SPAN}", re.I)
# Somebody, not the service, will be there; or nothing is promised.
_UNKNOWN = re.compile(
    r"\b(?:team|support|staff|desk)\s(?:will|should)\sbe\s(?:available|online|back)\b"
    r"|\b(?:no|not|cannot|without|unknown|updates?|news)\b|n['\u2019]t\b",
    re.I,
)


def without_zone(draft: Draft) -> Iterator[tuple[int, str]]:
    if ALL_TIMES.search(draft.text):
        return
    for sentence in draft.sentences:
        if not ZONE.search(sentence.text):
            for time in TIME_OF_DAY.finditer(sentence.text):
                yield sentence.start + time.start(), time[0]


def promised_for_a_fix(draft: Draft) -> Iterator[tuple[int, str]]:
    if not draft.is_open:
        return
    for sentence in draft.sentences:
        for promise in _ETA.finditer(sentence.text):
            before = max(promise.start() - 40, 0)
            if not _UNKNOWN.search(sentence.text, before, promise.end()):
                yield sentence.start + promise.start(), promise[0]


def no_next_update(draft: Draft) -> Iterator[tuple[None, str]]:
    if draft.is_open and not draft.has_next_update_by and not _promises_news(draft):
        yield None, ""


def _promises_news(draft: Draft) -> bool:
    return any(
        _NEXT.search(sentence.text)
        or (_NEWS.search(sentence.text) and _AHEAD.search(sentence.text) and _has_time(sentence))
        for sentence in draft.sentences
    )


def _has_time(sentence: Sentence) -> bool:
    return bool(_TO_COME.search(sentence.text) or TIME_OF_DAY.search(sentence.text))
