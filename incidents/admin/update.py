from django.contrib import admin

from accounts.ledger import LedgerAdmin
from incidents.models import IncidentUpdate


@admin.register(IncidentUpdate)
class IncidentUpdateAdmin(LedgerAdmin):
    """The ledger of what was told, for looking only."""

    list_display = ["incident", "status", "display_at", "by", "notify"]
    list_select_related = ["incident", "by"]
    ordering = ["-display_at", "-pk"]
    search_fields = ["body", "incident__name"]
