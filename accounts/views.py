import logging
from functools import wraps

import requests
from allauth.account import app_settings
from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.adapters import OtherKey
from accounts.second_factor import has_one

logger = logging.getLogger(__name__)


@login_required
def password_change(request):
    """Whoever signs in by single sign-on has no password, and is given none behind its back."""
    if not request.user.has_usable_password():
        raise PermissionDenied
    return account.password_change(request)


@login_required
def passkeys(request):
    """They are listed among the other factors."""
    return redirect("mfa_index")


def second_factor(request):
    """Whose factors were removed in between begins again: there is nothing left to ask for."""
    stage = get_pending_stage(request)
    if stage and not has_one(stage.login.user):
        clear_login(request)
        return redirect("account_login")
    return mfa.authenticate(request)


def passkey_sign_in(request):
    keep_briefly(request)
    return webauthn.login_webauthn(request)


def keep_briefly(request):
    """Whoever begins to sign in is remembered for as long as that may take, not for weeks."""
    if request.user.is_anonymous:
        request.session.set_expiry(app_settings.LOGIN_TIMEOUT)


def readable_codes(view):
    """Codes that nobody can read any more are replaced."""

    @wraps(view)
    def answer(request):
        try:
            return view(request)
        except OtherKey:
            return redirect("mfa_generate_recovery_codes")

    return answer


recovery_codes = readable_codes(codes.view_recovery_codes)
recovery_codes_file = readable_codes(codes.download_recovery_codes)


class NewRecoveryCodes(codes.GenerateRecoveryCodesView):
    def get_context_data(self, **kwargs):
        # Without the number of old ones, which cannot be read with another key.
        return super(codes.GenerateRecoveryCodesView, self).get_context_data(**kwargs)


def single_sign_on(request, provider_id):
    """Lead to the provider; when it cannot be reached, a password may still do."""
    # allauth would also connect accounts, or only come back: here one signs in.
    if {*request.GET.getlist("process"), *request.POST.getlist("process")} - {"login"}:
        raise Http404
    keep_briefly(request)
    try:
        return oidc.login(request, provider_id)
    except requests.RequestException as error:
        logger.error("The provider of single sign-on does not answer: %s", error)
        return render(request, "socialaccount/authentication_error.html", status=502)
