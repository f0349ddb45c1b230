"""Links that staff add to the frame of the page: one a line, the words and then the address."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

MAX_LINKS = 12
MAX_WORDS = 60

_validate_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Link:
    label: str
    address: str


def read_links(text: str) -> list[Link]:
    """The links that a valid text holds, in its order."""
    return [Link(label.strip(), address) for label, _, address in map(_parts, _lines(text))]


def validate_links(text: str) -> None:
    """Accept lines such as `Terms of service https://example.com/terms`."""
    lines = list(_lines(text))
    if len(lines) > MAX_LINKS:
        raise ValidationError(f"There are {len(lines)} links. At most {MAX_LINKS} are shown.")
    for line in lines:
        label, _, address = _parts(line)
        if not label.strip():
            raise ValidationError(f"Words and an address are needed: {line}")
        if len(label.strip()) > MAX_WORDS:
            raise ValidationError(f"The words have more than {MAX_WORDS} characters: {label}")
        try:
            _validate_address(address)
        except ValidationError as error:
            raise ValidationError(
                f"This is no address that begins with https:, http: or mailto: {address}"
            ) from error


def _validate_address(address: str) -> None:
    if address.startswith("mailto:"):
        validate_email(address.removeprefix("mailto:").partition("?")[0])
    else:
        _validate_url(address)


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.splitlines()))


def _parts(line: str) -> tuple[str, str, str]:
    return line.replace("\t", " ").rpartition(" ")
