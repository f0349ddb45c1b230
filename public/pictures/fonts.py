"""Words in pixels: a font that has all their letters, and as many of them as there is room for."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

# Ours writes Latin, Greek, Cyrillic, Arabic and more. For the rest the machine is asked, which may
# have others.
_OURS = Path(__file__).parent / "DejaVuSansCondensed-Bold.ttf"
_OF_THE_MACHINE = ["NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "NotoSans-Bold.ttf"]
_NO_LETTER = "\U0010ffff"
ELLIPSIS = "…"


def writable(words: str, size: int) -> tuple[str, ImageFont.FreeTypeFont]:
    """The words and the first font that can write them all.

    Where there is none: what our own can write of them, or nothing when that is less than half.
    """
    letters = {letter for letter in words if not letter.isspace()}
    for number in range(len(_names())):
        if all(_has(number, letter) for letter in letters):
            return words, _font(number, size)
    known = {letter for letter in letters if _has(0, letter)}
    left = "".join(letter for letter in words if letter in known or letter.isspace())
    return (left if 2 * len(left.split()) >= len(words.split()) else ""), _font(0, size)


def wrapped(words: str, font: ImageFont.FreeTypeFont, *, width: int, lines: int) -> list[str]:
    """The words in at most so many lines; what does not fit ends with an ellipsis."""
    # More than that never fits.
    left = words[: 200 * lines].split()
    found: list[str] = []
    while left and len(found) < lines:
        count = _fitting(left, font, width)
        line, left = " ".join(left[:count]), left[count:]
        is_last = len(found) == lines - 1
        found.append(_cut(line, font, width, is_cut=is_last and bool(left)))
    return found


def _fitting(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> int:
    """How many of the words stand on one line; at least one, and be it cut."""
    for count in range(2, len(words) + 1):
        if font.getlength(" ".join(words[:count])) > width:
            return count - 1
    return len(words)


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int, *, is_cut: bool) -> str:
    shown = line + ELLIPSIS if is_cut else line
    while len(line) > 1 and font.getlength(shown) > width:
        line = line[:-1].rstrip()
        shown = line + ELLIPSIS
    return shown


@lru_cache
def _names() -> tuple[str, ...]:
    return tuple(_installed())


def _installed() -> Iterator[str]:
    for name in [str(_OURS), *_OF_THE_MACHINE]:
        try:
            yield str(ImageFont.truetype(name, 16).path)
        except OSError:
            continue


@lru_cache(maxsize=64)
def _font(number: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_names()[number], size)


@lru_cache(maxsize=4096)
def _has(number: int, letter: str) -> bool:
    """Whether the font has the letter: what it has not, it draws as it draws a code of nobody's."""
    font = _font(number, 16)
    missing, drawn = font.getmask(_NO_LETTER), font.getmask(letter)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)
