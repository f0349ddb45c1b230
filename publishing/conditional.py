"""What a reader's Accept-Encoding and If-None-Match ask for (RFC 9110, 12.5.3 and 13.1.2)."""

import re
from functools import lru_cache

# Of two that the reader likes equally, the smaller one.
_ENCODINGS = ("br", "gzip", "identity")
_ALIASES = {"x-gzip": "gzip"}

_WEIGHT = re.compile(r"0(?:\.[0-9]*)?|1(?:\.0*)?")
_ENTITY_TAG = re.compile(r'"[^"]*"')


@lru_cache(maxsize=512)
def preferred_encodings(accept_encoding: str | None) -> tuple[str, ...]:
    """The encodings to send, best first; ends with "identity", as nobody is sent away (406)."""
    if accept_encoding is None:
        return ("identity",)
    weights = _weights(accept_encoding)
    others = weights.get("*")

    def weight(encoding: str) -> float:
        # Unnamed, the plain form is welcome, but less than whatever was asked for.
        default = others if others is not None else 0.0001 if encoding == "identity" else 0.0
        return weights.get(encoding, default)

    accepted = [encoding for encoding in _ENCODINGS if weight(encoding) > 0]
    accepted.sort(key=weight, reverse=True)
    if "identity" in accepted:
        return tuple(accepted)
    unnamed = [e for e in _ENCODINGS[:2] if e not in weights and others is None]
    return (*accepted, *unnamed, "identity")


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether `etag` is one of those in an If-None-Match header; weak ones count (13.1.2)."""
    if if_none_match == etag or if_none_match.strip() == "*":
        return True
    return etag in _ENTITY_TAG.findall(if_none_match)


def _weights(accept_encoding: str) -> dict[str, float]:
    weights = {}
    for item in accept_encoding.lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        if coding:
            weights[_ALIASES.get(coding, coding)] = _weight(parameters)
    return weights


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            value = value.strip()
            # Nonsense is a no: the plain form suits everybody.
            return float(value) if _WEIGHT.fullmatch(value) else 0.0
    return 1.0
