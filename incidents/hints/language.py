"""Whether a text is English: the hints that depend on words know only English ones."""

import re
from itertools import islice

# Words of which every text has some, and which the other languages do not have.
_ENGLISH = re.compile(
    r"the|and|of|to|are|we|our|have|has|been|with|for|this|that|will|it|not|you|your|from|which"
    r"|some|be|by|they|is|as|or|an|when|what|but|there|their|no|all|who|than|if|at"
)
_OTHER = re.compile(
    # French, German, Spanish; and Italian, Portuguese and Dutch
    r"le|la|les|des|du|et|est|sont|nous|vous|notre|une|dans|pour|avec|sur|pas|que|qui|ce|cette"
    r"|der|die|das|und|ist|sind|wir|ein|eine|einen|nicht|mit|auf|den|dem|zu|wird|werden|von|im"
    r"|el|los|las|del|y|en|es|son|para|con|por|una|un|se|lo|al|su|nos|está|están"
    r"|il|di|che|per|non|della|sono|alle|o|os|da|do|em|não|uma|com|são"
    r"|de|het|een|van|wij|zijn|niet|voor|op|met|dat|te"
)
_WORD = re.compile(r"[^\W\d_]{1,30}")
_ENOUGH = 400


def is_english(text: str, *, if_unsure: bool) -> bool:
    """By its commonest words; `if_unsure` where it has none of any language known here."""
    words = [match[0].lower() for match in islice(_WORD.finditer(text), _ENOUGH)]
    english = sum(_ENGLISH.fullmatch(word) is not None for word in words)
    other = sum(_OTHER.fullmatch(word) is not None for word in words)
    if english == other:
        return if_unsure and all(word.isascii() for word in words)
    return english > other and english * 12 >= len(words)
