"""Tells one version of what makes the documents from another."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

# Whatever here changes may change any document: code, templates, style, language.
_SOURCES = [
    "components", "incidents", "lib", "locale", "pages", "public", "static/public",
    "templates/public",
]  # fmt: skip
_SUFFIXES = {".css", ".html", ".js", ".json", ".mo", ".py", ".svg", ".txt", ".xml"}


@cache
def of_the_code() -> str:
    """Equal for equal versions; read once, as a process does not change its code."""
    digest = hashlib.blake2b(digest_size=12)
    for file in _files():
        digest.update(file.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for source in _SOURCES:
        yield from sorted(
            file
            for file in (settings.BASE_DIR / source).rglob("*")
            if file.suffix in _SUFFIXES and "migrations" not in file.parts
        )
