"""What text may hold to travel in XML and in a calendar."""

import re

# XML 1.0 or iCalendar have no way to write these, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without the control characters that make a whole feed unreadable."""
    return _FORBIDDEN.sub("", text)
