"""The bad day: an outage from its first word to its postmortem."""

from statuspage.demo.telling import On, Says, Story, Told

NEXT = "Next update within 1 hour, sooner if anything changes."

IDENTIFIED = f"""\
Most messages have not been going out since 11:20 UTC. The queue that holds them until they are sent has lost a storage volume. We know the cause and are moving the queue to healthy storage.
What this means for you right now:
* CEP Automations (email, SMS, push) are paused
* MEP Automations (push) are paused
* CEP and MEP Campaigns are reaching only part of their audience. If one can wait, please reschedule it for tomorrow
* The Transactional API (MEP) is working normally
* Anything our APIs answered with a 200 is safely stored and will be processed later
* Other API calls are failing more often than usual: please retry them
* Webhooks are delayed, and some have not arrived yet
{NEXT}"""  # noqa: E501

COPYING = f"""\
The move is taking longer than we hoped: a little over half of the queue has been copied. We verify every part of it, so that no message is lost or sent twice.
What works and what does not is unchanged.
{NEXT}"""  # noqa: E501

MOVED = f"""\
The queue is running on its new storage, and messages are going out again.
We are raising the speed in small steps, because a second overload would cost you more time than it could save.
The APIs are back to normal. Webhooks are still delayed.
{NEXT}"""  # noqa: E501

CATCHING_UP = f"""\
Two thirds of the waiting messages have been sent. The rest follow in the order they were due.
Campaigns that start from now on go out at full speed.
{NEXT}"""

MONITORING = """\
Every automation message that was waiting has been sent: email, SMS and push.
New messages arrive within seconds, and webhooks are on time again.
We are watching the queue through the night, and will close this incident in the morning if it stays quiet."""  # noqa: E501

RESOLVED = """\
Messages have been on time for fifteen hours, and this incident is over.
Where things stand:
- Late CEP and MEP Automations have all been sent
- Some MEP push campaigns and recurring automations reached only part of their audience. We are not sending the rest: yesterday's reminder helps nobody today
- API error rates are back to their usual level
- Webhooks are on time, and the delayed ones have all been delivered
For each campaign, the Dashboard lists the people it did not reach.
We are sorry for the day this cost you. A postmortem will follow within a week."""  # noqa: E501

POSTMORTEM = """\
For almost four hours most of our customers' messages went out late, and some were never sent. This is what happened, and what we are changing so that it does not happen again.

## What happened

Every message waits in one queue until it is sent. The queue runs on three machines, which hold three copies of each message. At 11:20 UTC a storage volume failed on one of them.

You should not have noticed. But the other two started to rebuild the missing copies at full speed, which left no room for new messages, and the queue protected itself by refusing most of its work.

## Timeline

- **11:20** The volume fails. Automations stop and campaigns slow down
- **11:24** The on-call engineer is paged
- **11:47** We find the cause and post it here
- **12:05** We start moving the queue to new storage
- **13:30** The queue runs again, at a tenth of its usual speed
- **15:05** The last waiting message is sent

## Impact

- 1.9 million automation messages were late, half of them by more than two hours
- 214 campaigns stopped part-way, and 61,000 people did not get their message
- One API call in fourteen failed between 11:20 and 13:30
- No message was sent twice, and nothing we had accepted was lost

## What we got wrong

We had rehearsed losing a machine, but never under full load. And it took us 27 minutes to say here that something was wrong. It should take ten.

## What we are changing

- **Done**: rebuilding copies may use at most a fifth of the storage's speed
- **Done**: the on-call engineer opens an incident on this page before the cause is known
- **This month**: automations and campaigns get separate queues, so that one cannot stop the other
- **Every quarter**: we switch off a machine at the busiest hour, on purpose

Thank you to everyone who wrote to us that day, and for your patience."""  # noqa: E501

_PAUSED = Says("major_outage")
_IN_PART = Says("partial_outage")

OUTAGE = Story(
    name="Automations and campaigns are delayed",
    began=On(days_ago=10, clock="11:20"),
    updates=(
        Told(
            after=27,
            status="identified",
            body=IDENTIFIED,
            next_update_within=60,
            components={
                "CEP - Automations": _PAUSED,
                "MEP - Automations": _PAUSED,
                "CEP - Campaigns": _IN_PART,
                "MEP - Campaigns": _IN_PART,
                "Platform - APIs": Says(
                    "degraded_performance",
                    fails="One call in fourteen fails",
                    works="Anything answered with a 200 is stored",
                    workaround="Retry the calls that fail",
                ),
                "Platform - Webhooks": Says(
                    "partial_outage",
                    fails="Events arrive late",
                    works="Events are kept, in order, until they can be delivered",
                ),
            },
        ),
        Told(after=85, status="identified", body=COPYING, next_update_within=60),
        Told(
            after=138,
            status="identified",
            body=MOVED,
            next_update_within=60,
            components={
                "CEP - Automations": Says("partial_outage"),
                "MEP - Automations": Says("partial_outage"),
                "CEP - Campaigns": Says("degraded_performance"),
                "MEP - Campaigns": Says("degraded_performance"),
                "Platform - APIs": Says("operational"),
                "Platform - Webhooks": Says("degraded_performance"),
            },
        ),
        Told(
            after=194,
            status="identified",
            body=CATCHING_UP,
            next_update_within=60,
            components={
                "CEP - Automations": Says("degraded_performance"),
                "MEP - Automations": Says("degraded_performance"),
                "CEP - Campaigns": Says("operational"),
                "MEP - Campaigns": Says("operational"),
            },
        ),
        Told(
            after=231,
            status="monitoring",
            body=MONITORING,
            components={
                "CEP - Automations": Says("operational"),
                "MEP - Automations": Says("operational"),
                "Platform - Webhooks": Says("operational"),
            },
        ),
        Told(after=1137, status="resolved", body=RESOLVED),
    ),
    postmortem=POSTMORTEM,
    postmortem_on=On(days_ago=3, clock="07:40"),
)
