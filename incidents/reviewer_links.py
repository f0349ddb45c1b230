"""Links to a postmortem's draft, for reviewers who have no account.

The signature tells a link that was valid once from one that never was; whether it still is, the
postmortem says.
"""

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from incidents.models import Postmortem


class NeverValid(Exception):
    """No such link was ever made."""


def _signer() -> Signer:
    return Signer(salt="postmortem preview")


def token_of(postmortem: Postmortem) -> str:
    """What the address of the draft ends with; empty where there is no valid one."""
    until = postmortem.preview_until
    is_valid = until is not None and until > timezone.now()
    return _signer().sign(postmortem.preview_key) if is_valid else ""


def postmortem_of(token: str) -> Postmortem | None:
    """The postmortem to show; None once the link has expired or another was made.

    Raises `NeverValid` for what this page has not signed.
    """
    try:
        key = _signer().unsign(token)
    except BadSignature:
        raise NeverValid from None
    valid = Postmortem.objects.filter(
        preview_key=key, preview_until__gt=timezone.now(), incident__published_at__isnull=False
    )
    return valid.first()
