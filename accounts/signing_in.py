"""Puts down who signed in and out, who could not, and what each signs in with."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save

from accounts.models import AuditEvent, User

FACTORS = {
    "totp": "authenticator app",
    "webauthn": "passkey",
    "recovery_codes": "recovery codes",
}


def signed_in(sender, user, request, **kwargs):
    # Of those who only began to sign in, too; nothing else removes them.
    request.session.clear_expired()
    AuditEvent.objects.record("signed in", user, by=user.get_username())


def signed_out(sender, user, **kwargs):
    if user:
        AuditEvent.objects.record("signed out", user, by=user.get_username())


def failed_to_sign_in(sender, credentials, **kwargs):
    """Names that nobody has are not kept: at times they are somebody's password."""
    user = User.objects.filter(username=credentials.get(User.USERNAME_FIELD, "")).first()
    if user:
        AuditEvent.objects.record("failed to sign in", user, by=user.get_username())


def changed_password(sender, user, **kwargs):
    AuditEvent.objects.record("changed the password of", user)


def added_factor(sender, instance, created, **kwargs):
    if created:
        AuditEvent.objects.record("added a second factor of", instance.user, factor(instance))


def removed_factor(sender, instance, **kwargs):
    AuditEvent.objects.record("removed a second factor of", instance.user, factor(instance))


def failed_second_factor(sender, user, authenticator, **kwargs):
    by = user.get_username()
    AuditEvent.objects.record("failed the second factor of", user, factor(authenticator), by=by)


def factor(authenticator) -> str:
    return FACTORS[authenticator.type]


def connect():
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(failed_to_sign_in)
    account.password_changed.connect(changed_password)
    # allauth's own signals come after the commit; the log is written before it.
    post_save.connect(added_factor, sender=Authenticator)
    post_delete.connect(removed_factor, sender=Authenticator)
    mfa.authentication_failed.connect(failed_second_factor)
