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
    return render_to_string("public/500.html", {"page": None, "now": timezone.now()})
