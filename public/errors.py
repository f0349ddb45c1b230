"""The documents that stand where there is none, or where one could not be made."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from pages.models import Page


def render_not_found(page: Page | None, *, now: datetime) -> str:
    """The answer to an unknown address; without a page when the database cannot be asked."""
    return render_to_string("public/404.html", {"page": page, "now": now})


def render_unavailable() -> str:
    """The answer when a document could not be made; needs neither database nor page."""
    return _without_page("public/500.html")


def render_not_allowed() -> str:
    """The answer to whoever sends something to a page that is for reading."""
    return _without_page("public/405.html")


def render_forbidden(*, is_form_expired: bool) -> str:
    """The answer to who may not do something, or not with the form that was sent."""
    return _without_page("public/403.html", is_form_expired=is_form_expired)


def _without_page(template: str, **context: bool) -> str:
    return render_to_string(template, {**context, "page": None, "now": timezone.now()})
