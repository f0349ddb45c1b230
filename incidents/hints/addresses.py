"""What belongs inside the house: addresses of machines, pages and tickets of our own, people."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from incidents.hints.draft import Draft

_IPV4 = re.compile(
    r"(?<![\w.-])(?P<version>(?:v|version|release|build)\s?)?"
    r"(?P<address>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w-]|\.\d)",
    re.I,
)
_IPV6 = re.compile(
    r"(?<![\w:.])(?=[0-9a-f:]{0,39}\d)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", re.I
)
_FINGERPRINT = re.compile(r"(?:[0-9a-f]{2}:){7}[0-9a-f]{2}", re.I)
# Resolvers that everybody knows, and uses as a workaround.
_RESOLVERS = {"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"}

_HOST = re.compile(
    r"(?<![\w.@-])(?:"
    # By their last label
    r"(?:[\w-]{1,63}\.){1,8}(?:internal|local|localdomain|lan|corp|intranet|intra|home\.arpa)\b"
    r"|localhost\b|ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\b"
    # By what is called so where machines are counted: db-03, prod-db-1, eu-kafka-broker-7
    r"|(?:[a-z]{1,12}\d{0,3}-){0,4}"
    r"(?:db|sql|pg|mysql|postgres|redis|kafka|mongo|srv|web|node|vm|lb|k8s|broker|bastion|worker)"
    r"-?0\d{1,2}\b"
    r"|(?:[a-z]{1,12}\d{0,3}-){1,4}"
    r"(?:db|sql|pg|mysql|postgres|redis|kafka|mongo|srv|node|vm|lb|k8s|broker|bastion|worker)"
    r"-?\d{1,3}\b"
    r"|(?:db|sql|pg|mysql|postgres|redis|kafka|mongo|srv|web|app|api|node|vm|lb|k8s|worker)-"
    r"(?:prod|staging|stage|primary|replica|master|slave)-?\d{1,3}\b"
    r"|(?:prod|staging|stage|dev)-(?:[a-z]{2,12}-){1,3}\d{1,3}\b"
    r")(?![\w-])"
)
_INSIDE = (
    r"(?:jira|confluence|wiki|grafana|kibana|sentry|gitlab|jenkins|intranet|vpn|argocd|prometheus)"
    r"\.[\w.-]{1,80}"
    r"|[\w-]{1,63}\.(?:atlassian\.net|slack\.com|pagerduty\.com|datadoghq\.(?:com|eu)|opsgenie\.com"
    r"|grafana\.net|sentry\.io|notion\.site)"
    r"|(?:sentry\.io|(?:www\.)?notion\.so|(?:docs|drive|meet|chat)\.google\.com|teams\.microsoft\.com"
    r"|portal\.azure\.com|console\.cloud\.google\.com|(?:[\w-]{1,30}\.)?console\.aws\.amazon\.com"
    r"|[\w-]{0,30}\.?zoom\.us)"
    r"|[a-z0-9-]{1,63}(?=[/:\s]|$)"
)
_PAGE = re.compile(rf"\bhttps?://(?:{_INSIDE})(?![\w.-]*\w@)[^\s<>()\"']{{0,80}}", re.I)

_TICKET = re.compile(
    r"(?<![\w/-])(?P<project>[A-Z][A-Z0-9]{1,9})-[1-9]\d{1,5}\b(?![-.]\d)|\b(?:INC|CHG|PRB)\d{6,}\b"
)
# Standards, ciphers, zones and places are counted, too.
_NOT_A_PROJECT = re.compile(
    "UTF|ISO|RFC|SHA|AES|RSA|MD|CVE|CWE|UTC|GMT|HTTP|TLS|SSL|IP|IPV|COVID|X|EU|US|AP|NA|SA|AF|ME|CA"
    "|DC|AZ|POP|GPT|PHP|USB|WIN|IE|DES|ASCII|CP|ECDSA|PCI|SOC|NIST|FIPS|PEP|EN|DIN|IEC|BCP|WCAG"
    "|ERR|ORD|INV|SKU|RC|LTS"
)

_MAIL = re.compile(
    r"(?:(?<![\w.+:/-])|(?<=mailto:))(?P<local>[\w.+-]{1,64})@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b",
    re.I,
)
_TEAM = re.compile(
    r"(?:support|help|info|status|security|abuse|contact|sales|billing|noc|soc|postmaster|hostmaster"
    r"|webmaster|privacy|press|media|hello|team|admin|no-?reply|feedback|incidents?|ops|service"
    r"|customer\w{0,10}|care|success|legal|dpo|accounts?|partners?|office|mail|jobs|api|dev|engineering"
    r"|psirt|cert|trust|compliance|notifications?|alerts?|it|enquiries|inquiries|sre|questions)"
    r"(?:[.+_-]\w{1,20}){0,2}",
    re.I,
)


def internal_addresses(draft: Draft) -> Iterator[tuple[int, str]]:
    yield from _machines(draft)
    for pattern in (_HOST, _PAGE):
        for match in pattern.finditer(draft.text):
            yield match.start(), match[0]


def _machines(draft: Draft) -> Iterator[tuple[int, str]]:
    # A change of public addresses is what some maintenances are announced for.
    are_announced = draft.status in {"scheduled", "in_progress", "verifying", "completed"}
    for match in _IPV4.finditer(draft.text):
        is_known = match["version"] or match["address"] in _RESOLVERS
        if not is_known and _is_address(match["address"], private_only=are_announced):
            yield match.start("address"), match["address"]
    for match in _IPV6.finditer(draft.text):
        if not _FINGERPRINT.fullmatch(match[0]) and _is_address(
            match[0], private_only=are_announced
        ):
            yield match.start(), match[0]


def _is_address(written: str, *, private_only: bool) -> bool:
    try:
        address = ip_address(written)
    except ValueError:
        return False
    return not (private_only and address.is_global)


def tickets(draft: Draft) -> Iterator[tuple[int, str]]:
    for match in _TICKET.finditer(draft.text):
        if not _NOT_A_PROJECT.fullmatch(match["project"] or ""):
            yield match.start(), match[0]


def people(draft: Draft) -> Iterator[tuple[int, str]]:
    for match in _MAIL.finditer(draft.text):
        if not _TEAM.fullmatch(match["local"]):
            yield match.start(), match[0]
