"""A picture of the state, which chat rooms and social networks show beside a link."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageColor, ImageDraw

from public import marks
from public.pictures import fonts
from public.pictures.marks import outline, sign

WIDTH, HEIGHT = 1200, 630
_LEFT, _MARK = 72, 112
_GROUND, _INK = "#fafaf8", "#17191c"
# So many shades lie between the ground of a part and its ink.
_SHADES = 16
# The fields of the page: the ground, and the ink on it.
_FIELDS = {
    marks.NONE: ("#0d7a41", "#ffffff"),
    marks.MINOR: ("#f1c40f", "#231b00"),
    marks.MAJOR: ("#e67e22", "#200f00"),
    marks.CRITICAL: ("#c2281b", "#ffffff"),
    marks.MAINTENANCE: ("#1d68a7", "#ffffff"),
    marks.NOTICE: ("#50575f", "#ffffff"),
    marks.UNKNOWN: ("#50575f", "#ffffff"),
}


@dataclass(frozen=True)
class Card:
    """What a card says; `headline` and `about` may be empty."""

    page: str
    level: str
    state: str
    headline: str
    about: str
    as_of: str


# A card that says the same as before is the same picture.
@lru_cache(maxsize=256)
def draw(card: Card) -> bytes:
    """The card as a PNG with few colours: a fraction of the time, and of the bytes."""
    height = 352 if card.headline else 448
    picture = Image.new("L", (WIDTH, HEIGHT))
    picture.paste(_field(card, height), (0, 0))
    below = _below(card, HEIGHT - height)
    picture.paste(below.point(lambda shade: shade + _SHADES), (0, height))
    picture.putpalette(_palette(card.level))
    out = io.BytesIO()
    picture.save(out, "PNG", bits=8, compress_level=6)
    return out.getvalue()


def _field(card: Card, height: int) -> Image.Image:
    """The state, to be read from across the room."""
    part = Image.new("L", (WIDTH, height))
    _write(part, card.page, top=52, size=38)
    mark = ImageChops.subtract(outline(card.level, _MARK), sign(card.level, _MARK))
    middle = (height + 90) // 2
    part.paste(mark, (_LEFT, middle - _MARK // 2))
    _write(part, card.state, top=middle, size=70, left=_LEFT + _MARK + 40, lines=2, centre=True)
    return _shaded(part)


def _below(card: Card, height: int) -> Image.Image:
    """What it is about, and when it was so."""
    part = Image.new("L", (WIDTH, height))
    if card.headline:
        _write(part, card.headline, top=30, size=46, lines=2)
    _write(part, card.about, top=height - 108, size=28, shade=170)
    _write(part, card.as_of, top=height - 62, size=28, shade=170)
    return _shaded(part)


def _write(
    part: Image.Image,
    words: str,
    *,
    top: int,
    size: int,
    left: int = _LEFT,
    lines: int = 1,
    shade: int = 255,
    centre: bool = False,
) -> None:
    """Draw the words, in as many lines as they need and may have."""
    written, font = fonts.writable(words, size)
    draw = ImageDraw.Draw(part)
    found = fonts.wrapped(written, font, width=WIDTH - left - _LEFT, lines=lines)
    step = round(size * 1.15)
    if centre:
        top -= step * len(found) // 2
    for number, line in enumerate(found):
        draw.text((left, top + number * step), line, fill=shade, font=font)


def _shaded(part: Image.Image) -> Image.Image:
    return part.point([shade * (_SHADES - 1) // 255 for shade in range(256)])


@lru_cache(maxsize=16)
def _palette(level: str) -> bytes:
    return b"".join(_shades(*ends) for ends in (_FIELDS[level], (_GROUND, _INK)))


def _shades(ground: str, ink: str) -> bytes:
    ends = zip(ImageColor.getrgb(ground), ImageColor.getrgb(ink), strict=True)
    steps = [[g + (i - g) * n // (_SHADES - 1) for n in range(_SHADES)] for g, i in ends]
    return bytes(value for shade in zip(*steps, strict=True) for value in shade)
