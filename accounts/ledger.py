from django.contrib import admin


class LedgerAdmin(admin.ModelAdmin):
    """What happened, for looking only."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
