"""Whatever staff type, the page around it stays whole."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from lib.markdown import ATTRIBUTES, TAGS
from public.templatetags.text import first_paragraph
from tests.public.reading import read

NOW = datetime(2026, 8, 14, 12, 23, tzinfo=UTC)
PIECES = [
    "<script>", "</script>", "</div>", "</section></main>", "<!--", "-->", "<b onclick=x>", "<p",
    "<svg/onload=x>", "javascript:x", "[a](javascript:x)", '[a](https://b "c")', "![a](b)", "&lt;",
    "<https://a.b>", "&#60;", "\"'", "`", "```\n", "- ", "* ", "1. ", "> ", "# ", "|a|b|\n", "\0",
    "|-|-|\n", "\n", "\n\n", "  \n", "    ", "\u202e", "{{ page }}", "{% load x %}", "<![CDATA[",
]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map("".join)


def update(body):
    """The part of a page that shows an update."""
    affected = SimpleNamespace(all=[])
    shown = {"label": "Update", "body": body, "display_at": NOW, "affected_components": affected}
    page = SimpleNamespace(zone=ZoneInfo("UTC"))
    return render_to_string("public/_update.html", {"update": shown, "page": page, "now": NOW})


@given(bodies)
@example("</div></div><script>alert(1)</script>")
def test_no_text_breaks_out_of_its_place_or_brings_in_more_than_words(body):
    document = read(update(body) + "<p>After.</p>")

    around, after = [part for part in document.children if not isinstance(part, str)]
    assert after.lines() == ["After."]
    assert [part.classes for part in around.children if not isinstance(part, str)] == [
        ["label"], ["body"], [],
    ]  # fmt: skip
    for part in around.one(".body").parts():
        allowed = ATTRIBUTES.get(part.tag, set()) | ({"rel"} if part.tag == "a" else set())
        assert part.tag in TAGS
        assert set(part.attributes) <= allowed


@given(bodies)
def test_a_summary_is_words_alone(body):
    summary = first_paragraph(body)

    assert summary == " ".join(summary.split())


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("One.\nTwo.\n\nThree.", "One. Two."),
        ("- One\n- Two", "One"),
        ("# Head\nText", "Head"),
        ("a &lt; **b** <i>", "a < b <i>"),
    ],
)
def test_a_summary_is_the_first_paragraph(body, summary):
    assert first_paragraph(body) == summary


@pytest.mark.parametrize("bullet", ["-", "*"])
def test_lists_are_lists_and_line_breaks_are_kept(bullet):
    body = read(update(f"One\ntwo\n{bullet} a\n{bullet} b\nthree")).one(".body")

    assert [part.tag for part in body.parts()] == ["p", "br", "ul", "li", "li", "p"]
    assert body.lines() == ["One", "two", "a", "b", "three"]
