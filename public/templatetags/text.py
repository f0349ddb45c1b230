"""What staff typed, as HTML and as plain text."""

import re
from html import unescape

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from lib.markdown import render

register = template.Library()

_BLOCK_ENDS = re.compile(r"</(?:p|li|h\d|pre|t[dh])>")


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as HTML, cleaned of all that could harm."""
    return mark_safe(render(text))  # noqa: S308


@register.filter
def first_paragraph(text: str) -> str:
    """The first paragraph, without its markup."""
    first = _BLOCK_ENDS.split(render(text), maxsplit=1)[0]
    return " ".join(unescape(strip_tags(first.replace("<br>", " "))).split())
