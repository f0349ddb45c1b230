"""The document that stands where there is none."""

from datetime import datetime

from django.template.loader import render_to_string

from pages.models import Page


def render_not_found(page: Page | None, *, now: datetime) -> str:
    """The answer to an unknown address; without a page when the database cannot be asked."""
    return render_to_string("public/404.html", {"page": page, "now": now})
