import pytest

from lib.markdown import render

LINK = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\nTwo.", "<p>One.<br>\nTwo.</p>"),
        ("One.\r\nTwo.", "<p>One.<br>\nTwo.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ],
)
def test_line_breaks_and_paragraphs_are_kept_as_typed(text, html):
    assert render(text) == html


def test_words_can_be_stressed_and_struck():
    assert render("**Push** is _late_, not ~~lost~~.") == (
        "<p><strong>Push</strong> is <em>late</em>, not <s>lost</s>.</p>"
    )


@pytest.mark.parametrize("marker", ["-", "*", "+"])
def test_a_list_may_follow_and_be_followed_by_a_sentence_without_blank_lines(marker):
    text = f"Now:\n{marker} E-mail is late\n{marker} Push works\nMore at noon.\nSorry."

    assert render(text) == (
        "<p>Now:</p>\n<ul>\n<li>E-mail is late</li>\n<li>Push works</li>\n</ul>\n"
        "<p>More at noon.<br>\nSorry.</p>"
    )


def test_a_numbered_list_keeps_its_first_number_and_ends_like_the_others():
    assert render("3. Three\n4. Four\nEnd.") == (
        '<ol start="3">\n<li>Three</li>\n<li>Four</li>\n</ol>\n<p>End.</p>'
    )


def test_a_list_inside_a_list_ends_with_it():
    assert render("- CEP\n  - E-mail\n- MEP\nEnd.") == (
        "<ul>\n<li>CEP\n<ul>\n<li>E-mail</li>\n</ul>\n</li>\n<li>MEP</li>\n</ul>\n<p>End.</p>"
    )


def test_an_indented_line_and_an_indented_paragraph_stay_in_their_item():
    assert render("- One\n  and more\n\n  Also this\n- Two") == (
        "<ul>\n<li>\n<p>One<br>\nand more</p>\n<p>Also this</p>\n</li>\n"
        "<li>\n<p>Two</p>\n</li>\n</ul>"
    )


def test_headings_start_below_those_of_the_page():
    text = "# One\n## Two\n### Three\n#### Four\n###### Six"

    assert render(text) == (
        "<h3>One</h3>\n<h4>Two</h4>\n<h5>Three</h5>\n<h6>Four</h6>\n<h6>Six</h6>"
    )


def test_headings_skip_no_level_whatever_was_typed():
    text = "### Causes\n###### Detail\n## Remedies\n#### First\n# End"

    assert render(text) == (
        "<h3>Causes</h3>\n<h4>Detail</h4>\n<h3>Remedies</h3>\n<h4>First</h4>\n<h3>End</h3>"
    )


def test_of_very_many_addresses_none_becomes_a_link():
    few, many = "http://a.example/ " * 100, "http://a.example/ " * 101

    assert render(few).count("<a ") == 100
    assert render(many).count("<a ") == 0


@pytest.mark.parametrize(
    "address",
    ["https://example.com/a?b=c", "http://example.com", "mailto:help@example.com", "tel:+33123456"],
)
def test_a_link_leads_where_it_says(address):
    assert render(f"[Help]({address})") == f'<p><a href="{address}" {LINK}>Help</a></p>'


def test_an_address_becomes_a_link_and_the_name_of_a_host_does_not():
    text = "See https://example.com, not api.example.com or help@example.com."

    address = f'<a href="https://example.com" {LINK}>https://example.com</a>'
    assert render(text) == f"<p>See {address}, not api.example.com or help@example.com.</p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ],
)
def test_a_dangerous_address_is_text(address):
    assert render(f"[Help]({address})") == f"<p>[Help]({address})</p>"


def test_a_link_of_an_unknown_scheme_leads_nowhere():
    assert render("[Help](ftp://example.com)") == f"<p><a {LINK}>Help</a></p>"


def test_an_image_is_a_link_so_that_no_other_host_learns_who_reads():
    assert render("![Graph](https://example.com/a.png)") == (
        f'<p>!<a href="https://example.com/a.png" {LINK}>Graph</a></p>'
    )


def test_html_is_text():
    assert render('<script>alert(1)</script>\n<b onclick="x">Hi</b> &lt;i&gt;') == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>\n"
        '&lt;b onclick="x"&gt;Hi&lt;/b&gt; &lt;i&gt;</p>'
    )


def test_code_is_left_as_it_is():
    code = "- not a list\n* nor this\n# nor a heading\nhttps://example.com\n<b>"

    assert render(f"```sh\n{code}\n```\nEnd.") == (
        "<pre><code>" + code.replace("<b>", "&lt;b&gt;") + "\n</code></pre>\n<p>End.</p>"
    )


def test_code_inside_a_list_item_is_left_as_it_is():
    assert render("- Run\n  ```\n  - x\n  y\n  ```\nEnd.") == (
        "<ul>\n<li>Run<pre><code>- x\ny\n</code></pre>\n</li>\n</ul>\n<p>End.</p>"
    )


def test_a_table_is_a_table():
    assert render("|Channel|State|\n|-|-|\n|SMS|late|") == (
        "<table>\n<thead>\n<tr>\n<th>Channel</th>\n<th>State</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>SMS</td>\n<td>late</td>\n</tr>\n</tbody>\n</table>"
    )
