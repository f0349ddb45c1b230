"""Times of day, time zones, and words for a moment to come, as patterns."""

import re

CLOCK = (
    r"(?:(?<![\w:.,/+-])|(?<=\dT))(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?![\w:]|\s(?:hours?|hrs?|minutes?|mins?)\b)"
)
HOUR = r"(?<![\w:.,/-])(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?"
NOON = r"\b(?:noon|midnight)\b"
DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow"
    r"|this\s(?:morning|afternoon|evening)|(?:the\s)?end\sof|eod|eob"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\s\d|\d{1,2}\s"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty-five|sixty"
    r"|half\san|(?:a\s)?few|(?:a\s)?couple\sof|the|another)"
)
_ABOUT = (
    r"(?:about\s|around\s|approximately\s|roughly\s|less\sthan\s|at\smost\s|the\snext\s|next\s)?"
)
SPAN = (
    rf"{_ABOUT}(?:{_NUMBER}(?:\s?[-\u2013]\s?|\sto\s|\sor\s)?(?:\d{{1,3}}|three|four)?[\s-]?)?"
    r"(?:more\s)?(?:minutes?|mins?|m|hours?|hrs?|h|(?:business\s|working\s)?days?|weeks?)\b"
)
# "by 3pm", "within the hour", "tomorrow"
TO_COME = (
    rf"\b(?:(?:within|in|every)\s{SPAN}"
    rf"|(?:by|before|at|around|until|on|no\slater\sthan)\s{_ABOUT}(?:{CLOCK}|{HOUR}|{NOON}|{DAY})"
    r"|(?:hourly|daily|tomorrow|tonight|later\stoday)\b)"
)
TIME_OF_DAY = re.compile(rf"{CLOCK}|{HOUR}|(?:at|by|until|since|before|after|around)\s{NOON}", re.I)

# Case tells a zone from a word, but for the commonest.
_ZONE = (
    r"\b(?:(?i:utc|gmt)|CES?T|EES?T|WES?T|MSK|BST|IST|[ECMP][SD]?T|AK[SD]T|HST|A[CEW][SD]T|AEST|AEDT"
    r"|ACST|ACDT|AWST|NZ[SD]T|JST|KST|SGT|HKT|PHT|ICT|WIB|PKT|GST|TRT|SAST|WAT|EAT|CAT|BRT|ART|CLT)\b"
    r"|\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]\w{2,30}"
    r"|\b(?:[Ll]ocal|[Ss]erver|Eastern|Central|Mountain|Pacific|Atlantic|European)\s"
    r"(?:(?:[Ss]tandard|[Dd]aylight|[Ss]ummer)\s)?[Tt]ime\b"
    r"|(?:\d|[ap]\.?m\.?)\s\([A-Z][a-z]{2,20}\)|(?:\d|[ap]\.?m\.?)\s\(?[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?\s[Tt]ime\b"
    r"|:\d\d\s?\+\d\d:?\d\d\b|T\d\d:\d\d(?::\d\d)?-\d\d:?\d\d\b"
)
ZONE = re.compile(_ZONE)
# "All times are UTC", "Timeline (CEST)", a table's "Time (UTC)"
ALL_TIMES = re.compile(rf"\b[Tt]ime(?:s|line|stamps?)?\b[^\n]{{0,40}}?(?:{_ZONE})")
