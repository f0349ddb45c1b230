"""The look that staff chose, for the frame of every page."""

from django import template

from pages.models import Page
from public.look import style_sheet

register = template.Library()


@register.filter
def style_sheet_path(page: Page) -> str:
    """Where the style sheet of staff is; empty where there is none."""
    sheet = style_sheet(page)
    return sheet.path if sheet else ""
