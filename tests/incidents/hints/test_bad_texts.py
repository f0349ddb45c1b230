"""Texts of people in a hurry, and what should catch their eye before they post."""

import pytest

from tests.incidents.hints.table import (
    DEGRADED,
    IDENTIFIED,
    MONITORING,
    POSTMORTEM,
    PROMISED,
    RESOLVED,
    SCHEDULED,
    kinds,
)

BAD = [
    # Times without a zone
    ("Logins fail since 12:10.", {"time_zone"}, PROMISED),
    ("Deliveries are late since 3pm, and we are looking into it.", {"time_zone"}, PROMISED),
    ("It began at 9 a.m. and we are on it.", {"time_zone"}, PROMISED),
    ("It began at 12:10 UTC. The next update follows at 13:00.", {"time_zone"}, {}),
    ("We start at midnight, and end at 4:30 am.", {"time_zone"}, SCHEDULED),
    # No next update
    ("We are looking into it.", {"next_update"}, {}),
    (
        "We are still working on the database problem. The same components are affected.",
        {"next_update"},
        {"status": "identified"},
    ),
    ("We will post an update as soon as we know more.", {"next_update"}, {}),
    (
        "All messages have been sent. We are watching the system.",
        {"next_update"},
        {"status": "monitoring"},
    ),
    ("We have been seeing errors since 12:10 CEST.", {"next_update"}, {}),
    # A promise of the fix
    ("The database will be fixed by 3pm CET.", {"eta"}, IDENTIFIED),
    ("Everything should be back to normal within the hour.", {"eta"}, IDENTIFIED),
    ("We'll have this resolved in 20 minutes.", {"eta"}, PROMISED),
    ("ETA: 30 minutes.", {"eta"}, IDENTIFIED),
    (
        "We expect a full recovery by tomorrow. The next update follows at 18:00 UTC.",
        {"eta"},
        IDENTIFIED,
    ),
    ("The service is expected to be restored by the end of the day.", {"eta"}, IDENTIFIED),
    ("We expect to have all systems back online in two hours.", {"eta"}, IDENTIFIED),
    ("The fix will be deployed by 16:00.", {"eta", "time_zone"}, IDENTIFIED),
    ("A fix is expected by 5pm EST.", {"eta"}, IDENTIFIED),
    ("We expect this to be solved in about an hour.", {"eta"}, IDENTIFIED),
    # Blame
    ("Bob forgot to renew the certificate.", {"blame"}, IDENTIFIED),
    ("This was a mistake by our new supplier.", {"blame"}, POSTMORTEM),
    ("The API failed because Bob deleted a table.", {"blame"}, IDENTIFIED),
    ("An engineer accidentally removed the route.", {"blame"}, POSTMORTEM),
    ("This was human error by the night shift.", {"blame"}, POSTMORTEM),
    ("AWS broke our storage again.", {"blame"}, IDENTIFIED),
    ("It is our provider's fault.", {"blame"}, IDENTIFIED),
    ("The slow pages are caused by Cloudflare.", {"blame"}, IDENTIFIED),
    ("Our hosting provider let us down.", {"blame"}, IDENTIFIED),
    # What belongs inside the house
    ("The connection to 10.20.30.4 is lost.", {"address"}, IDENTIFIED),
    ("The node 203.0.113.9 does not answer.", {"address"}, IDENTIFIED),
    ("fd12:3456:789a::1 is not reachable from the office.", {"address"}, IDENTIFIED),
    ("The primary `db-prod-03` is out of disk.", {"address"}, IDENTIFIED),
    ("The queue on kafka.prod.internal is full.", {"address"}, IDENTIFIED),
    (
        "The graph is at https://grafana.example.com/d/x1 for those who have access.",
        {"address"},
        IDENTIFIED,
    ),
    ("We discuss it in https://acme.slack.com/archives/C01/p12.", {"address"}, IDENTIFIED),
    ("See http://monitor/alerts for the alert.", {"address"}, IDENTIFIED),
    ("We move from 192.168.1.10 to another host.", {"address"}, SCHEDULED),
    ("It is tracked as OPS-123.", {"ticket"}, IDENTIFIED),
    ("We opened INC0012345 for this.", {"ticket"}, IDENTIFIED),
    ("Ask bob.miller@example.com for details.", {"person"}, IDENTIFIED),
    # Secrets
    ("The key AKIAABCDEFGHIJKLMNOP has been withdrawn.", {"secret"}, IDENTIFIED),
    ("Log in with password: Summer2026 for now.", {"secret"}, IDENTIFIED),
    ("Use the api_key=9f8d7c6b5a in the meantime.", {"secret"}, IDENTIFIED),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow", {"secret"}, IDENTIFIED),
    ("postgres://app:hunter2@db.example.com/app refused the connection.", {"secret"}, IDENTIFIED),
    ("The header was Bearer abcdefghijklmnop123456 and it is refused.", {"secret"}, IDENTIFIED),
    ("The server runs with API_TOKEN=correcthorse in its settings.", {"secret"}, IDENTIFIED),
    # Left in
    ("We are looking into errors of {{component}}.", {"placeholder"}, PROMISED),
    ("TODO: say what fails. We are on it.", {"placeholder"}, PROMISED),
    ("We are looking into <component>.", {"placeholder"}, PROMISED),
    ("Since XX:XX UTC the [insert product] is slow.", {"placeholder"}, PROMISED),
    ("Lorem ipsum dolor sit amet.", {"placeholder"}, PROMISED),
    # Louder or quieter than the components
    ("We are aware of an outage of the API.", {"too_strong"}, DEGRADED),
    ("The site is down.", {"too_strong"}, DEGRADED),
    ("A small hiccup with the API, we are on it.", {"belittling"}, PROMISED),
    ("We are sorry for the minor inconvenience.", {"belittling"}, PROMISED),
    ("WE ARE WORKING ON THIS.", {"shouting"}, PROMISED),
    ("We are back!!!", {"shouting"}, MONITORING),
    ("Some customers cannot log in.", {"vague"}, IDENTIFIED),
    ("The site is completely unavailable.", {"too_strong"}, DEGRADED),
    # Over, but for the question that everybody asks
    ("This incident has been resolved.", {"data_loss"}, RESOLVED),
    ("The packet loss between our data centres is over since 11:00 UTC.", {"data_loss"}, RESOLVED),
    # All at once
    (
        "API is down!! Bob Miller (bob@example.com) is on it, will be fixed by 3pm. See OPS-77.",
        {"person", "ticket", "eta", "time_zone", "too_strong", "shouting"},
        DEGRADED,
    ),
]


@pytest.mark.parametrize(("text", "expected", "known"), BAD)
def test_a_slip_is_pointed_out_and_nothing_else(text, expected, known):
    assert kinds(text, **known) == expected


@pytest.mark.parametrize(
    "title", ["Issue", "Problems", "An outage", "Incident.", "Service disruption", "Some issues!"]
)
def test_a_name_that_says_nothing_is_pointed_out(title):
    assert kinds("We are looking into it.", title=title, **PROMISED) == {"title"}
