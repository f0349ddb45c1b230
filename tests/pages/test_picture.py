"""What becomes of a picture that staff upload."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from pages.picture import read_picture
from tests.pages.pictures import opened, picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_format_becomes_a_png_at_twice_the_size_it_is_shown_at(kind):
    made = read_picture(picture(kind))

    image = opened(made.content)
    assert (image.format, image.size, (made.width, made.height)) == ("PNG", (800, 160), (400, 80))


@pytest.mark.parametrize(
    ("size", "stored", "shown"),
    [
        ((120, 30), (120, 30), (120, 30)),
        ((640, 640), (160, 160), (80, 80)),
        ((3000, 10), (800, 3), (400, 1)),
        ((1, 1), (1, 1), (1, 1)),
    ],
    ids=["small", "square", "thin", "a pixel"],
)
def test_a_picture_keeps_its_shape_and_never_grows(size, stored, shown):
    made = read_picture(picture(size=size))

    assert (opened(made.content).size, (made.width, made.height)) == (stored, shown)


def test_what_a_camera_wrote_beside_the_pixels_goes_to_nobody():
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6
    content = picture("JPEG", (40, 20), exif=exif, comment=b"secret place")
    assert content.count(b"secret place") == 2

    made = read_picture(content)

    # The camera was turned: the picture is upright.
    assert opened(made.content).size == (20, 40)
    assert b"secret" not in made.content
    assert chunks(made.content) == {b"IHDR", b"IDAT", b"IEND"}


def test_what_is_transparent_stays_so():
    made = read_picture(picture("PNG", (2, 2)))
    clear = Image.new("RGBA", (2, 2), (0, 0, 0, 0))

    assert opened(made.content).getpixel((0, 0)) == (200, 30, 60, 255)
    assert opened(read_picture(as_png(clear)).content).getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "This is not a PNG, JPEG, WebP or GIF picture, or it is broken."),
        (b"<svg/>", "This is not a PNG, JPEG, WebP or GIF picture, or it is broken."),
        (picture("BMP"), "This is not a PNG, JPEG, WebP or GIF picture, or it is broken."),
        (picture()[:200], "This is not a PNG, JPEG, WebP or GIF picture, or it is broken."),
        (picture("JPEG")[:300], "This is not a PNG, JPEG, WebP or GIF picture, or it is broken."),
        (bytes(1_000_001), "The file has 1.0 MB. At most 1 MB are taken."),
    ],
    ids=["nothing", "svg", "bmp", "half a PNG", "half a JPEG", "too large"],
)
def test_what_is_no_picture_is_refused_in_words(content, why):
    with pytest.raises(ValidationError) as refusal:
        read_picture(content)

    assert refusal.value.messages == [why]


def test_a_small_file_that_claims_a_huge_picture_is_refused_before_it_is_decoded():
    with pytest.raises(ValidationError) as refusal:
        read_picture(claiming(5000, 4000))

    assert refusal.value.messages == [
        "The picture has 5000 by 4000 pixels. At most 16 million are taken."
    ]


def test_a_picture_beyond_all_measure_is_refused():
    with pytest.raises(ValidationError):
        read_picture(claiming(2**31 - 1, 2**31 - 1))


def as_png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def chunks(png):
    """The kinds of parts a PNG has."""
    found, at = set(), 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.add(png[at + 4 : at + 8])
        at += length + 12
    return found


def claiming(width, height):
    """A PNG whose head claims a size, and that holds hardly anything."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"x"))
        + chunk(b"IEND", b"")
    )
