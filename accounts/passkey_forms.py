"""allauth's forms of passkeys, which take what no browser sends for an error of ours."""

import struct

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature

# What reading and checking a forged answer may raise.
FORGED = (KeyError, TypeError, ValueError, AttributeError, IndexError, struct.error)


class Proof:
    """Says of a malformed or wrongly signed answer that it does not fit."""

    def clean_credential(self):
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (*FORGED, InvalidSignature) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AuthenticateForm(Proof, forms.AuthenticateWebAuthnForm):
    pass


class LoginForm(Proof, forms.LoginWebAuthnForm):
    """Alone, a passkey must have asked for a finger or a PIN: a stolen key is not enough.

    What the session says is not believed: it may stem from a form where the password came first.
    """

    def clean_credential(self):
        said = self.cleaned_data["credential"]
        authenticator = super().clean_credential()
        data = auth.parse_authentication_response(said).response.authenticator_data
        if not data.is_user_verified():
            raise get_adapter().validation_error("incorrect_code")
        return authenticator


class ReauthenticateForm(Proof, forms.ReauthenticateWebAuthnForm):
    pass


class AddForm(forms.AddWebAuthnForm):
    def clean(self):
        try:
            return super().clean()
        except (*FORGED, InvalidSignature) as error:
            raise get_adapter().validation_error("incorrect_code") from error
