"""What staff made of the look: files beside the pages, at addresses that follow their content."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from pages.logo import PageLogo
from pages.models import Page
from pages.style import accent_on_dark

_ACCENT = """\
:root, :host {{ --accent: {light}; --link: {light}; }}
@media (prefers-color-scheme: dark) {{ :root, :host {{ --accent: {dark}; --link: {dark}; }} }}
body {{ border-block-start: 0.25rem solid var(--accent); }}
"""


@dataclass(frozen=True)
class StyleSheet:
    """A style sheet, and the address that its content gives it."""

    path: str
    content: bytes


def style_sheet(page: Page) -> StyleSheet | None:
    """The colour and the CSS that staff chose; None, and no request, where they chose none."""
    if not page.accent_color and not page.custom_css:
        return None
    return _style_sheet(page.accent_color, page.custom_css)


def files(page: Page) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Path, and what makes the content, of each file."""
    for path in {logo["path"] for logo in (page.logo, page.dark_logo) if logo}:
        yield path, partial(_logo, path)
    if sheet := style_sheet(page):
        yield sheet.path, lambda: sheet.content


# Every document asks for its address, and there is one page with one look.
@lru_cache(maxsize=4)
def _style_sheet(accent: str, custom: str) -> StyleSheet:
    colours = _ACCENT.format(light=accent, dark=accent_on_dark(accent)) if accent else ""
    content = (colours + custom).encode()
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    return StyleSheet(f"/static/look/custom-{digest}.css", content)


# A logo's address follows from its bytes, so what is kept is never out of date.
@lru_cache(maxsize=4)
def _logo(path: str) -> bytes:
    return bytes(PageLogo.objects.get(pk=path).content)
