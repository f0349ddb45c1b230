"""Key by key and type by type, the documents have the shape of Statuspage's."""

import pytest

from tests.public.api.published import read

pytestmark = pytest.mark.usefixtures("everything")

TEXT, NUMBER, FLAG, NOTHING, LIST = {str}, {int}, {bool}, {type(None)}, {list}
MAYBE_TEXT = TEXT | NOTHING

PAGE = {"id": TEXT, "name": TEXT, "url": TEXT, "time_zone": TEXT, "updated_at": TEXT}
COMPONENT = {
    "id": TEXT, "name": TEXT, "status": TEXT, "created_at": TEXT, "updated_at": TEXT,
    "position": NUMBER, "description": MAYBE_TEXT, "showcase": FLAG, "start_date": MAYBE_TEXT,
    "group_id": MAYBE_TEXT, "page_id": TEXT, "group": FLAG, "only_show_if_degraded": FLAG,
}  # fmt: skip
INCIDENT = {
    "id": TEXT, "name": TEXT, "status": TEXT, "created_at": TEXT, "updated_at": TEXT,
    "monitoring_at": MAYBE_TEXT, "resolved_at": MAYBE_TEXT, "impact": TEXT, "shortlink": TEXT,
    "started_at": TEXT, "page_id": TEXT, "incident_updates": LIST, "components": LIST,
    "reminder_intervals": NOTHING,
}  # fmt: skip
WINDOW = {"scheduled_for": TEXT, "scheduled_until": TEXT}
WORK = {"actual_start": MAYBE_TEXT, "actual_end": MAYBE_TEXT, "cancelled": FLAG}
POSTMORTEM = {
    "postmortem_body": TEXT, "postmortem_body_last_updated_at": TEXT, "postmortem_ignored": FLAG,
    "postmortem_notified_subscribers": FLAG, "postmortem_notified_twitter": FLAG,
    "postmortem_published_at": TEXT,
}  # fmt: skip
UPDATE = {
    "id": TEXT, "status": TEXT, "body": TEXT, "incident_id": TEXT, "created_at": TEXT,
    "updated_at": TEXT, "display_at": TEXT, "affected_components": LIST | NOTHING,
    "deliver_notifications": FLAG, "custom_tweet": NOTHING, "tweet_id": NOTHING,
}  # fmt: skip
LATER = {"recorded_later_at": MAYBE_TEXT}
PROMISE = {
    "next_update_by": MAYBE_TEXT, "next_update_overdue": FLAG,
    "postmortem_promised_by": MAYBE_TEXT, "postmortem_overdue": FLAG,
}  # fmt: skip
OURS = {
    "next_update_by": MAYBE_TEXT, "impact_words": LIST, "corrections": LIST,
    "retracted_at": MAYBE_TEXT, "redacted_at": MAYBE_TEXT,
    "recorded_later_at": MAYBE_TEXT,
}  # fmt: skip
AFFECTED = {"code": TEXT, "name": TEXT, "old_status": TEXT, "new_status": TEXT}


def check(told, shape):
    """The keys in their order, and each value of one of its types."""
    assert list(told) == list(shape)
    assert {key: type(value) in shape[key] for key, value in told.items()} == dict.fromkeys(
        shape, True
    )


def check_incident(incident, shape):
    check(incident, shape)
    for update in incident["incident_updates"]:
        check(update, UPDATE | OURS)
        for affected in update["affected_components"] or ():
            check(affected, AFFECTED)
        assert update["affected_components"] != []
    for component in incident["components"]:
        check(component, COMPONENT)


@pytest.mark.parametrize(
    ("document", "keys"),
    [
        ("summary", ["components", "incidents", "scheduled_maintenances", "status"]),
        ("status", ["status"]),
        ("components", ["components"]),
        ("incidents", ["incidents"]),
        ("incidents/unresolved", ["incidents"]),
        ("scheduled-maintenances", ["scheduled_maintenances"]),
        ("scheduled-maintenances/upcoming", ["scheduled_maintenances"]),
        ("scheduled-maintenances/active", ["scheduled_maintenances"]),
    ],
)
def test_every_document_has_the_shape_of_statuspages(document, keys):
    told = read(document)

    assert list(told) == ["page", *keys]
    check(told["page"], PAGE)
    assert all(told[key] for key in keys)
    for component in told.get("components", ()):
        check(component, COMPONENT | ({"components": LIST} if component["group"] else {}))
    for incident in told.get("incidents", ()):
        concluded = POSTMORTEM if incident["status"] == "postmortem" else {}
        check_incident(incident, INCIDENT | concluded | LATER | PROMISE)
    for maintenance in told.get("scheduled_maintenances", ()):
        check_incident(maintenance, INCIDENT | WINDOW | WORK | LATER | PROMISE)
    if "status" in told:
        check(told["status"], {"indicator": TEXT, "description": TEXT})
