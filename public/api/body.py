"""The words of an update, for programs that put them into a page of their own."""

from lib import markdown

BREAK = "<br />"


def as_html(text: str) -> str:
    """Turn Markdown into the HTML that Statuspage's clients expect of a `body`.

    Most clients insert a body as HTML, some print it as text. So it is sanitised HTML, in which
    whatever staff typed as `<` is `&lt;`; and paragraphs are parted by two line breaks instead of
    being wrapped, so that a plain message is its own words without a tag.
    """
    html = markdown.render(text).replace("<br>", BREAK)
    # These tags have no attributes and do not nest: what is left is well-formed without them.
    return html.replace("</p>\n<p>", BREAK * 2).replace("<p>", "").replace("</p>", "")
