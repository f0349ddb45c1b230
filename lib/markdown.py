"""What staff type, as HTML that cannot harm the page."""

from functools import lru_cache
from typing import cast

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

TAGS = {
    "p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "h3", "h4", "h5", "h6", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def shift_headings(state: StateCore) -> None:
    """Make `#` an h3 and so on: h1 and h2 belong to the page around the text."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"


def end_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """End a list at the first line that is not indented.

    CommonMark would make that line part of the last item; people in a hurry leave no blank line.
    """
    return silent and state.sCount[start_line] < state.blkIndent


# Single line breaks are kept: an update is typed like a message, not like a book.
parser = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": True})
# An image on another host would tell that host who reads the page, and fail with it.
parser.disable("image")
parser.core.ruler.push("shift_headings", shift_headings)
parser.block.ruler.before("paragraph", "end_list", end_list, {"alt": ["paragraph"]})
# "api.example.com" is a host in a sentence as often as it is a link.
linkify = cast(LinkifyIt, parser.linkify)
linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


@lru_cache(maxsize=2048)
def render(text: str) -> str:
    """Turn Markdown into HTML of the tags above and nothing else."""
    return nh3.clean(
        parser.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    ).strip()
