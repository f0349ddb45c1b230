from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from accounts.audited import AuditedAdmin
from accounts.forms import NewStaffForm, StaffForm
from accounts.ledger import LedgerAdmin
from accounts.models import AuditEvent, User
from accounts.second_factor import remove_all
from accounts.signing_in import factor

# Roles are made by `accounts.roles`, and given to people on their own page.
admin.site.unregister(Group)
# What each signs in with is theirs alone.
admin.site.unregister([EmailAddress, Authenticator, UserSession])
admin.site.unregister([SocialAccount, SocialApp, SocialToken])


@admin.register(User)
class StaffAdmin(AuditedAdmin, UserAdmin):
    """People who work here, and their roles. Nobody is deleted: what they told keeps its author."""

    form = StaffForm
    add_form = NewStaffForm
    list_display = ["username", "first_name", "last_name", "role", "is_active"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    readonly_fields = ["last_login", "second_factors"]
    actions = None
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "is_active", "groups"]}),
        ("Sign-in", {"fields": ["password", "second_factors", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2", "groups"]})]

    @admin.display(description="role")
    def role(self, user):
        if user.is_superuser:
            return "superuser"
        return ", ".join(group.name for group in user.groups.all())

    @admin.display(description="second factors")
    def second_factors(self, user):
        factors = ", ".join(
            sorted({factor(row) for row in Authenticator.objects.filter(user=user)})
        )
        if not factors:
            return "none"
        address = reverse("admin:accounts_user_second_factors", args=[user.pk])
        return format_html('{} · <a href="{}">Remove them</a>', factors, address)

    def get_urls(self):
        name = "accounts_user_second_factors"
        view = self.admin_site.admin_view(self.remove_second_factors)
        return [path("<int:pk>/second-factors/", view, name=name), *super().get_urls()]

    def remove_second_factors(self, request, pk):
        """Help somebody whose phone is lost: the password alone signs in again."""
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if request.method == "POST":
            remove_all(user)
            self.message_user(request, f"{user} signs in with the password alone.")
            return redirect("admin:accounts_user_change", user.pk)
        context = {**self.admin_site.each_context(request), "colleague": user}
        return render(request, "accounts/remove_second_factors.html", context)

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
