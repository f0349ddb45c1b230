from django import forms
from django.contrib import admin

from accounts.audited import AuditedAdmin
from incidents.forms import ComponentsChoiceField
from incidents.models import IncidentTemplate


class IncidentTemplateForm(forms.ModelForm):
    components = ComponentsChoiceField()

    class Meta:
        model = IncidentTemplate
        fields = ["name", "title", "body", "status", "components", "notify"]


@admin.register(IncidentTemplate)
class IncidentTemplateAdmin(AuditedAdmin):
    """Templates are never public, so they are saved as they are."""

    form = IncidentTemplateForm
    list_display = ["name", "title", "status"]
    search_fields = ["name", "title"]
