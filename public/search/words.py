"""Text as search compares it: folded in one place, so that every database agrees."""

import re
import unicodedata

# Scripts that part no words: each of their characters is a word, and a word of theirs a phrase.
_UNPARTED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{_UNPARTED}]|[^\W_{_UNPARTED}]+")
# The accents and vowel signs of the first plane, which holds every living script.
_MARKS = {code: None for code in range(0x10000) if unicodedata.combining(chr(code))}
# PostgreSQL refuses words of more than 2,046 bytes.
_LONGEST = 64


def words_of(text: str) -> list[str]:
    """The words in their order, without case and accents; what is no word parts them."""
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKD", text).casefold().translate(_MARKS)
    return [word[:_LONGEST] for word in WORD.findall(folded)]
