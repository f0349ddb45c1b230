"""Pictures to upload, as the programs of staff make them."""

import io

from PIL import Image


def picture(kind="PNG", size=(1200, 240), colour=(200, 30, 60), **options):
    """The bytes of a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))
