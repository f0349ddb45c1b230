"""What allauth asks of us: who may sign in, how failures are counted, how secrets are kept."""

import base64
from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import httpkit, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.crypto import salted_hmac

# What the page says by itself.
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class OtherKey(ValidationError):
    """What makes codes was encrypted with a secret key that this page has no more."""

    # A template that counts recovery codes counts none.
    silent_variable_failure = True


class StaffAdapter(DefaultAccountAdapter):
    """Staff only: nobody signs up here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "This name and password do not fit.",
        "too_many_login_attempts": "Too many failed attempts. Try again in 15 minutes.",
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """Whoever left the staff does not come back with a passkey or another's word."""
        if not user.is_staff:
            user.is_active = False
        return super().pre_login(request, user, **kwargs)

    def login(self, request, user):
        super().login(request, user)
        # As long as by default; until now it was a stranger's, which is short (accounts.views).
        request.session.set_expiry(None)

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # "http://[": no address at all
            return False

    def get_client_ip(self, request):
        if request.META.get("REMOTE_ADDR"):
            found = super().get_client_ip(request)
        else:
            # A server that listens on a socket file knows only what its proxy says, if it does.
            found = httpkit.get_client_ip(request) or "127.0.0.1"
        address = ip_address(found)
        # Of IPv6 a whole network counts as one address: here that would be all of IPv4.
        return str(getattr(address, "ipv4_mapped", None) or address)

    def pre_authenticate(self, request, **credentials):
        # By itself, as the right code of a second factor sets the count of "login_failed" back.
        self._failed_here = ratelimit.consume(
            request, app="allauth.account", action="login_failed_here"
        )
        if not self._failed_here:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def _rollback_login_failed_rl_usage(self):
        super()._rollback_login_failed_rl_usage()
        self._failed_here.rollback()

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count by name and address: nobody locks a colleague out from elsewhere."""
        name = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{name}:{ratelimit.get_ip(request)}"

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps what makes codes encrypted: a stolen copy of the database signs nobody in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit, or was used already.",
        "other_key": (
            "Your codes were set up while this page had another SECRET_KEY, and are worth nothing"
            " now. Use a passkey, or ask an administrator to remove your second factors."
        ),
    }

    def encrypt(self, text):
        return self._keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return self._keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise OtherKey(self.error_messages["other_key"]) from error

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    @staticmethod
    def _keys():
        """Of the secret key, and of those before it: it can be changed without losing factors."""
        secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        salt = "accounts.second_factor"
        digests = [salted_hmac(salt, "", secret, algorithm="sha256").digest() for secret in secrets]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
