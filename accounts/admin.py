from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.text import Truncator

from accounts.audited import AuditedAdmin
from accounts.forms import NewStaffForm, StaffForm
from accounts.ledger import LedgerAdmin
from accounts.models import AuditEvent, User

# Roles are made by `accounts.roles`, and given to people on their own page.
admin.site.unregister(Group)


@admin.register(User)
class StaffAdmin(AuditedAdmin, UserAdmin):
    """People who work here, and their roles. Nobody is deleted: what they told keeps its author."""

    form = StaffForm
    add_form = NewStaffForm
    list_display = ["username", "first_name", "last_name", "role", "is_active"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    readonly_fields = ["last_login"]
    actions = None
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "is_active", "groups"]}),
        ("Sign-in", {"fields": ["password", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2", "groups"]})]

    @admin.display(description="role")
    def role(self, user):
        if user.is_superuser:
            return "superuser"
        return ", ".join(group.name for group in user.groups.all())

    def said(self, obj, message):
        roles = ", ".join(obj.groups.order_by("name").values_list("name", flat=True)) or "none"
        return "\n".join(filter(None, [super().said(obj, message), f"Role: {roles}"]))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        """An administrator does not become a superuser by taking over one's account."""
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def user_change_password(self, request, id, form_url=""):
        if not self.has_change_permission(request, self.get_object(request, id)):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)


@admin.register(AuditEvent)
class AuditEventAdmin(LedgerAdmin):
    """What each did, for looking only."""

    list_display = ["when", "actor", "what", "words"]
    empty_value_display = ""
    list_display_links = None
    list_filter = ["kind", "actor"]
    date_hierarchy = "at"
    search_fields = ["actor", "action", "label", "code", "summary"]
    show_facets = admin.ShowFacets.NEVER

    @admin.display(ordering="at")
    def when(self, event):
        return f"{event.at:%Y-%m-%d %H:%M %Z}"

    @admin.display
    def what(self, event):
        return format_html("{} {} <strong>{}</strong>", event.action, event.kind, event.label)

    @admin.display(description="in words")
    def words(self, event):
        return Truncator(event.summary).chars(200)
