"""Whatever is typed, what comes out is made of a few harmless tags."""

from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.markdown import ATTRIBUTES, SCHEMES, TAGS, render

SPECIAL = "[]()<>!*_`~#|-+\\&:/\"'= \t\n"
words = st.sampled_from(
    ["<script>", "</p>", "</div>", "javascript:", "https://a.example", "onload=", "- ", "* ", "1. ",
     "> ", "```", "<!--", "]]>", "&#106;", "![](", "[a](<b", "\x00", "\r\n", "\u2019", "\u202e"]
)  # fmt: skip
pieces = st.one_of(st.text(SPECIAL, max_size=8), st.text(max_size=8), words)
texts = st.lists(pieces, max_size=40).map("".join)
SHAPES = [
    "[", "*", ">", "> ", "`", "<", "![](", "[a](<b", "- ", "](", "**a *b ", "|a|b\n",
    "://", "http://a", "&#x",
]  # fmt: skip


class Outline(HTMLParser):
    """Tags and attributes of a text, and whether every tag that opens closes in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open, self.is_balanced = set(), set(), [], True
        self.hrefs = []
        self.feed(html)
        self.close()
        self.is_balanced = self.is_balanced and not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.hrefs += [value for name, value in attrs if name == "href"]
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.is_balanced = self.is_balanced and bool(self.open) and self.open.pop() == tag

    def handle_comment(self, data):
        self.tags.add("<!--")

    def handle_decl(self, decl):
        self.tags.add("<!")

    def unknown_decl(self, data):
        self.tags.add("<![")

    def handle_pi(self, data):
        self.tags.add("<?")


def foreign_parts(html):
    """What of the HTML should not be there."""
    outline = Outline(html)
    allowed = {(tag, name) for tag, names in ATTRIBUTES.items() for name in names} | {("a", "rel")}
    schemes = {href.split(":")[0].lower() for href in outline.hrefs if ":" in href.split("/")[0]}
    return (
        outline.tags - TAGS,
        outline.attributes - allowed,
        schemes - SCHEMES,
        outline.is_balanced,
    )


@given(texts)
@example("<img src=x onerror=alert(1)>")
@example("[a](javascript&colon;alert(1))")
@example("<!-- > <script> -->")
def test_any_text_becomes_balanced_html_of_the_allowed_tags(text):
    assert foreign_parts(render(text)) == (set(), set(), set(), True)


@given(texts)
def test_cleaning_what_was_rendered_changes_nothing(text):
    html = render(text)

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    assert cleaned == html


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_the_greatest_length_made_of_one_shape_is_rendered(shape):
    text = (shape * 25_000)[:25_000]

    assert foreign_parts(render(text)) == (set(), set(), set(), True)


def test_deeply_nested_lists_are_rendered():
    text = "".join(f"{' ' * (2 * depth)}- item\n" for depth in range(100))

    assert foreign_parts(render(text)) == (set(), set(), set(), True)


def test_texts_rendered_at_the_same_time_do_not_mix():
    texts = [f"See https://{n}.example.com/{'x' * n}\n- {n}\nend {n}" for n in range(400)]
    alone = [render(text) for text in texts]
    render.cache_clear()

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(render, texts))

    assert together == alone
