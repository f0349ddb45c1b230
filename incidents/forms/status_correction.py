from django import forms

from components.models import Component
from components.refusals import StatusUnknown, WhyMissing
from components.status import ComponentStatus
from incidents.forms.page_time import PageTimeField
from incidents.forms.refusable import RefusableForm


class ComponentField(forms.ModelChoiceField):
    """One component, with its group before its name."""

    def __init__(self, **kwargs):
        super().__init__(Component.objects.in_place(), **kwargs)

    def label_from_instance(self, obj):
        return obj.full_name


class StatusCorrectionForm(RefusableForm):
    """What staff type to correct the record; `StatusCorrection.objects.record()` writes it."""

    component = ComponentField()
    starts_at = PageTimeField(label="From", required=True)
    until = PageTimeField(label="Until", required=True)
    status = forms.ChoiceField(
        label="Its status then",
        choices=ComponentStatus.choices,
        error_messages={"invalid_choice": StatusUnknown.message},
    )
    reason = forms.CharField(
        help_text="Why the record was wrong, in one line. Readers see it beside the days.",
        error_messages={"required": WhyMissing.message},
    )
