from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from accounts.audited import AuditedAdmin
from incidents.forms import ComponentsChoiceField
from incidents.models import IncidentTemplate
from incidents.placeholders import KNOWN, lookalikes_in

_KNOWN = format_html_join(
    ", ", "<code>{}</code> {}", [("{{" + name + "}}", said) for name, said in KNOWN.items()]
)
_PLACES = format_html(
    "Markdown. Filled in by themselves: {}. The form asks for any other, such as <code>{}</code>.",
    _KNOWN,
    "{{region}}",
)


class IncidentTemplateForm(forms.ModelForm):
    components = ComponentsChoiceField()

    class Meta:
        model = IncidentTemplate
        fields = ["name", "group", "title", "body", "status", "components", "notify"]
        help_texts = {"body": _PLACES}

    def clean_title(self):
        return _clean(self.cleaned_data["title"])

    def clean_body(self):
        return _clean(self.cleaned_data["body"])


def _clean(text: str) -> str:
    """Refuse what nobody could fill in."""
    if wrong := lookalikes_in(text):
        message = f"A placeholder is a plain name, such as {{{{region}}}}; this is not: {wrong[0]}"
        raise ValidationError(message)
    return text


@admin.register(IncidentTemplate)
class IncidentTemplateAdmin(AuditedAdmin):
    """Templates are never public, so they are saved as they are."""

    form = IncidentTemplateForm
    list_display = ["name", "group", "title", "status"]
    search_fields = ["name", "group", "title"]
