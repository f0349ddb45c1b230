"""Signing in, by allauth's views: those of them that staff need, and no others."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import include, path
from django.views.decorators.http import require_POST

from accounts import views

passkeys = [
    path("", views.passkeys, name="mfa_list_webauthn"),
    path("add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
recovery = [
    path("", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("codes.txt", views.recovery_codes_file, name="mfa_download_recovery_codes"),
]
single_sign_on = [
    path("<slug:provider_id>/", views.single_sign_on, name="openid_connect_login"),
    path("<slug:provider_id>/answer/", oidc.callback, name="openid_connect_callback"),
]
signing_in = [
    path("code/", views.second_factor, name="mfa_authenticate"),
    path("cancel/", require_POST(account.logout), name="account_logout"),
    path("passkey/", views.passkey_sign_in, name="mfa_login_webauthn"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("by/", include(single_sign_on)),
]
confirming = [
    path("password/", account.reauthenticate, name="account_reauthenticate"),
    path("code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
urlpatterns = [
    # At the addresses of Django's own, which they replace.
    path("login/", account.login, name="account_login"),
    path("password_change/", views.password_change, name="account_change_password"),
    path("sign-in/", include(signing_in)),
    path("confirm/", include(confirming)),
    path("account/", mfa.index, name="mfa_index"),
    path("account/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery/", include(recovery)),
    path("account/passkeys/", include(passkeys)),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
]
