"""What no browser sends in a passkey's answer is refused, and is no error of ours."""

import json

import pytest

from tests.accounts.factors import PASSWORD, Passkey, at_the_door, give_password, make_member

pytestmark = pytest.mark.django_db

FIELDS = ["clientDataJSON", "authenticatorData", "signature", "attestationObject", "userHandle"]
FORGED = ["null", "[]", "{}", "1", '"text"', "not json", '{"id": 1}', '{"rawId": "AA", "id": "AA"}',
          '{"response": null}', '{"id": "AA", "rawId": "BB", "response": {}}']  # fmt: skip


def forged(genuine):
    """Answers that are none, and genuine ones with one part spoilt."""
    yield from FORGED
    for field in FIELDS:
        for value in [None, "", "AAAA", "?", 7, {}]:
            answer = json.loads(genuine)
            answer["response"][field] = value
            yield json.dumps(answer)


@pytest.mark.parametrize(
    "door",
    ["/admin/sign-in/code/", "/admin/sign-in/passkey/", "/admin/confirm/passkey/",
     "/admin/account/passkeys/add/"],
)  # fmt: skip
def test_a_forged_answer_is_refused(door, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False
    member = make_member()
    passkey = Passkey(member)
    client = at_the_door()
    if door.startswith("/admin/sign-in"):
        give_password(client)
    else:
        client.force_login(member)
        client.post("/admin/confirm/password/", {"password": PASSWORD})
    before = member.authenticator_set.count()
    answers = set()

    for credential in forged(passkey.answer({"publicKey": {"challenge": "AAAA"}})):
        client.get(door, headers={"accept": "application/json"})
        answers.add(client.post(door, {"credential": credential, "name": "x"}).status_code)

    assert answers <= {200, 302}
    assert ("_auth_user_id" in client.session) == door.startswith(("/admin/confirm", "/admin/acc"))
    assert member.authenticator_set.count() == before
