"""What staff type, as it is stored; or refused."""

from incidents.refusals import BodyMissing, BodyTooLong, ReasonMissing, ReasonTooLong
from lib.text import one_line, storable

BODY_LENGTH = 25_000
WORDS_LENGTH = 1_000
REASON_LENGTH = 255


def clean_body(body: str) -> str:
    """The text as it is stored; raises `BodyMissing` or `BodyTooLong`."""
    body = storable(body).strip()
    if not body:
        raise BodyMissing
    if len(body) > BODY_LENGTH:
        raise BodyTooLong
    return body


def clean_reason(reason: str) -> str:
    """The public reason as it is stored; raises `ReasonMissing` or `ReasonTooLong`."""
    reason = one_line(reason)
    if not reason:
        raise ReasonMissing
    if len(reason) > REASON_LENGTH:
        raise ReasonTooLong
    return reason
