"""What staff may do to the colours and the style of the public pages, and what is refused."""

import re

from django.core.exceptions import ValidationError

from lib.contrast import ENOUGH, NotAColour, contrast, readable

# The grounds of the public pages, as in static/public/status.css.
LIGHT_GROUNDS = ("#fafaf8", "#ffffff")
DARK_GROUNDS = ("#101214", "#181b1e")
MAX_CSS = 50_000

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*(?:https?:|//)", re.IGNORECASE)
_REFUSED = {
    "@import": "It would load a style sheet from elsewhere, which the page does not allow.",
    "</style": "It is published as a file of its own: write CSS alone, without HTML around it.",
    "expression(": "No browser runs expressions any more.",
}


def validate_accent(colour: str) -> None:
    """Accept a colour that can be read on the light page; the one for dark follows from it."""
    try:
        measured = contrast(colour, LIGHT_GROUNDS)
    except NotAColour as error:
        raise ValidationError("Write the colour as #rrggbb, such as #14569c.") from error
    if measured < ENOUGH:
        raise ValidationError(
            f"Links of this colour cannot be read on the light page: its contrast is "
            f"{int(measured * 10) / 10}:1, and {ENOUGH}:1 is needed. "
            f"The nearest that can be read is {readable(colour, LIGHT_GROUNDS)}."
        )


def accent_on_dark(colour: str) -> str:
    """The colour, made as light as the dark page needs."""
    return readable(colour, DARK_GROUNDS)


def validate_custom_css(css: str) -> None:
    """Refuse what could not work, and say why: the page loads nothing from other hosts."""
    plain = _COMMENT.sub(" ", css)
    for what, why in _REFUSED.items():
        if what in plain.lower():
            raise ValidationError(f"{what} cannot be used. {why}")
    if _ELSEWHERE.search(plain):
        raise ValidationError(
            "url() cannot name another host: the page would tell that host who reads it, and "
            "wait for it. Write a small picture into the style itself, as url(data:…)."
        )
