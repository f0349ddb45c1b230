"""A picture somebody uploaded, made anew so that nothing but its pixels goes out to readers."""

import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

FORMATS = ["PNG", "JPEG", "WEBP", "GIF"]
MAX_BYTES = 1_000_000
MAX_PIXELS = 16_000_000
# The box it is shown in, in CSS pixels. Screens have up to twice as many of their own.
SHOWN_WITHIN = (400, 80)
_DENSITY = 2


@dataclass(frozen=True)
class Picture:
    """A PNG without any metadata, and the size at which it is shown."""

    content: bytes
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """Make the picture anew; raises ValidationError, in words for whoever uploaded it."""
    if len(content) > MAX_BYTES:
        raise ValidationError(
            f"The file has {len(content) / 1e6:.1f} MB. At most {MAX_BYTES / 1e6:.0f} MB are taken."
        )
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            # Before a pixel is decoded: a small file can hold a very large picture.
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(
                    f"The picture has {image.width} by {image.height} pixels. "
                    f"At most {MAX_PIXELS // 1_000_000} million are taken."
                )
            return _made_anew(image)
    # What a decoder raises for a broken file depends on the format.
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ValidationError(
            "This is not a PNG, JPEG, WebP or GIF picture, or it is broken."
        ) from error


def _made_anew(image: Image.Image) -> Picture:
    pixels = ImageOps.exif_transpose(image).convert("RGBA")
    # Only the pixels: neither comments, places and cameras, nor a colour profile.
    plain = Image.new("RGBA", pixels.size)
    plain.paste(pixels)
    width, height = _fit(plain.size, SHOWN_WITHIN)
    most = (SHOWN_WITHIN[0] * _DENSITY, SHOWN_WITHIN[1] * _DENSITY)
    small = plain.resize(_fit(plain.size, most), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), width, height)


def _fit(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The largest size of this shape within the box that is no larger than it is already."""
    scale = min(1, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
