"""Tells a plain request for a document from its bytes alone.

Not a parser: whatever is not understood at first sight is None, and for a real parser to judge.
"""

import re
from dataclasses import dataclass

# Possessive, so that no input makes the search go back and try again.
_REQUEST = re.compile(
    rb"(GET|HEAD) (/[A-Za-z0-9._~/-]*+)(?:\?([!\"$-~]*+))? HTTP/1\.1\r\n"
    rb"((?:[A-Za-z0-9-]++:[ -~]*+\r\n)*+)\r\n"
)
_UNDERSTOOD = (b"accept-encoding", b"connection", b"cookie", b"host", b"if-none-match")
# They ask for more than the document, or tell of a body.
_BEYOND = frozenset(
    (
        *(b"authorization", b"content-length", b"content-type", b"expect", b"http2-settings"),
        *(b"if-match", b"if-modified-since", b"if-range", b"if-unmodified-since", b"range"),
        *(b"te", b"trailer", b"transfer-encoding", b"upgrade"),
    )
)
# Two of them may contradict each other, which a server has to refuse: so there may be only one.
_SCHEME = (b"x-forwarded-proto", b"x-forwarded-protocol", b"x-forwarded-ssl")
_MEANT = {name: name for name in (*_UNDERSTOOD, *_BEYOND)} | dict.fromkeys(_SCHEME, b"scheme")

SCHEME_HEADERS = frozenset(name.decode().upper() for name in _SCHEME)


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A request that asks for a document and nothing else."""

    is_head: bool
    path: str
    query: str
    accept_encoding: str | None
    if_none_match: str | None
    has_cookie: bool
    lines: int
    length: int


def plain_request(data: bytes) -> PlainRequest | None:
    """The first request in `data`; None when it is incomplete, or anything but plain."""
    found = _REQUEST.match(data)
    if found is None:
        return None
    method, path, query, block = found.groups()
    headers: dict[bytes, bytes] = {}
    for line in block.splitlines():
        name, _, value = line.partition(b":")
        if meant := _MEANT.get(name.lower()):
            if meant in headers or meant in _BEYOND:
                return None
            headers[meant] = value.strip()
    if headers.get(b"connection", b"keep-alive").lower() != b"keep-alive":
        return None
    return PlainRequest(
        is_head=method == b"HEAD",
        path=path.decode(),
        query=query.decode() if query else "",
        accept_encoding=_text(headers.get(b"accept-encoding")),
        if_none_match=_text(headers.get(b"if-none-match")),
        has_cookie=b"cookie" in headers,
        lines=block.count(b"\n"),
        length=found.end(),
    )


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
