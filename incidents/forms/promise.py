"""When the next update will follow: in so many minutes, at a time of day, or not promised."""

import re
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from incidents.forms.page_time import PageTimeField
from incidents.models import PromiseDefaults
from incidents.status import CLOSED_STATUSES, Impact

BY_IMPACT = "impact"
MINUTES = [15, 20, 30, 45, 60, 120, 240]
_HALF_A_DAY = timedelta(hours=12)


class NextUpdateField(forms.ChoiceField):
    """How long readers will wait at most; counted from the moment of posting."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Next update",
            required=False,
            initial=BY_IMPACT,
            choices=next_update_choices,
            help_text="A promise readers will see. You are reminded ten minutes before.",
            **kwargs,
        )


class ClockTimeField(PageTimeField):
    """A moment of which the day may be left out: then the next time the clock shows it."""

    default_error_messages = {
        "invalid": "Write a time like 14:30, or with its day: 2026-08-14 14:30."
    }

    def to_python(self, value):
        if not re.fullmatch(r"\s*\d{1,2}:\d{2}\s*", value or ""):
            return super().to_python(value)
        now = timezone.now().astimezone(self.zone)
        moment = super().to_python(f"{now:%Y-%m-%d} {value.strip()}")
        if now - moment < _HALF_A_DAY:
            # One that has just passed is a slip, not tomorrow's.
            return moment
        return super().to_python(f"{now + timedelta(days=1):%Y-%m-%d} {value.strip()}")


def next_update_choices() -> list[tuple[str, str]]:
    return [
        (BY_IMPACT, f"As its impact asks: {_defaults_in_words()}"),
        *((str(minutes), f"Within {in_words(minutes)}") for minutes in MINUTES),
        ("", "Promise nothing"),
    ]


def promised_at(chosen: str, *, impact: str, status: str) -> datetime | None:
    """The moment that a choice means, when it is posted now."""
    if status in CLOSED_STATUSES or not chosen:
        return None
    minutes = PromiseDefaults.current().minutes(impact) if chosen == BY_IMPACT else int(chosen)
    return timezone.now() + timedelta(minutes=minutes) if minutes else None


def in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if rest else f"{hours} hour{'' if hours == 1 else 's'}"


def _defaults_in_words() -> str:
    defaults = PromiseDefaults.current()
    told = [
        f"{impact.label.lower()} {in_words(minutes)}"
        for impact in (Impact.MINOR, Impact.MAJOR, Impact.CRITICAL)
        if (minutes := defaults.minutes(impact))
    ]
    return ", ".join(told) or "nothing"
