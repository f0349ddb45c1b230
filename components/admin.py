from django import forms
from django.contrib import admin, messages
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse

from accounts.ledger import LedgerAdmin
from components.models import Component, ComponentGroup, StatusChange
from components.status import ComponentStatus
from pages.models import Page


class ComponentForm(forms.ModelForm):
    """The details of a component, and its status now."""

    # Shown hidden as well: a status that somebody else set meanwhile is not set back.
    current_status = forms.ChoiceField(
        label="Status",
        choices=ComponentStatus,
        initial=ComponentStatus.OPERATIONAL,
        show_hidden_initial=True,
    )

    class Meta:
        model = Component
        fields = [
            "name", "group", "description", "position", "is_visible", "only_show_if_degraded",
            "showcase", "start_date",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["current_status"].initial = self.instance.status


@admin.register(Component)
class ComponentAdmin(admin.ModelAdmin):
    form = ComponentForm
    fields = [
        "name", "current_status", "group", "description", "position", "is_visible",
        "only_show_if_degraded", "showcase", "start_date",
    ]  # fmt: skip
    list_display = ["name", "group", "status", "position", "is_visible"]
    list_editable = ["position"]
    list_select_related = ["group"]
    search_fields = ["name"]
    actions = None
    delete_confirmation_template = "admin/components/delete_component.html"

    @admin.display(description="status")
    def current_status(self, component):
        """What those who may only look see in place of the select."""
        return component.get_status_display()

    def save_model(self, request, obj, form, change):
        if not change:
            details = dict(form.cleaned_data)
            added = Component.objects.add(status=details.pop("current_status"), **details)
            obj.pk, obj.code = added.pk, added.code
            return
        with Page.changing():
            obj.save_details()
            if "current_status" in form.changed_data:
                obj.set_status(form.cleaned_data["current_status"])

    def get_deleted_objects(self, objs, request):
        """As Django finds them; whoever may delete a component may delete its history."""
        to_delete, counts, _, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            # An incident has named it after the confirmation was asked for.
            messages.error(request, "Incidents have named this component: hide it instead.")
            change = reverse("admin:components_component_change", args=[object_id])
            return HttpResponseRedirect(change)

    def delete_model(self, request, obj):
        obj.remove()


@admin.register(ComponentGroup)
class ComponentGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "position"]
    list_editable = ["position"]
    fields = ["name", "description", "position"]
    actions = None

    def save_model(self, request, obj, form, change):
        obj.save_details()

    def delete_model(self, request, obj):
        obj.remove()


@admin.register(StatusChange)
class StatusChangeAdmin(LedgerAdmin):
    """The ledger from which uptime is counted, for looking only."""

    list_display = ["component", "status", "at"]
    list_select_related = ["component"]
    list_filter = ["status"]
    ordering = ["-at", "-pk"]
    search_fields = ["component__name"]
