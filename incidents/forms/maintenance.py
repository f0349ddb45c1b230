from django import forms

from components.models import Component
from incidents.forms.incident import BodyField, NameField
from incidents.forms.page_time import PageTimeField
from incidents.forms.refusable import RefusableForm
from incidents.refusals import ComponentNotOnPage


class ComponentsChoiceField(forms.ModelMultipleChoiceField):
    """Components to tick, each with its group before its name."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": ComponentNotOnPage.message}

    def __init__(self, **kwargs):
        queryset = Component.objects.public().in_place()
        super().__init__(queryset, required=False, **kwargs)

    def label_from_instance(self, obj):
        return obj.full_name


class SwitchField(forms.BooleanField):
    """On, unless somebody turns it off."""

    def __init__(self, **kwargs):
        super().__init__(required=False, initial=True, **kwargs)


class WindowForm(RefusableForm):
    """The window of a maintenance; `ScheduledMaintenance.reschedule()` moves it."""

    scheduled_for = PageTimeField(label="Window starts", required=True)
    scheduled_until = PageTimeField(label="Window ends", required=True)


class ReminderField(forms.TypedChoiceField):
    """How long before the window subscribers are reminded."""

    def __init__(self, **kwargs):
        choices = [
            ("", "No reminder"),
            (15, "15 minutes before"),
            (60, "1 hour before"),
            (24 * 60, "1 day before"),
        ]
        super().__init__(
            label="Remind subscribers", choices=choices, coerce=int, empty_value=None,
            required=False, initial=60, **kwargs,
        )  # fmt: skip


class AutomationFields(forms.Form):
    """What a maintenance does by itself, and whom it tells."""

    moves_components = SwitchField(label="Set components under maintenance and back")
    starts_itself = SwitchField(label="Start at the beginning of the window")
    completes_itself = SwitchField(label="Complete at the end of the window")
    notify = SwitchField(label="Tell subscribers now")
    remind_minutes = ReminderField()
    notifies_at_start = SwitchField(label="Tell subscribers at the start")
    notifies_at_completion = SwitchField(label="Tell subscribers at the completion")


class ScheduleForm(WindowForm, AutomationFields):
    """What staff type to announce a maintenance; `schedule()` writes it."""

    name = NameField(label="Name", help_text="What will be done, in the readers' words.")
    body = BodyField(label="Message", help_text="Markdown. Readers see it as soon as you post.")
    components = ComponentsChoiceField()
    display_at = PageTimeField(label="Time of the announcement", help_text="Empty: now.")

    field_order = [
        "name", "body", "scheduled_for", "scheduled_until", "components",
        "moves_components", "starts_itself", "completes_itself", "display_at",
    ]  # fmt: skip

    def told(self) -> dict:
        """The arguments of `ScheduledMaintenance.objects.schedule()`."""
        told = dict(self.cleaned_data)
        told["at"] = told.pop("display_at")
        return told
