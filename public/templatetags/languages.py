"""Where the document in hand stands in the other languages, and what its own address is."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from pages.models import Language
from public import languages

register = template.Library()


@dataclass(frozen=True)
class Translation:
    """The document in one language; `hint` is said in it, to those who may prefer it."""

    code: str
    name: str
    hint: str
    path: str
    is_own: bool
    is_current: bool

    @property
    def address(self) -> str:
        return settings.SITE_URL + self.path


@register.simple_tag(takes_context=True)
def translations(context: Context) -> list[Translation]:
    """The document in every language it is published in; empty where that is one alone."""
    page = context.get("page")
    # What stands at /404 is the answer at some other address.
    is_somewhere = languages.place() not in {"", "/404"}
    versions = languages.versions(page) if page and is_somewhere else []
    return [_translation(version) for version in versions] if len(versions) > 1 else []


@register.simple_tag
def canonical_url() -> str:
    """The document's one address; empty where it has none, as what tells of an error."""
    address = languages.address()
    return settings.SITE_URL + address if address else ""


@register.simple_tag
def home_url() -> str:
    """The home page in the language at hand, by the address it is published at."""
    return reverse("public:home").rstrip("/") or "/"


def _translation(version: languages.Version) -> Translation:
    is_current = version.language == translation.get_language()
    with translation.override(version.language):
        hint = gettext("Read this page in English")
    return Translation(
        code=version.language,
        name=str(Language(version.language).label),
        hint=hint,
        path=version.path(languages.place()),
        is_own=version.is_own,
        is_current=is_current,
    )
