"""The marks of the levels in pixels, for whoever cannot show the drawn ones."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

from public import marks

# Drawn this much larger, and made smaller: so are the edges soft.
_FINE = 4
_STROKE = 2.6

type Points = list[tuple[float, float]]

# In a square of 24, like those of the page: the outline, where it is no circle, and the sign in it.
_OUTLINES: dict[str, Points] = {
    marks.MINOR: [(12, 1), (23.5, 22), (0.5, 22)],
    marks.CRITICAL: [(7, 1), (17, 1), (23, 7), (23, 17), (17, 23), (7, 23), (1, 17), (1, 7)],
    marks.MAINTENANCE: [(1, 1), (23, 1), (23, 23), (1, 23)],
}
_SIGNS: dict[str, list[Points]] = {
    marks.NONE: [[(7, 12.5), (10.4, 15.9), (17, 9)]],
    marks.MINOR: [[(12, 9), (12, 14.2)], [(12, 18.4), (12, 18.4)]],
    marks.MAJOR: [[(12, 6), (12, 13)], [(12, 17.6), (12, 17.6)]],
    marks.CRITICAL: [[(8, 8), (16, 16)], [(16, 8), (8, 16)]],
    marks.MAINTENANCE: [[(7, 12), (17, 12)]],
    marks.NOTICE: [[(12, 6), (12, 6.5)], [(12, 10.5), (12, 18)]],
    marks.UNKNOWN: [[(12, 6), (12, 6.5)], [(12, 10.5), (12, 18)]],
}


@lru_cache(maxsize=64)
def outline(level: str, size: int) -> Image.Image:
    """How much of each pixel lies in the mark."""
    mask, draw, scale = _canvas(size)
    if points := _OUTLINES.get(level):
        draw.polygon([(x * scale, y * scale) for x, y in points], fill=255)
    else:
        draw.circle((12 * scale, 12 * scale), 11 * scale, fill=255)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


@lru_cache(maxsize=64)
def sign(level: str, size: int) -> Image.Image:
    """How much of each pixel lies in the sign inside the mark."""
    mask, draw, scale = _canvas(size)
    for line in _SIGNS[level]:
        points = [(x * scale, y * scale) for x, y in line]
        draw.line(points, fill=255, width=round(_STROKE * scale), joint="curve")
        for end in (points[0], points[-1]):
            draw.circle(end, _STROKE / 2 * scale, fill=255)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


@lru_cache(maxsize=16)
def favicon(level: str) -> bytes:
    """For the browsers and crawlers that ask for `/favicon.ico` whatever a page says."""
    picture = Image.new("RGBA", (48, 48))
    _draw(picture, level, size=48, at=(0, 0))
    out = io.BytesIO()
    picture.save(out, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return out.getvalue()


@lru_cache(maxsize=16)
def touch_icon(level: str) -> bytes:
    """For the home screen of a telephone, which rounds the corners itself."""
    picture = Image.new("RGB", (180, 180), "#fff")
    _draw(picture, level, size=124, at=(28, 28))
    out = io.BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(picture: Image.Image, level: str, *, size: int, at: tuple[int, int]) -> None:
    colour, ink = marks.colours(level)
    picture.paste(colour, at, outline(level, size))
    picture.paste(ink, at, sign(level, size))


def _canvas(size: int) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    mask = Image.new("L", (size * _FINE, size * _FINE))
    return mask, ImageDraw.Draw(mask), size * _FINE / 24
