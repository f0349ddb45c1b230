"""The login that comes with the demo page: a random password that is kept in DATA_DIR."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model

USERNAME = "demo"


def create() -> None:
    """Make the login, unless somebody has that name already."""
    users = get_user_model().objects
    if users.filter(username=USERNAME).exists():
        return
    password = secrets.token_urlsafe(12)
    file = settings.DATA_DIR / "demo_login"
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(password + "\n")
    users.create_superuser(USERNAME, "demo@example.com", password)


def password() -> str | None:
    """The password, for as long as it is the one that was made here."""
    try:
        kept = (settings.DATA_DIR / "demo_login").read_text().strip()
    except FileNotFoundError:
        return None
    user = get_user_model().objects.filter(username=USERNAME, is_active=True).first()
    return kept if user and user.check_password(kept) else None
