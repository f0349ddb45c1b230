"""Second factors: who has one, who must have one, and what helps who lost theirs."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse

MISSING = "Set up a second factor first: this page asks it of all staff."


class SecondFactorMiddleware:
    """With `STAFF_MFA_REQUIRED`, nothing but setting one up is open to those without."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.STAFF_MFA_REQUIRED or not needs_one(request):
            return None
        if not is_missing(request):
            return None
        messages.warning(request, MISSING)
        return HttpResponseRedirect(reverse("mfa_index"))


def needs_one(request) -> bool:
    """All staff pages, but those by which one is set up, and the way out."""
    names = ["mfa_index", "account_reauthenticate", "admin:logout", "admin:jsi18n"]
    free = tuple(reverse(name) for name in names)
    return request.path.startswith(reverse("admin:index")) and not request.path.startswith(free)


def is_missing(request) -> bool:
    if request.user.is_anonymous or has_one(request.user):
        return False
    # A provider of sign-ins asks for what it deems right, and is chosen by who runs the page.
    records = get_authentication_records(request, request.user)
    return not any(record["method"] == "socialaccount" for record in records)


def has_one(user) -> bool:
    return is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


@transaction.atomic
def remove_all(user) -> None:
    """Let the password alone sign in again, as the rest is lost; all sessions end."""
    for authenticator in Authenticator.objects.filter(user=user):
        authenticator.delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
