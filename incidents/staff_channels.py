"""How staff are reached: by mail, and in their chat."""

import json
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import EmailMessage

from incidents.models import PromiseReminder

Channel = PromiseReminder.Channel
Kind = PromiseReminder.Kind

# The clock waits for it, and with it the page of readers.
TIMEOUT_SECONDS = 5


def channels(kind: str) -> list[Channel]:
    """Those that are set up, for this kind of reminder."""
    by_mail = [Channel.MAIL] if recipients(kind) else []
    in_chat = [Channel.CHAT] if settings.STAFF_WEBHOOK_URL else []
    return by_mail + in_chat


def recipients(kind: str) -> list[str]:
    """Who gets the mail: the staff; once that was in vain, the second person."""
    if kind == Kind.ESCALATED and settings.ESCALATION_EMAIL:
        return settings.ESCALATION_EMAIL
    return settings.STAFF_EMAIL


def send(channel: str, kind: str, *, subject: str, text: str) -> None:
    """Deliver it now, or raise whatever kept it from being delivered."""
    if channel == Channel.MAIL:
        EmailMessage(subject, text, to=recipients(kind)).send()
    else:
        _post(settings.STAFF_WEBHOOK_URL, {"text": f"{subject}\n{text}"})


def _post(url: str, message: dict[str, str]) -> None:
    headers = {"Content-Type": "application/json", "User-Agent": "statuspage"}
    # The settings accept an address of http or https only.
    request = Request(url, json.dumps(message).encode(), headers)  # noqa: S310
    with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
        answer.read(1)
