"""The languages of the page: its own at the root of the site, the others below their codes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from pages.models import Language, Page

# The address of the document that is being made: without the language it is in, and with it.
_place: ContextVar[str] = ContextVar("place", default="")
_address: ContextVar[str] = ContextVar("address", default="")


@dataclass(frozen=True)
class Version:
    """The documents in one language; `is_own` for that of the page itself."""

    language: str
    is_own: bool = True

    def path(self, path: str) -> str:
        """The address, in this language, of what stands at `path` in the page's own."""
        return path if self.is_own else f"/{self.language}{path}".removesuffix("/")

    @contextmanager
    def spoken(self, path: str) -> Iterator[None]:
        """Speak the language, with every link into it; `path` is the document's in the page's own.

        The other languages are like the same site mounted elsewhere, and so is this done.
        """
        mounted, place = get_script_prefix(), _place.set(path)
        address = _address.set(self.path(path))
        set_script_prefix("/" if self.is_own else f"/{self.language}/")
        try:
            with translation.override(self.language):
                yield
        finally:
            set_script_prefix(mounted)
            _place.reset(place)
            _address.reset(address)


# What programs read is English at the root, whatever the page speaks.
FOR_PROGRAMS = Version(Language.ENGLISH)


def versions(page: Page) -> list[Version]:
    """What is published, the page's own language first."""
    others = [code for code in Language.values if code in page.offered_languages]
    return [
        Version(page.language),
        *(Version(code, is_own=False) for code in others if code != page.language),
    ]


def paths_in_all(path: str) -> list[str]:
    """Where a document may stand, whatever languages were offered."""
    return [path, *(Version(code, is_own=False).path(path) for code in Language.values)]


def place() -> str:
    """The address, in the page's own language, of the document that is being made."""
    return _place.get()


def address() -> str:
    """The address, in its own language, of the document that is being made; or empty."""
    return _address.get()
