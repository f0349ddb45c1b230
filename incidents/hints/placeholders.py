"""What a template left to be filled in."""

import re
from collections.abc import Iterator

from incidents.hints.draft import Draft

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+|XX:XX|HH:MM|PLACEHOLDER)\b|\?{3,20}|\b(?i:lorem\sipsum)\b"
    r"|\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{1,60}\}|%\(\w{1,40}\)s|%[A-Z_]{3,40}%|\b__[A-Z_]{3,40}__\b"
    r"|(?<![\w/{$])\{(?:component|name|service|product|region|time|date|title|company|link|url)s?\}"
    r"|(?<!\w)<(?P<tag>[A-Za-z][A-Za-z _-]{1,40})>"
    r"|\[(?i:insert|add|enter|fill|your|describe|specify|xx+|name|component|service|product|region"
    r"|time|date|duration|feature|company|link|url|details|placeholder|status|impact|number|cause)\b"
    r"[^\[\]\n]{0,60}\](?![\[(:])"
)
# What people type who think of HTML; it is shown as it stands.
_TAG = re.compile(
    r"br|hr|em|strong|code|pre|div|span|ul|ol|li|table|tr|td|th|img|del|ins|kbd|su[bp]|small|big"
    r"|center|font|blockquote|details|summary",
    re.I,
)
# What stands in backticks is meant as it is written.
_CODE = re.compile(r"`[^`\n]{1,200}`")


def placeholders(draft: Draft) -> Iterator[tuple[int | None, str]]:
    text = _CODE.sub(lambda code: " " * len(code[0]), draft.text)
    for match in _PLACEHOLDER.finditer(text):
        if not match["tag"] or not _TAG.fullmatch(match["tag"]):
            yield match.start(), match[0]
    for match in _PLACEHOLDER.finditer(draft.title):
        yield None, match[0]
