"""Words that readers take otherwise than they were meant; only in English texts."""

import re
from collections.abc import Iterator

from incidents.hints.draft import Draft

_VENDOR = (
    r"(?:AWS|Amazon|Azure|Microsoft|Google(?:\sCloud)?|GCP|Cloudflare|Fastly|Akamai|Heroku|Vercel|Netlify"
    r"|DigitalOcean|Hetzner|OVH(?:cloud)?|Linode|Equinix|GitHub|Twilio|SendGrid|Stripe|Okta|Auth0|Oracle|IBM"
    r"|Telekom|Verizon|Comcast|Level\s3|Cogent|[Oo]ur\s(?:\w{1,15}\s)?(?:provider|vendor|supplier|host(?:er)?|partner"
    r"|contractor|data\scent(?:er|re)))"
)
_PERSON = (
    r"(?:engineers?|developers?|interns?|colleagues?|employees?|contractors?|operators?|technicians?"
    r"|administrators?|admins?|trainees?|somebody|someone|staff\smember|team\smember|person)"
)
_SLIP = (
    r"(?:forgot|deleted|dropped|broke|misconfigured|messed\sup|screwed\sup|overlooked|neglected|ignored"
    r"|made\s(?:a|an|the)\s(?:\w{1,12}\s)?(?:mistake|error|typo)|pushed|ran|restarted|unplugged|changed|deployed)"
)
_BLAME = re.compile(
    rf"\b(?:because|as|when|after)\s(?!We\b|They\b|It\b|The\b|This\b|You\b)[A-Z][a-z]{{1,15}}\s"
    rf"(?:accidentally\s|mistakenly\s)?{_SLIP}\b"
    rf"|\b(?i:{_PERSON})\s(?:(?:on|in|from|of)\sour\s\w{{1,15}}\s)?(?:(?:accidentally|mistakenly|wrongly|inadvertently)\s\w{{1,20}}"
    r"|forgot|misconfigured|messed\sup|screwed\sup|broke|overlooked|neglected"
    r"|made\s(?:a|an)\s(?:\w{1,12}\s)?(?:mistake|error|typo))\b"
    rf"|\b{_VENDOR}\s(?:has\s|have\s)?(?:accidentally\s|badly\s)?"
    r"(?:broke(?:n)?|messed\sup|screwed\sup|let\sus\sdown|failed\sus|caused|is\sto\sblame|are\sto\sblame"
    r"|is\sat\sfault)\b"
    rf"|\b{_VENDOR}['\u2019]s?\s(?:fault|mistake|error|blunder|incompetence|failure)\b"
    rf"|\b(?:caused\sby|because\sof|due\sto|fault\sof|thanks\sto)\s{_VENDOR}(?=[.,;!]|$)"
    r"|\b(?!We\b|They\b|You\b|I\b)[A-Z][a-z]{1,15}\s(?:accidentally|mistakenly|forgot|(?:messed|screwed)\sup)\b"
    rf"|\b(?:engineer|developer|intern|employee|contractor|trainee|technician)s?\s(?:deleted|dropped)\b"
    r"|\b(?!nobody\b|anybody\b|anyone\b)[A-Za-z]{2,20}['\u2019]s\s(?:own\s)?fault\b"
    rf"|\b(?:mistake|error|fault|negligence)\s(?:by|of|lies\swith)\s(?:our|an?|the)\s(?:\w{{1,15}}\s)?(?:{_PERSON}|provider"
    r"|vendor|supplier|partner)\b"
    r"|\b(?i:human|operator|user)\serror\b(?!\s(?:message|code|page))"
    r"|\b(?:is|are|was|were)\sto\sblame\b|\b[Bb]lam(?:e|ed|ing)\b(?![\s-](?:free|less))"
)

_STRONG = re.compile(
    r"\boutages?\b"
    r"|(?P<less>\b(?:rates?|latenc\w{1,4}|errors?|times?|numbers?|traffic|load|usage|volumes?)\s)?"
    r"\b(?:is|are|was|were|been|be|went|gone|goes|remains?|currently|completely|fully|still)\s(?:down|offline)\b"
    r"(?!\s(?:to|by|from)\b)|\b(?:completely|entirely|fully|totally)\sunavailable\b",
    re.I,
)
_DOWN = re.compile(r"(?<!slow\s)(?<!slows\s)(?<!slowing\s)(?<!shut\s)\bdown[.!]?\Z", re.I)
_NOT_SO = re.compile(
    r"\b(?:no|not|without|never|previous|earlier|avoid|prevent|past)\b|n['\u2019]t\b", re.I
)

_LOSS = re.compile(
    r"(?<!packet\s)\bloss(?:es)?\b|\b(?:lost|lose|missing|missed|intact|corrupt\w{0,5}|recovered|replay\w{0,3}"
    r"|retr(?:y|ied|ies|ying)|re-?sen[dt]|delivered|processed|processing|catch(?:ing)?\sup|caught\sup"
    r"|backlog\w{0,3}|queued|dropped|discarded|duplicated?s?|preserved|saved|untouched|undelivered|held\sback|went\sout"
    r"|unsent|unsaved|erased|deleted|re-?queued)\b"
    r"|\b(?:no|all|any|your|customer)\s(?:\w{1,15}\s)?data\b|\bdata\s(?:is|was|were|has|have|remains?)\b"
    r"|\b(?:been|were|was)\s(?:\w{1,12}\s)?(?:sent|stored|kept)\b"
    r"|\b(?:no|any)\s(?:\w{1,15}\s){0,2}(?:affected|needed|required)\b",
    re.I,
)

_VAGUE_TITLE = re.compile(
    r"(?:(?:an?|the|we\shave|major|minor|partial|full|service|system|technical|ongoing|current|general"
    r"|some|known|new|unknown|temporary|urgent)\s){0,4}"
    r"(?:issues?|problems?|outages?|incidents?|errors?|downtime|disruptions?|interruptions?"
    r"|degradation|trouble|maintenance|down|difficulties|something(?:\sis)?\s(?:wrong|broken))"
    r"(?:\s?#?\d{1,6})?[\s.!?]{0,5}",
    re.I,
)
_VAGUE = re.compile(
    r"\b(?:some|certain|several|(?:a\s)?(?:small\s|limited\s|large\s)?(?:number|subset|portion|handful)\sof)"
    r"\s(?:of\s)?(?:our\s|the\s)?(?:users|customers|clients|people|accounts|services|systems)\b"
    r"(?!\s(?:reported|in|on|with|using|who|whose|from|at|of|that|which|via|hosted|near|served|located|behind|\()\b)",
    re.I,
)
_BELITTLING = re.compile(
    r"\b(?:hiccups?|blips?|(?:minor|slight|small|little|tiny)\sinconveniences?|tiny\s\w{3,12}"
    r"|only\sa\s(?:few|handful\sof|small\snumber\sof)\s(?:users|customers|people)|no\sbig\sdeal)\b",
    re.I,
)
_CAPITALS = re.compile(r"\b[A-Z]{2,20}(?:[ ,'\u2019-]{1,2}[A-Z]{2,20}){2,20}\b")
_IS_SENTENCE = re.compile(
    r"\b(?:WE|ARE|IS|THE|NOT|ALL|HAVE|THIS|YOUR|OUR|WILL|BEEN|PLEASE|DO|NO)\b"
)
_EXCLAIMED = re.compile(r"[\w:]{1,20}[^\S\n]?(?:!{2,20}|\?!)")


def blame(draft: Draft) -> Iterator[tuple[int, str]]:
    for match in _BLAME.finditer(draft.text):
        before = draft.text[max(match.start() - 12, 0) : match.start()]
        if not _NOT_SO.search(before):
            yield match.start(), match[0]


def too_strong(draft: Draft) -> Iterator[tuple[int | None, str]]:
    """Where readers would be told of an outage in words, and of less by the components."""
    if draft.is_open and _only_degraded(draft):
        for match in _strong(draft.text):
            yield match.start(), match[0]
        for match in list(_strong(draft.title)) or _DOWN.finditer(draft.title):
            yield None, match[0]


def _strong(text: str) -> Iterator[re.Match[str]]:
    for match in _STRONG.finditer(text):
        before = text[max(match.start() - 16, 0) : match.start()]
        if not match["less"] and not _NOT_SO.search(before):
            yield match


def _only_degraded(draft: Draft) -> bool:
    named = set(draft.component_statuses) - {"operational", "under_maintenance"}
    return named == {"degraded_performance"}


def no_word_on_loss(draft: Draft) -> Iterator[tuple[None, str]]:
    if draft.status == "resolved" and not _LOSS.search(draft.text):
        yield None, ""


def vague_title(draft: Draft) -> Iterator[tuple[None, str]]:
    if _VAGUE_TITLE.fullmatch(draft.title.strip()):
        yield None, draft.title.strip()


def vague(draft: Draft) -> Iterator[tuple[int, str]]:
    # While it is investigated, nobody knows better.
    if draft.status != "investigating":
        for match in _VAGUE.finditer(draft.text):
            yield match.start(), match[0]


def belittling(draft: Draft) -> Iterator[tuple[int, str]]:
    for match in _BELITTLING.finditer(draft.text):
        yield match.start(), match[0]


def shouting(draft: Draft) -> Iterator[tuple[int, str]]:
    for match in _CAPITALS.finditer(draft.text):
        # Not "API SMS MEP"
        if _IS_SENTENCE.search(match[0]):
            yield match.start(), match[0]
    for match in _EXCLAIMED.finditer(draft.text):
        yield match.start(), match[0]
