from django.contrib import admin

from incidents.models import IncidentUpdate


@admin.register(IncidentUpdate)
class IncidentUpdateAdmin(admin.ModelAdmin):
    """The ledger of what was told, for looking only."""

    list_display = ["incident", "status", "display_at", "by", "notify"]
    list_select_related = ["incident", "by"]
    ordering = ["-display_at", "-pk"]
    search_fields = ["body", "incident__name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
