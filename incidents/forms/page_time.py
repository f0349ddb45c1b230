from datetime import UTC
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone


class PageTimeField(forms.DateTimeField):
    """A moment, typed and shown in the page's time zone, which is named at the field."""

    default_error_messages = {
        "invalid": "Write date and time like 2026-08-14 12:23.",
        "ambiguous_timezone": "The clocks change in that hour: add the offset, such as "
        "2026-08-14 12:23+02:00.",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(
            widget=forms.DateTimeInput(
                format="%Y-%m-%d %H:%M",
                attrs={"placeholder": "2026-08-14 12:23", "autocomplete": "off"},
            ),
            **kwargs,
        )
        self.zone: ZoneInfo | None = None

    def use_zone(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.help_text = " ".join(filter(None, [f"{zone.key} time.", str(self.help_text)]))

    def prepare_value(self, value):
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def to_python(self, value):
        try:
            with timezone.override(self.zone):
                moment = super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages[error.code or "invalid"]) from None
        # Years at the end of the calendar cannot be carried into another zone.
        if moment and not 1970 < moment.year < 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment and moment.astimezone(UTC)


class DayField(forms.DateField):
    """A day of the page, picked or typed."""

    default_error_messages = {"invalid": "Write the day like 2026-08-14."}

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=picker, **kwargs)
