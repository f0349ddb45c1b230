"""How often work comes back: by weekdays, by the n-th weekday of the month, or by a rule."""

import re

from django import forms

from incidents.recurrence import LARGEST_INTERVAL

WEEKLY, MONTHLY, RULE = "weekly", "monthly", "rule"
WEEKDAYS = [
    ("MO", "Monday"), ("TU", "Tuesday"), ("WE", "Wednesday"), ("TH", "Thursday"),
    ("FR", "Friday"), ("SA", "Saturday"), ("SU", "Sunday"),
]  # fmt: skip
PLACES = [("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Fourth"), ("-1", "Last")]
_EVERY = r"FREQ={};(INTERVAL=(?P<every>\d+);)?BYDAY="
_WEEKLY = re.compile(_EVERY.format("WEEKLY") + r"(?P<weekdays>[A-Z]{2}(,[A-Z]{2})*)")
_MONTHLY = re.compile(_EVERY.format("MONTHLY") + r"(?P<place>-?\d)(?P<weekday>[A-Z]{2})")


class RepeatFields(forms.Form):
    """The choices that make an RRULE."""

    repeats = forms.ChoiceField(
        label="Repeats",
        widget=forms.RadioSelect,
        initial=WEEKLY,
        choices=[
            (WEEKLY, "Weekly, on weekdays"),
            (MONTHLY, "Monthly, on a weekday"),
            (RULE, "By a rule of my own"),
        ],
    )
    every = forms.IntegerField(
        label="Every", min_value=1, max_value=LARGEST_INTERVAL, initial=1, required=False,
        help_text="1: each week or month; 2: each second one.",
    )  # fmt: skip
    weekdays = forms.MultipleChoiceField(
        label="Weekly on", choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    place = forms.ChoiceField(label="Monthly on the", choices=PLACES, required=False, initial="1")
    weekday = forms.ChoiceField(label="Weekday", choices=WEEKDAYS, required=False, initial="TU")
    rule = forms.CharField(
        label="Rule",
        required=False,
        max_length=255,
        help_text="An RRULE, such as FREQ=MONTHLY;BYMONTHDAY=1 or FREQ=DAILY;COUNT=5",
    )

    def clean(self):
        data = super().clean() or {}
        if data.get("repeats") == WEEKLY and not data.get("weekdays"):
            self.add_error("weekdays", "Tick at least one weekday.")
        if data.get("repeats") == RULE and not data.get("rule"):
            self.add_error("rule", "Write a rule.")
        return data

    def chosen_rule(self) -> str:
        """The RRULE that the choices make."""
        data = self.cleaned_data
        every = data["every"] or 1
        if data["repeats"] == WEEKLY:
            return f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(data['weekdays'])}"
        if data["repeats"] == MONTHLY:
            return f"FREQ=MONTHLY;INTERVAL={every};BYDAY={data['place']}{data['weekday']}"
        return data["rule"].strip().upper().removeprefix("RRULE:")


def choices_of(rule: str) -> dict:
    """The choices that make this rule, as the initial values of the fields."""
    if found := _WEEKLY.fullmatch(rule):
        weekdays = found["weekdays"].split(",")
        return {"repeats": WEEKLY, "every": found["every"] or "1", "weekdays": weekdays}
    if found := _MONTHLY.fullmatch(rule):
        return {"repeats": MONTHLY, **found.groupdict("1")}
    return {"repeats": RULE, "rule": rule}
