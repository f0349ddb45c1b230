"""Text as every part of the program can store and send it."""

import re

# PostgreSQL's text holds no NUL, and no encoding holds half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what a database or UTF-8 would refuse; line ends are plain ones."""
    return _UNSTORABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """The same on one line, its words a space apart."""
    return " ".join(storable(text).split())
