"""Places in a prepared text that are filled in when it is used: `{{component}}`, `{{region}}`.

A place has a plain name, and what is put there is text: nothing is looked up in anything, called or
computed.
"""

import re
from collections.abc import Mapping

from incidents.refusals import PlaceholderLeft

PLACEHOLDER = re.compile(r"\{\{[ \t]*([A-Za-z][A-Za-z0-9_]{0,39})[ \t]*\}\}")
# What looks like one, and would stay in the text for good.
_LOOKALIKE = re.compile(r"\{\{.*?\}\}", re.DOTALL)

# What the form knows, and in words what it puts there.
KNOWN = {
    "component": "the names of the components that the update names",
    "incident": "the name of the incident",
    "time": "the time of the update",
    "next_update": "the time by which the next update is promised",
}


def names_in(text: str) -> list[str]:
    """The names of the places in a text, each once, in lower case."""
    return list(dict.fromkeys(name.lower() for name in PLACEHOLDER.findall(text)))


def lookalikes_in(text: str) -> list[str]:
    """What stands in double braces without a plain name between them."""
    return [found for found in _LOOKALIKE.findall(text) if not PLACEHOLDER.fullmatch(found)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in their places; a place without one, or with an empty one, stays."""
    return PLACEHOLDER.sub(lambda place: values.get(place[1].lower()) or place[0], text)


def fill_all(text: str, values: Mapping[str, str]) -> str:
    """The same; raises `PlaceholderLeft` where a place stays."""
    known = {name for name, value in values.items() if value}
    if left := [name for name in names_in(text) if name not in known]:
        places = ", ".join("{{" + name + "}}" for name in left)
        raise PlaceholderLeft(
            f"Fill in {places}, or take it out: readers would see it as it stands."
        )
    return fill(text, values)


def may_have_become(text: str, filled: str) -> bool:
    """Whether a text is what another one becomes, whatever is put in its places."""
    first, *others = PLACEHOLDER.split(text)[::2]
    if not others:
        return text == filled
    if not filled.startswith(first):
        return False
    position = len(first)
    for part in others[:-1]:
        position = filled.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return filled[position:].endswith(others[-1])
