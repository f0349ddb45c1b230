"""Puts down who signed in and out, and who could not."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from accounts.models import AuditEvent, User


def signed_in(sender, user, **kwargs):
    AuditEvent.objects.record("signed in", user, by=user.get_username())


def signed_out(sender, user, **kwargs):
    if user:
        AuditEvent.objects.record("signed out", user, by=user.get_username())


def failed_to_sign_in(sender, credentials, **kwargs):
    """Names that nobody has are not kept: at times they are somebody's password."""
    user = User.objects.filter(username=credentials.get(User.USERNAME_FIELD, "")).first()
    if user:
        AuditEvent.objects.record("failed to sign in", user, by=user.get_username())


def connect():
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(failed_to_sign_in)
