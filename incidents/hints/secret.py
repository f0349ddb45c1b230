"""What must never be told: keys, tokens, passwords."""

import re
from collections.abc import Iterator

from incidents.hints.draft import Draft

_KNOWN = re.compile(
    r"-----BEGIN\s[A-Z ]{0,30}PRIVATE\sKEY"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{30,255}|glpat-[\w-]{20,64})"
    r"|\bxox[abeprs]-[\w-]{10,250}|\bhooks\.slack\.com/services/\w"
    r"|\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,250}|\bsk-[\w-]{20,200}|\bwhsec_\w{20,100}"
    r"|\bAIza[\w-]{35}|\bnpm_[A-Za-z0-9]{36}\b|\bSG\.[\w-]{20,24}\.[\w-]{40,46}"
    r"|\bpypi-AgE[\w-]{20,250}|\bdop_v1_[a-f0-9]{64}|\bhvs\.[\w-]{20,200}"
    r"|\beyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]{4,1000}"
    r"|\bBearer\s[\w.~+/-]{16,2000}|\bAuthorization:\sBasic\s[A-Za-z0-9+/]{12,500}={0,2}(?![\w+/])"
    # As programs read it
    r"|\b(?:\w{1,30}_)?(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)=[\w!$%&#^~+/.-]{6,200}"
    # A password in an address
    r"|\b[a-z][a-z0-9+]{1,12}://[^\s:/@]{1,64}:[^\s/@]{1,128}@"
)
_NAMED = re.compile(
    r"(?:\b|_)(?:pass(?:word|wd|wort|phrase|code)|pwd|pw|mot\sde\spasse|contraseña|api[\s_-]?key|secret(?:[\s_-]key)?"
    r"|(?:access|auth|api|refresh)[\s_-]?(?:token|key)|token|credentials?)"
    r"[`'\"*]{0,3}(?:\s?[:=]\s?|\s(?:is|was|ist|est|es)\s)[`'\"*]{0,3}(?P<value>[^\s`'\"]{6,200})",
    re.I,
)
_LONG = re.compile(r"(?<![\w+/=.:-])[A-Za-z0-9+/_]{32,250}={0,2}(?![\w+/=.-])")


def secrets(draft: Draft) -> Iterator[tuple[int, str]]:
    for match in _KNOWN.finditer(draft.text):
        yield match.start(), _shortened(match[0])
    for match in _NAMED.finditer(draft.text):
        if _is_mixed(match["value"]):
            yield match.start("value"), _shortened(match["value"])
    for match in _LONG.finditer(draft.text):
        if _is_mixed(match[0]) and match[0] not in {match[0].lower(), match[0].upper()}:
            yield match.start(), _shortened(match[0])


def _is_mixed(value: str) -> bool:
    """Whether it is no word, and no number: letters and digits, or letters and signs."""
    has_letter = any(character.isalpha() for character in value)
    value = value.rstrip(".,;:!?)")
    return has_letter and any(character.isdigit() or character in "!$%&#^~" for character in value)


def _shortened(secret: str) -> str:
    """Enough to find it; it need not stand on the screen twice."""
    return f"{secret[:6]}…"
