"""Members of staff with a second factor, and the app, passkey and codes that they hold."""

import hashlib
import json
import secrets
import time

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.models import User

PASSWORD = "correct horse battery"
HOST = "status.example.com"
FLAG = AuthenticatorData.FLAG


def make_member(username="alice", **fields):
    return User.objects.create_superuser(username, password=PASSWORD, **fields)


def at_the_door(**headers):
    """A browser in which nobody is signed in."""
    return Client(HTTP_HOST=HOST, **headers)


def give_password(client, username="alice", password=PASSWORD, **more):
    return client.post("/admin/login/", {"login": username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


class App:
    """An authenticator app, set up for somebody."""

    def __init__(self, user):
        self.secret = generate_totp_secret()
        self.authenticator = TOTP.activate(user, self.secret).instance

    def code(self):
        return code_of(self.secret)


def code_of(secret):
    """The code that the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def make_recovery_codes(user):
    return RecoveryCodes.activate(user).get_unused_codes()


class Passkey:
    """What a phone holds, and does when it is asked to prove that it does."""

    def __init__(self, user):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.handle = websafe_encode(user_pk_to_url_str(user).encode())
        self.authenticator = WebAuthn.add(user, "Phone", self._registration()).instance

    def _data(self, flags, credential=b""):
        place = hashlib.sha256(HOST.encode()).digest()
        return AuthenticatorData.create(place, flags, 0, credential)

    def _client(self, kind, challenge):
        return CollectedClientData.create(kind, challenge, f"https://{HOST}")

    def _registration(self):
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = self._data(FLAG.UP | FLAG.UV | FLAG.AT, credential)
        return self._answer(
            clientDataJSON=self._client("webauthn.create", b"registered"),
            attestationObject=AttestationObject.create("none", data, {}),
        )

    def answer(self, options, *, verified=True):
        """Sign what the page asks for ("request_options"), as a form sends it."""
        client = self._client("webauthn.get", websafe_decode(options["publicKey"]["challenge"]))
        data = self._data(FLAG.UP | FLAG.UV if verified else FLAG.UP)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(SHA256()))
        answer = self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)
        answer["response"]["userHandle"] = self.handle
        return json.dumps(answer)

    def _answer(self, **parts):
        encoded = {name: websafe_encode(bytes(part)) for name, part in parts.items()}
        results = {"credProps": {"rk": True}}
        number = {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id)}
        return {
            **number,
            "type": "public-key",
            "response": encoded,
            "clientExtensionResults": results,
        }


def factors_of(user):
    return list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
