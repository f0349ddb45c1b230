from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.forms.incident import BodyField
from incidents.forms.page_time import PageTimeField
from incidents.forms.refusable import RefusableForm


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
