"""The style sheets and scripts of the public pages, published beside them.

So the published folder is a complete site: it needs no application to look right.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

NAMES = [
    "public/status.css", "public/api.css", "public/status.js", "public/copy.js",
    "public/embed.css", "public/frame.js", "django_htmx/htmx-2.min.js",
]  # fmt: skip


def public() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Path, and what reads the content, of each file that public pages ask for."""
    for name in NAMES:
        path = staticfiles_storage.url(name)
        yield path, partial(_read, name, path.removeprefix(settings.STATIC_URL))


def read(name: str) -> bytes:
    """The content of one file."""
    return _read(name, staticfiles_storage.url(name).removeprefix(settings.STATIC_URL))


def _read(name: str, hashed_name: str) -> bytes:
    # The collected file has the names of other files in it hashed, too.
    collected = settings.STATIC_ROOT / hashed_name
    if collected.is_file():
        return collected.read_bytes()
    return Path(str(finders.find(name))).read_bytes()
