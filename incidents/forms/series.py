from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from incidents.forms.incident import BodyField, NameField
from incidents.forms.maintenance import AutomationFields, ComponentsChoiceField, SwitchField
from incidents.forms.page_time import DayField
from incidents.forms.refusable import RefusableForm
from incidents.forms.repeats import RepeatFields, choices_of
from incidents.models import MaintenanceSeries
from incidents.models.series import AUTOMATION, LONGEST_LEAD, MOST_AHEAD
from incidents.recurrence import Recurrence
from lib.refused import Refused

SHOWN = 5
SAME = [
    "name", "body", "first_day", "at", "minutes", "ahead", "lead_days", "notify",
    *AUTOMATION,
]  # fmt: skip


class SeriesForm(RefusableForm, AutomationFields, RepeatFields):
    """What staff type to plan work that comes back; its dates are shown before it is saved."""

    name = NameField(label="Name", help_text="What will be done, in the readers' words.")
    body = BodyField(label="Message", help_text="Markdown. Readers see it with each announcement.")
    components = ComponentsChoiceField()
    first_day = DayField(
        label="First day, at the earliest",
        required=True,
        error_messages={"invalid": "Write a date like 2026-08-14."},
    )
    at = forms.TimeField(
        label="Begins at",
        widget=forms.TimeInput(
            format="%H:%M", attrs={"placeholder": "02:30", "autocomplete": "off"}
        ),
        error_messages={"invalid": "Write a time like 02:30."},
    )
    minutes = forms.IntegerField(
        label="Takes", min_value=1, max_value=14 * 1440, initial=60, help_text="Minutes."
    )
    ahead = forms.IntegerField(
        label="Announced at a time", min_value=1, max_value=MOST_AHEAD, initial=1,
        help_text="1: only the next one. 2: the next two.",
    )  # fmt: skip
    lead_days = forms.IntegerField(
        label="Announced at the earliest", min_value=1, max_value=LONGEST_LEAD, initial=14,
        help_text="Days before it begins.",
    )  # fmt: skip
    notify = SwitchField(label="Tell subscribers when it is announced")

    field_order = [
        "name", "body", "components", "repeats", "every", "weekdays", "place", "weekday", "rule",
        "first_day", "at", "minutes", "ahead", "lead_days",
        "moves_components", "starts_itself", "completes_itself", "notify",
    ]  # fmt: skip

    def __init__(self, *args, zone: ZoneInfo, **kwargs):
        super().__init__(*args, zone=zone, **kwargs)
        self.zone = zone
        self.fields["at"].help_text = f"{zone.key} time, whatever the clocks do."
        # The underscore marks what the page itself sends along, as in Django's admin.
        self.fields["_seen"] = forms.CharField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def initial_of(series: MaintenanceSeries) -> dict:
        told = {name: getattr(series, name) for name in SAME}
        return {**told, **choices_of(series.rule), "components": series.components.all()}

    def told(self) -> dict:
        """The arguments of `set_up()` and `revise()`."""
        told = {name: self.cleaned_data[name] for name in [*SAME, "components"]}
        return {**told, "rule": self.chosen_rule(), "time_zone": self.zone.key}

    def clean(self):
        data = super().clean()
        if not self.errors:
            now = timezone.now()
            try:
                self.recurrence().check(minutes=data["minutes"], now=now)
            except Refused as refused:
                self.add_error(refused.field, str(refused))
        return data

    def recurrence(self) -> Recurrence:
        data = self.cleaned_data
        return Recurrence(self.chosen_rule(), data["first_day"], data["at"], self.zone)

    def next_five(self) -> list[datetime]:
        return [at for _, at in islice(self.recurrence().after(timezone.now()), SHOWN)]

    def was_seen(self) -> bool:
        """Whether what is saved is what its author saw."""
        return self.cleaned_data["_seen"] == seen(self.next_five())


def seen(moments: Iterable[datetime]) -> str:
    return " ".join(f"{moment:%Y%m%dT%H%MZ}" for moment in moments)
