from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.forms.incident import BodyField
from incidents.forms.page_time import DayField, PageTimeField
from incidents.forms.refusable import RefusableForm
from incidents.models import ActionItem
from incidents.models.action_item import OWNER_LENGTH
from incidents.models.text import WORDS_LENGTH
from incidents.refusals import ActionMissing


class PostmortemForm(RefusableForm):
    """The draft of a postmortem, and what its publication takes."""

    body = BodyField(
        label="Draft",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Markdown. Readers see nothing of it before you publish.",
    )
    published_at = PageTimeField(label="Time of publication", help_text="Empty: now.")
    notify = forms.BooleanField(label="Tell subscribers", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_postmortem_%s", **kwargs)

    def clean_published_at(self):
        at = self.cleaned_data["published_at"]
        if at and at > timezone.now():
            raise ValidationError("The publication is dated in the future.")
        return at


class PostmortemPromiseForm(RefusableForm):
    """By which day readers are promised the postmortem; `Postmortem.promise()` tells them."""

    promised_by = DayField(label="Promised by", help_text="Readers see it. Empty: no promise.")


class ActionItemForm(RefusableForm):
    """What follows from a postmortem; `ActionItem.write()` writes it."""

    action = forms.CharField(
        label="What is to be done",
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": ActionMissing.message},
    )
    owner = forms.CharField(label="Who: the team", max_length=OWNER_LENGTH, required=False)
    due = DayField(label="Due")
    state = forms.ChoiceField(choices=ActionItem.State.choices, initial=ActionItem.State.OPEN)
    is_public = forms.BooleanField(
        label="Show it to readers, below the postmortem", required=False, initial=True
    )

    def __init__(self, *args, item: ActionItem, **kwargs):
        written = {name: getattr(item, name) for name in self.base_fields} if item.pk else {}
        super().__init__(*args, initial=written, **kwargs)
