"""What readers find open or announced when they come, and the work of the last weeks."""

from statuspage.demo.telling import Ago, On, Says, Story, Told, Work

OPEN = Story(
    name="Campaign reports are behind",
    began=Ago(minutes=37),
    updates=(
        Told(
            after=12,
            status="identified",
            body="Reports in the Dashboard are about 40 minutes behind. Messages go out on time: "
            "only their opens and clicks appear late.\n"
            "The cause is a slow index, which we are rebuilding. No data has been lost.\n"
            "Next update within 1 hour, sooner if anything changes.",
            components={
                "Platform - Dashboard": Says(
                    "degraded_performance",
                    fails="Opens and clicks of the last 40 minutes are missing from reports",
                    works="Writing, scheduling and sending",
                    workaround="Webhooks report the same events without delay",
                )
            },
            next_update_within=60,
        ),
    ),
)

MAINTENANCES = [
    Work(
        name="New storage for the profile database",
        first_told=On(days_ago=53, clock="09:00"),
        starts=On(days_ago=48, clock="03:00"),
        minutes=90,
        body="We are moving the database of customer profiles to faster storage. "
        "Profiles stay readable throughout. Changes are queued for up to 15 minutes, and "
        "none is lost.",
        components=("Platform - APIs",),
        begun="The move has begun. Changes to profiles are queued until it is done.",
        done="The move is complete, and every queued change has been applied.",
    ),
    Work(
        name="Load balancer replacement",
        first_told=On(days_ago=8, clock="10:20"),
        starts=On(days_ago=5, clock="04:00"),
        minutes=60,
        body="We are replacing our load balancers one at a time. "
        "Open connections will be closed once: clients that reconnect will not notice anything "
        "else.",
        components=("Platform - APIs", "MEP - Transactional API"),
        begun="The work has begun.",
        done="All load balancers have been replaced. No call has failed.",
    ),
    Work(
        name="Separate queues for automations and campaigns",
        first_told=On(days_ago=2, clock="09:30"),
        starts=On(days_ago=-3, clock="04:00"),
        minutes=120,
        body="As promised in our postmortem, automations and campaigns get separate queues, so "
        "that one can no longer stop the other.\n"
        "Sending will pause for about 5 minutes within this window. Messages due during the pause "
        "go out right after it, in order.\n"
        "The Transactional API is not affected.",
        components=(
            "CEP - Automations",
            "CEP - Campaigns",
            "MEP - Automations",
            "MEP - Campaigns",
        ),
    ),
]
