"""The company that does not exist, and what of it can break."""

NAME = "Pigeonry"
HEADLINE = "Email, SMS and push messaging, and how it is doing right now."
ABOUT = """\
What works and what does not, told as we learn it. All times are UTC.
Pigeonry is a made-up company: this page shows what a real one could look like after a bad week.
"""
COMPANY_URL = "https://www.example.com/"
SUPPORT_URL = "https://support.example.com/"

# Group, what it is, and its components with what they do.
GROUPS = [
    (
        "CEP",
        "Customer engagement: email, SMS and push from a single customer profile.",
        [
            ("Automations", "Messages triggered by what a customer does."),
            ("Campaigns", "Messages to many people at a scheduled time."),
        ],
    ),
    (
        "MEP",
        "Mobile engagement: push notifications for your own apps.",
        [
            ("Automations", "Push notifications triggered by what a user does."),
            ("Campaigns", "Push notifications to many people at a scheduled time."),
            ("Transactional API", "Single messages sent by your servers: login codes, receipts."),
        ],
    ),
    (
        "Platform",
        "What both products are built on.",
        [
            ("APIs", "Profiles and events your servers send to us."),
            ("Webhooks", "Events we send to your servers."),
            ("Dashboard", "Where your team writes, schedules and follows messages."),
            ("Data exports", "Nightly files for your data warehouse."),
        ],
    ),
]
