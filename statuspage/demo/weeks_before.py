"""The ten weeks before: small things, told as carefully as the big one. Oldest first."""

from statuspage.demo.telling import On, Says, Story, Told

WEEKS_BEFORE = [
    Story(
        name="The Dashboard is unreachable",
        began=On(days_ago=69, clock="08:02"),
        updates=(
            Told(
                after=6,
                status="investigating",
                body="The Dashboard has been showing an error page since 08:02 UTC.\n"
                "Messages go out as scheduled. We are investigating.",
                components={
                    "Platform - Dashboard": Says(
                        "major_outage",
                        fails="Nobody can sign in",
                        works="Scheduled campaigns and automations run",
                        workaround="Campaigns can be stopped through the API",
                    )
                },
                next_update_within=30,
            ),
            Told(
                after=17,
                status="resolved",
                body="The Dashboard has been back since 08:16 UTC. An internal certificate had "
                "expired, and has been renewed.\n"
                "We now monitor the expiry of internal certificates too.",
                components={"Platform - Dashboard": Says("operational")},
            ),
        ),
    ),
    Story(
        name="Push notifications to Android are delayed",
        began=On(days_ago=62, clock="16:25"),
        updates=(
            Told(
                after=14,
                status="investigating",
                body="Push notifications to Android devices arrive 10 to 20 minutes late. "
                "iPhones are not affected.\nWe are looking for the cause.",
                components={
                    "MEP - Automations": Says(
                        "degraded_performance", fails="Push to Android is late"
                    ),
                    "MEP - Campaigns": Says(
                        "degraded_performance", fails="Push to Android is late"
                    ),
                },
                next_update_within=60,
            ),
            Told(
                after=61,
                status="identified",
                body="Since this afternoon's release we send faster than Google accepts. "
                "We are rolling the release back.",
                next_update_within=60,
            ),
            Told(
                after=82,
                status="monitoring",
                body="The rollback is done, and the delayed notifications have been sent.",
                components={
                    "MEP - Automations": Says("operational"),
                    "MEP - Campaigns": Says("operational"),
                },
            ),
            Told(
                after=150,
                status="resolved",
                body="Push notifications have been on time for an hour. None was lost.\n"
                "We now test releases against the rate limits of each push service.",
            ),
        ),
    ),
    Story(
        name="Last night's data exports are missing",
        began=On(days_ago=55, clock="05:30"),
        updates=(
            Told(
                after=45,
                status="identified",
                body="Last night's exports were not written: the job that prepares them ran out "
                "of disk space.\nNo data is missing. We are writing the files now.",
                components={
                    "Platform - Data exports": Says(
                        "partial_outage",
                        fails="Last night's files are missing",
                        works="Files from earlier nights",
                        workaround="The export API returns the same data",
                    )
                },
            ),
            Told(
                after=165,
                status="resolved",
                body="All of last night's exports have been delivered. Tonight's will be on time.",
                components={"Platform - Data exports": Says("operational")},
            ),
        ),
    ),
    Story(
        name="SMS to one Italian carrier are delayed",
        began=On(days_ago=41, clock="13:10"),
        updates=(
            Told(
                after=25,
                status="identified",
                body="A carrier in Italy is accepting our messages slowly: SMS to its customers "
                "arrive up to 30 minutes late. Other carriers are not affected.\n"
                "The carrier has confirmed the problem and is working on it.",
                components={
                    "CEP - Automations": Says(
                        "degraded_performance",
                        fails="SMS to one carrier in Italy are late",
                        works="Email, push, and SMS to every other carrier",
                    )
                },
                next_update_within=120,
            ),
            Told(
                after=135,
                status="identified",
                body="The carrier is still working on it. We have moved one-time codes to "
                "another route, and they are on time again.",
                next_update_within=120,
            ),
            Told(
                after=215,
                status="resolved",
                body="The carrier accepts messages at its usual speed again, and all delayed SMS "
                "have been delivered.",
                components={"CEP - Automations": Says("operational")},
            ),
        ),
    ),
    Story(
        name="Errors in the Transactional API",
        began=On(days_ago=34, clock="09:41"),
        updates=(
            Told(
                after=5,
                status="investigating",
                body="About half of all calls to the Transactional API have been failing since "
                "09:41 UTC.\n"
                "A call that returned an error sent nothing, so it is safe to retry.",
                components={
                    "MEP - Transactional API": Says(
                        "partial_outage",
                        fails="About every second call",
                        works="Calls answered with a 200 are delivered at once",
                        workaround="Retry until a call is answered with a 200",
                    )
                },
                next_update_within=20,
            ),
            Told(
                after=11,
                status="monitoring",
                body="We took a faulty server out of service at 09:50 UTC. Calls succeed again.",
                components={"MEP - Transactional API": Says("operational")},
            ),
            Told(
                after=52,
                status="resolved",
                body="No call has failed since 09:50 UTC. Over nine minutes 3,812 calls failed; "
                "all but 40 were retried successfully.\n"
                "Servers that return errors are now taken out of service automatically.",
            ),
        ),
    ),
    Story(
        name="Some campaign reports count opens twice",
        began=On(days_ago=27, clock="10:15"),
        updates=(
            Told(
                after=20,
                status="identified",
                body="Reports on campaigns sent since yesterday evening count some opens twice.\n"
                "The messages themselves are sent once, and clicks are counted correctly.",
                components={"Platform - Dashboard": Says("operational")},
            ),
            Told(
                after=305,
                status="resolved",
                body="All reports have been recalculated and are correct. If you copied figures "
                "from one since 18:00 UTC yesterday, please copy them again.",
            ),
        ),
    ),
    Story(
        name="Webhooks are delayed",
        began=On(days_ago=20, clock="21:05"),
        updates=(
            Told(
                after=12,
                status="identified",
                body="Webhooks arrive up to 15 minutes late: one endpoint answers very slowly, "
                "and we wait for it longer than we should.\n"
                "No event is lost, and their order is kept.",
                components={
                    "Platform - Webhooks": Says("degraded_performance", fails="Events are late")
                },
                next_update_within=60,
            ),
            Told(
                after=49,
                status="resolved",
                body="Webhooks have been on time since 21:46 UTC. Slow endpoints now have a queue "
                "of their own.",
                components={"Platform - Webhooks": Says("operational")},
            ),
        ),
    ),
    Story(
        name="Signing in to the Dashboard is slow",
        began=On(days_ago=13, clock="14:30"),
        updates=(
            Told(
                after=10,
                status="investigating",
                body="Signing in to the Dashboard takes up to a minute, and fails for some. "
                "If you are signed in already, you can keep working.",
                components={
                    "Platform - Dashboard": Says(
                        "degraded_performance",
                        fails="Signing in is slow",
                        works="Everything, once signed in",
                    )
                },
                next_update_within=60,
            ),
            Told(
                after=38,
                status="resolved",
                body="Signing in takes a second again. The provider that delivers our login codes "
                "was slow, and we have switched to another.",
                components={"Platform - Dashboard": Says("operational")},
            ),
        ),
    ),
]
