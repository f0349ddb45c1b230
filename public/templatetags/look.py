"""The look that staff chose, for the frame of every page."""

from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.urls import get_script_prefix
from django.utils.translation import get_language

from pages.models import Page
from public.look import style_sheet

register = template.Library()

# Of the page's columns, those that change without its settings.
_RESTLESS = {"_state", "revision", "updated_at"}


@register.filter
def style_sheet_path(page: Page) -> str:
    """Where the style sheet of staff is; empty where there is none."""
    sheet = style_sheet(page)
    return sheet.path if sheet else ""


@register.tag
def steady(parser: Parser, token: Token) -> Node:
    """A part of the frame that follows from the settings of the page and the language alone.

    It is rendered when one of them changes, and not for each of ten thousand documents.
    """
    nodes = parser.parse(["endsteady"])
    parser.delete_first_token()
    return _Steady(nodes)


class _Steady(Node):
    def __init__(self, nodes: NodeList) -> None:
        self.nodelist = nodes
        self._rendered: dict[tuple[str | None, str], tuple[dict[str, Any], str]] = {}

    def render(self, context: Context) -> str:
        spoken = get_language(), get_script_prefix()
        look = _settings_of(context.get("page"))
        made = self._rendered.get(spoken)
        if made is None or made[0] != look:
            made = self._rendered[spoken] = look, self.nodelist.render(context)
        return made[1]


def _settings_of(page: Page | None) -> dict[str, Any]:
    # Not by the number of the layout's revision: a restored backup may give it away again.
    columns = page.__dict__ if page else {}
    return {name: value for name, value in columns.items() if name not in _RESTLESS}
