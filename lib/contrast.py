"""Whether a colour can be read on its ground: https://www.w3.org/TR/WCAG22/#contrast-minimum"""

import re
from collections.abc import Iterable

# For text of any size.
ENOUGH = 4.5

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 100


class NotAColour(ValueError):
    """This is not written as #rrggbb or #rgb."""


def contrast(colour: str, grounds: Iterable[str]) -> float:
    """The contrast, from 1 to 21, with the ground on which it is least."""
    light = _luminance(_channels(colour))
    return min(_ratio(light, _luminance(_channels(ground))) for ground in grounds)


def readable(colour: str, grounds: Iterable[str]) -> str:
    """The colour, made darker or lighter as little as it takes to be read on all the grounds."""
    grounds = list(grounds)
    channels = _channels(colour)
    for step in range(_STEPS + 1):
        for end in (0, 255):
            mixed = [round(value + (end - value) * step / _STEPS) for value in channels]
            candidate = "#{:02x}{:02x}{:02x}".format(*mixed)
            if contrast(candidate, grounds) >= ENOUGH:
                return candidate
    raise ValueError(f"Nothing can be read on all of {grounds}")


def _channels(colour: str) -> list[int]:
    if not _HEX.fullmatch(colour):
        raise NotAColour(colour)
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return [int(digits[place : place + 2], 16) for place in (0, 2, 4)]


def _luminance(channels: Iterable[int]) -> float:
    red, green, blue = (_linear(value / 255) for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
