from django import forms

from incidents.forms.page_time import PageTimeField
from incidents.forms.refusable import RefusableForm
from incidents.refusals import ReasonMissing


class ExtensionForm(RefusableForm):
    """More time for the work; the buttons say how much, `extend()` gives it."""

    until = PageTimeField(required=True)
    body = forms.CharField(
        label="In your own words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Markdown. Left empty, readers are told the sentence above.",
    )
    notify = forms.BooleanField(label="Tell subscribers", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_extension_%s", **kwargs)


class CancellationForm(RefusableForm):
    """Why a maintenance will not take place; `ScheduledMaintenance.cancel()` tells it."""

    reason = forms.CharField(
        label="Reason",
        help_text="Readers see it: “This maintenance was cancelled: …”",
        error_messages={"required": ReasonMissing.message},
    )
    notify = forms.BooleanField(label="Tell subscribers", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_cancellation_%s", **kwargs)
