from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils import timezone

from accounts.audited import AuditedAdmin
from incidents.admin.nouns import NounAdmin
from incidents.models import PromiseDefaults
from incidents.quarters import quarters
from pages.models import Page
from pages.single_row import SingleRowAdmin


@admin.register(PromiseDefaults)
class PromiseDefaultsAdmin(SingleRowAdmin, AuditedAdmin):
    """The minutes until the next update."""

    fieldsets = [
        (
            None,
            {
                "fields": ["minor", "major", "critical"],
                "description": "Minutes until the next update, as the forms propose them. "
                "Left empty, they propose no promise.",
            },
        )
    ]


class PromiseReport(NounAdmin):
    """How the promises of incidents were kept, on a page of its own."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.promises_view)
        return [path("promises/", view, name="incidents_incident_promises"), *super().get_urls()]

    def promises_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.page_with(
            request,
            "admin/incidents/promises.html",
            title="Promised updates",
            quarters=quarters(now=timezone.now(), zone=Page.current().zone),
        )
