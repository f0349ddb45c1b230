"""Texts that a careful colleague would let pass as they are."""

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

GOOD = [
    # Investigating
    ("We are looking into slow deliveries. Next update by 14:30 UTC.", {}),
    (
        "Logins fail for some of our users since 09:12 CEST. The next update is due at 10:00 CEST.",
        {},
    ),
    ("We are investigating errors in the search. We will post an update within 30 minutes.", {}),
    (
        "Exports are late.\nWe'll have an update in one hour, or as soon as we know more.",
        {},
    ),
    ("Some customers cannot log in. We are looking into it.", PROMISED),
    ("The API answers with status 503 since 10:05 UTC. Updates follow every 30 minutes.", {}),
    ("Since 3:05 p.m. UTC pages load slowly. We will share more by 4 p.m. UTC.", {}),
    (
        "We received reports of failing payments and are checking them. Next update: 11:15 (UTC).",
        {},
    ),
    ("Error rates are down since 12:40 UTC, but we keep looking.", DEGRADED),
    ("This is not an outage: requests succeed, but they take about 4 seconds.", DEGRADED),
    ("The API is slow, and a retry helps.", DEGRADED),
    ("The whole API is down.", {**PROMISED, "component_statuses": ["major_outage"]}),
    (
        "The outage began at 09:00 UTC.",
        {**PROMISED, "component_statuses": ["degraded_performance", "partial_outage"]},
    ),
    ("Logins fail. Next update: 30 minutes.", {}),
    ("We are looking into it.<br>More will follow.", PROMISED),
    # Identified
    (
        "We found the cause: a database ran out of connections.\n"
        "* E-mails are not being sent\n* Campaigns are partially being sent\n* The API works\n"
        "Data that was accepted is kept in a queue.\n"
        "We will give further updates as soon as we know more or in 1 hour, whichever comes first.",
        {"status": "identified"},
    ),
    (
        "The database issue is over. We are speeding up slowly, as stability comes first.",
        IDENTIFIED,
    ),
    ("A certificate expired. A new one is being installed.", IDENTIFIED),
    ("An incident at our cloud provider affects storage in Frankfurt.", IDENTIFIED),
    ("A configuration change slowed the API; it has been rolled back.", IDENTIFIED),
    ("We have no ETA yet. The next update follows at 15:00 UTC.", {"status": "identified"}),
    ("We cannot say when it will be fixed.", IDENTIFIED),
    ("Customers in Europe wait up to 20 minutes for webhooks.", IDENTIFIED),
    ("Some customers in Canada wait for their invoices.", IDENTIFIED),
    ("The failed over node is back, and 80% of the requests succeed.", IDENTIFIED),
    ("Requests over TLS 1.2 with AES-256 fail, those with UTF-8 names do not.", IDENTIFIED),
    ("This is CVE-2025-12345. We patch all servers.", IDENTIFIED),
    ("Please use https://status.example.com/api or write to support@example.com.", IDENTIFIED),
    ("As a workaround, set your resolver to 8.8.8.8.", IDENTIFIED),
    ("Upgrade the agent to version 10.4.2.1 or later.", IDENTIFIED),
    ("Templates with `{{name}}` or `<component>` in them are shown as they are.", IDENTIFIED),
    ("See [the documentation](https://docs.example.com/time) for details.", IDENTIFIED),
    ("Ratios such as 16:9 and 4:3 are cut.", IDENTIFIED),
    ("The job took 1:30 hours instead of ten minutes.", IDENTIFIED),
    ("Deliveries in eu-west-1 and us-east-2 are late.", IDENTIFIED),
    ("SMS, MMS and RCS via HTTP and SMPP are late.", IDENTIFIED),
    ("Our support will be back online on Monday.", IDENTIFIED),
    ("Basic authentication fails; a login with a password works.", IDENTIFIED),
    ("If you made your API token before Monday, please make it again.", IDENTIFIED),
    ("Request 4bf92f3577b34da6a3ce929d0e0e4736 is an example of those that fail.", IDENTIFIED),
    ("The new certificate has the fingerprint A1:B2:C3:D4:E5:F6:07:18.", IDENTIFIED),
    ("We accidentally removed a route, and have put it back.", IDENTIFIED),
    ("Calls to `/users/{id}` and Array<string> in answers fail.", IDENTIFIED),
    ("Regions EU-12 and AP-31 are slow. The error code is ERR-1001.", IDENTIFIED),
    ("Everything slows down.", DEGRADED),
    # Monitoring
    ("All delayed messages have been sent. We keep watching.", MONITORING),
    ("The system has worked off its backlog. We watch it until 18:00 CET.", MONITORING),
    # Resolved
    ("This is resolved. All queued webhooks were delivered; nothing was lost.", RESOLVED),
    ("Deliveries are back to normal since 11:40 UTC. No data was lost.", RESOLVED),
    (
        "The system has been stable for 12 hours.\nAs of 14 August, 18:04 CEST:\n"
        "- Late messages have been sent\n- Some push campaigns were sent in part, not retried",
        RESOLVED,
    ),
    ("Logins work again. Sessions were kept and no action is needed.", RESOLVED),
    # Maintenance
    (
        "We upgrade the database on Sunday, 02:00 to 04:00 UTC, and pause.",
        SCHEDULED,
    ),
    ("The work will be completed by 04:00 UTC.", SCHEDULED),
    ("Our outgoing address changes from 8.8.4.10 to 8.8.4.11.", SCHEDULED),
    ("All times are UTC. We start at 22:00 and end at 23:30.", SCHEDULED),
    # Postmortem
    (
        "## Timeline (UTC)\n\n- 12:10 Queries slow down\n- 12:23 We are alerted\n- 13:02 Over\n\n"
        "A missing index made one query slow. We have added it, and a test.",
        POSTMORTEM,
    ),
    (
        "| Time (CEST) | What happened |\n|---|---|\n| 12:10 | The queue grows |",
        POSTMORTEM,
    ),
    ("This is a blameless review of what happened at 2026-08-14T12:10:00Z.", POSTMORTEM),
    ("Read the details.", POSTMORTEM),
    ("", {}),
    ("  \n", {}),
]


@pytest.mark.parametrize(("text", "known"), GOOD)
def test_a_good_text_is_left_alone(text, known):
    assert kinds(text, **known) == set()


@pytest.mark.parametrize(
    "title",
    ["", "Slow deliveries", "API outage", "Payment problems in Europe", "Maintenance of the API"],
)
def test_a_name_that_says_what_is_wrong_is_left_alone(title):
    assert kinds("We are looking into it.", title=title, **PROMISED) == set()
