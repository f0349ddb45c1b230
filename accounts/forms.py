from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import ROLES


class RoleField(forms.ModelMultipleChoiceField):
    """The roles that may be given; each may do what those before it may."""

    def __init__(self, **kwargs):
        roles = Group.objects.filter(name__in=ROLES)
        super().__init__(
            roles,
            label="Role",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Without a role one can sign in, and see nothing.",
            **kwargs,
        )


class StaffForm(UserChangeForm):
    groups = RoleField()

    class Meta(UserChangeForm.Meta):
        model = User
        # The stubs know only Django's own "__all__".
        fields = ("username", "first_name", "last_name", "email", "is_active", "groups", "password")  # type: ignore[assignment]


class NewStaffForm(AdminUserCreationForm):
    groups = RoleField()

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "groups")

    def save(self, commit=True):
        # Whoever has an account is staff: readers have none.
        self.instance.is_staff = True
        return super().save(commit)
