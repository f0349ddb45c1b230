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


# Finding bare addresses takes time that grows with the square of their number.
MANY_ADDRESSES = 100


def nest_headings(state: StateCore) -> None:
    """Begin with h3, as h1 and h2 belong to the page around the text, and skip no level."""
    outer: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            outer = [*(other for other in outer if other < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(outer) + 2, 6)}"


def end_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """End a list at the first line that is not indented.

    CommonMark would make that line part of the last item; people in a hurry leave no blank line.
    """
    return silent and state.sCount[start_line] < state.blkIndent


def make_parser(*, linkify: bool) -> MarkdownIt:
    # Single line breaks are kept: an update is typed like a message, not like a book.
    parser = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": linkify})
    # An image on another host would tell that host who reads the page, and fail with it.
    parser.disable("image")
    parser.core.ruler.push("nest_headings", nest_headings)
    parser.block.ruler.before("paragraph", "end_list", end_list, {"alt": ["paragraph"]})
    # "api.example.com" is a host in a sentence as often as it is a link.
    addresses = cast(LinkifyIt, parser.linkify)
    addresses.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    return parser


parser = make_parser(linkify=True)
parser_of_many_addresses = make_parser(linkify=False)


@lru_cache(maxsize=2048)
def render(text: str) -> str:
    """Turn Markdown into HTML of the tags above and nothing else."""
    chosen = parser if text.count("//") <= MANY_ADDRESSES else parser_of_many_addresses
    return nh3.clean(
        chosen.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    ).strip()
