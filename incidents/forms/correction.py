"""What staff type when something that was told was wrong, or should never have been told."""

from django import forms

from incidents.forms.incident import BodyField
from incidents.forms.refusable import RefusableForm
from incidents.models import IncidentUpdate
from incidents.refusals import ReasonMissing, SecretTooShort


class ReasonField(forms.CharField):
    default_error_messages = {"required": ReasonMissing.message}

    def __init__(self, **kwargs):
        super().__init__(label="Reason", **kwargs)


class CorrectionForm(RefusableForm):
    """A better text; `IncidentUpdate.correct()` puts it in the place of the one before."""

    body = BodyField(label="Message", help_text="Markdown.")
    reason = ReasonField(
        required=False,
        help_text="Readers see it. May be left empty within five minutes of posting.",
    )

    def __init__(self, *args, update: IncidentUpdate, **kwargs):
        super().__init__(*args, initial={"body": update.body}, **kwargs)


class RetractionForm(RefusableForm):
    """Why an update is taken back; `IncidentUpdate.retract()` leaves that in its place."""

    reason = ReasonField(help_text="Readers see it in place of the update.")

    def __init__(self, *args, update: IncidentUpdate, **kwargs):
        super().__init__(*args, **kwargs)


class RedactionForm(RefusableForm):
    """The text that must go; `redact()` blacks it out wherever the incident tells it."""

    secret = forms.CharField(
        label="Text to black out",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Exactly as it was typed, such as a password or a name.",
        error_messages={"required": SecretTooShort.message},
    )

    def __init__(self, *args, update: IncidentUpdate, **kwargs):
        super().__init__(*args, **kwargs)
