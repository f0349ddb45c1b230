"""The settings of the staff's sign-in, which is django-allauth's."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]
LOGIN_REDIRECT_URL = "admin:index"

ACCOUNT_ADAPTER = "accounts.adapters.StaffAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
# What is typed again here was typed lately: five minutes, as by default.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Failures only: what succeeded is given back. "key" is a name at an address (accounts.adapters),
# or, for codes, a person.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/15m/key",
    "login_failed_here": "50/15m/ip",
}
# How many proxies stand in front, each of which adds to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate_webauthn": "accounts.passkey_forms.AuthenticateForm",
    "login_webauthn": "accounts.passkey_forms.LoginForm",
    "reauthenticate_webauthn": "accounts.passkey_forms.ReauthenticateForm",
    "add_webauthn": "accounts.passkey_forms.AddForm",
}
# Staff are made by staff, who know whose they are: nothing is to be proved by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=False)

# Counts of failures and used codes, shared by all processes and machines of the page.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempt",
        # Nobody makes room by filling it: what ran out goes first, and goes at any time.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# A link, not a form: the policy for forms would have to name each place the provider leads to.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_STORE_TOKENS = False

OIDC_URL = env("OIDC_URL", default="").rstrip("/")
OIDC_NAME = env("OIDC_NAME", default="single sign-on")
OIDC_DOMAINS = [domain.lower() for domain in env.list("OIDC_DOMAINS", default=[])]
OIDC_GROUP_CLAIM = env("OIDC_GROUP_CLAIM", default="groups")
# Group of the provider: our role.
OIDC_ROLES = env.dict("OIDC_ROLES", default={})


def oidc_providers() -> dict[str, Any]:
    """What allauth wants to know of the one provider, if there is one."""
    if not OIDC_URL:
        return {}
    if urlsplit(OIDC_URL).scheme not in {"http", "https"}:
        raise ImproperlyConfigured("OIDC_URL must begin with https:// or http://.")
    roles = {"viewer", "author", "publisher", "administrator"}
    if unknown := set(OIDC_ROLES.values()) - roles:
        raise ImproperlyConfigured(f"OIDC_ROLES names what is no role: {', '.join(unknown)}")
    app = {
        "provider_id": "sso",
        "name": OIDC_NAME,
        "client_id": env("OIDC_CLIENT_ID"),
        "secret": env("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = oidc_providers()
