from django.contrib import admin

from accounts.models import AuditEvent


class AuditedAdmin(admin.ModelAdmin):
    """Writes down what is saved here; for models that no method of the domain writes."""

    def log_addition(self, request, obj, message):
        AuditEvent.objects.record("added", obj, self.said(obj, message))
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        AuditEvent.objects.record("changed", obj, self.said(obj, message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            AuditEvent.objects.record("deleted", obj)
        return super().log_deletions(request, queryset)

    def said(self, obj, message) -> str:
        """The fields that were changed; a password is one of them, and no more is told of it."""
        if isinstance(message, str):
            return message
        fields = [field for part in message for field in part.get("changed", {}).get("fields", [])]
        return ", ".join(fields)
