"""Public identifiers: 12 characters that spell no words, as Statuspage has them."""

import secrets

ALPHABET = "0123456789bcdfghjklmnpqrstvwxyz"
LENGTH = 12


def new_code() -> str:
    """A random code, 59 bits: never reused, and not to be guessed by counting."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
