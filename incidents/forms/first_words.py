"""The words that a declaration comes with, where nobody chose a template."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from incidents.first_text import first_text
from incidents.forms.promise import BY_IMPACT
from incidents.no_change import MINUTES
from incidents.status import CLOSED_STATUSES
from pages.models import Page

HELP = "Markdown. Left as it is, it names the time of the next update chosen below."


class FirstWordsMixin(forms.Form):
    """Left as they are, the first words name the time that is promised when they are posted."""

    _first_text = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "body" not in self.initial:
            text = first_text(Page.current(), _soon())
            self.initial = {**self.initial, "body": text, "_first_text": text}
            self.fields["body"].help_text = HELP

    @property
    def says_first_text(self) -> bool:
        return self.cleaned_data["body"] == self.cleaned_data["_first_text"]

    def promised_by_first_text(self) -> datetime | None:
        """The promise that goes with the first words, where none is chosen."""
        is_open = self.cleaned_data["status"] not in CLOSED_STATUSES
        chooses_none = self.cleaned_data["next_update_in"] == BY_IMPACT
        return _soon() if self.says_first_text and is_open and chooses_none else None

    def words_with(self, next_update_by: datetime | None) -> str:
        """What was typed; the first words name their promise anew: the form may be an old one."""
        if self.says_first_text:
            return first_text(Page.current(), next_update_by)
        return self.cleaned_data["body"]


def _soon() -> datetime:
    """When there must be more to say than that somebody looks."""
    return timezone.now() + timedelta(minutes=MINUTES)
