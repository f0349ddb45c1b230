"""Bodies, which some clients insert into a page and others print as they are."""

import pytest

from public.api.body import as_html
from tests.factories import make_incident
from tests.public.api.published import read

HOSTILE = [
    "<script>ran = 1</script>",
    "<img src=x onerror='ran = 1'>",
    "<svg/onload=ran=1>",
    "[link](javascript:ran=1)",
    "[link](data:text/html,<script>ran=1</script>)",
    '[link](https://example.com "<p><img src=x onerror=ran=1>")',
    '[link](https://example.com "</p>\n<p>\'\\"><img src=x onerror=ran=1>")',
    "`</p>\n<p><img src=x onerror=ran=1>`",
    "&lt;img src=x onerror=ran=1&gt;",
    "![picture](x\" onerror=\"ran=1)",
    "<p><iframe srcdoc='<script>parent.ran=1</script>'></iframe></p>",
    "> quote <details open ontoggle=ran=1>",
]  # fmt: skip


def test_a_plain_message_is_its_own_words():
    assert as_html('We\'re looking into it: "slow" deliveries.') == (
        'We\'re looking into it: "slow" deliveries.'
    )


def test_lines_and_paragraphs_are_parted_by_breaks():
    assert as_html("One\ntwo\n\nThree") == "One<br />\ntwo<br /><br />Three"


def test_what_staff_stress_and_list_stays():
    assert as_html("**All** of [it](https://example.com):\n\n- a\n- b\n\nSorry.") == (
        "<strong>All</strong> of "
        '<a href="https://example.com" rel="noopener noreferrer nofollow">it</a>:\n'
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nSorry."
    )


@pytest.mark.usefixtures("clock")
def test_the_documents_hold_bodies_in_this_form():
    make_incident(body="<b>**Slow**")

    (incident,) = read("incidents")["incidents"]

    assert incident["incident_updates"][0]["body"] == "&lt;b&gt;<strong>Slow</strong>"


def test_nothing_staff_type_runs_in_the_page_of_a_client(page):
    page.set_content("<main></main>")
    bodies = [as_html(text) for text in HOSTILE]

    elements, links = page.evaluate(
        """async bodies => {
            const main = document.querySelector("main");
            main.innerHTML = bodies.join("<hr>");
            await new Promise(done => setTimeout(done, 300));
            const inserted = [...main.querySelectorAll("*")];
            return [inserted.map(one => one.localName), inserted.flatMap(one => one.href || [])];
        }""",
        bodies,
    )

    assert page.evaluate("typeof ran") == "undefined"
    assert set(elements) == {"a", "blockquote", "code", "hr"}
    assert set(links) == {"https://example.com/"}
