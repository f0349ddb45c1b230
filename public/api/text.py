"""JSON as it is published: compact, and the same for the same content."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def as_text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def as_bytes(document: Mapping[str, Any]) -> bytes:
    return as_text(document).encode() + b"\n"


def list_of(texts: Iterable[str]) -> str:
    """A list of what is JSON already."""
    return f"[{','.join(texts)}]"


def object_of(members: Mapping[str, str]) -> str:
    """An object whose members are JSON already."""
    return "{" + ",".join(f"{as_text(key)}:{text}" for key, text in members.items()) + "}"


def members(content: Mapping[str, Any]) -> str:
    """The members of an object, without its braces."""
    return as_text(content)[1:-1]


def extended(text: str, more: Mapping[str, Any]) -> str:
    """An object that is JSON already, with more members at its end."""
    return f"{text[:-1]},{members(more)}}}"


def document_of(members: Mapping[str, str]) -> bytes:
    """A document whose members are JSON already."""
    return object_of(members).encode() + b"\n"
