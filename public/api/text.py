"""JSON as it is published: compact, and the same for the same content."""

import json
from collections.abc import Mapping
from typing import Any


def as_text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def as_bytes(document: Mapping[str, Any]) -> bytes:
    return as_text(document).encode() + b"\n"


def ending_with_lists(document: Mapping[str, Any], lists: Mapping[str, list[str]]) -> bytes:
    """An object whose last members are lists of what is JSON already."""
    ends = (f",{as_text(key)}:[{','.join(items)}]" for key, items in lists.items())
    return f"{as_text(document)[:-1]}{''.join(ends)}}}\n".encode()
