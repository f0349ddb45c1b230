"""The marks of the page, and what has one."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from public.marks import level_of_status, status_words

register = template.Library()

register.filter("level", level_of_status)
register.filter("status_words", status_words)


@register.simple_tag
def mark(level: str) -> SafeString:
    """The sign of a level; the words stand beside it, so machines that read aloud skip it."""
    return format_html(
        '<svg class="mark level-{0}" aria-hidden="true" width="20" height="20">'
        '<use href="#mark-{0}"></use></svg>',
        level,
    )
