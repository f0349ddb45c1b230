"""The objects of Statuspage's API as they read at noon, for rows made by the factories."""

from pages.models import Page

NOON = "2026-08-14T12:00:00.000Z"
SITE = "http://status.example.com"


def page_object():
    return {
        "id": Page.current().code,
        "name": "Acme",
        "url": SITE,
        "time_zone": "Etc/UTC",
        "updated_at": NOON,
    }


def component_object(component, **overrides):
    return {
        "id": component.code,
        "name": component.name,
        "status": "operational",
        "created_at": NOON,
        "updated_at": NOON,
        "position": 1,
        "description": None,
        "showcase": True,
        "start_date": None,
        "group_id": None,
        "page_id": Page.current().code,
        "group": False,
        "only_show_if_degraded": False,
        **overrides,
    }


def update_object(incident, **overrides):
    """The only update of an incident."""
    update = incident.updates.get()
    return {
        "id": update.code,
        "status": update.status,
        "body": update.body,
        "incident_id": incident.code,
        "created_at": NOON,
        "updated_at": NOON,
        "display_at": NOON,
        "affected_components": None,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
        "next_update_by": None,
        "impact_words": [],
        "corrections": [],
        "retracted_at": None,
        "redacted_at": None,
        "recorded_later_at": None,
        **overrides,
    }


def affected_object(component, name, old_status, new_status):
    return {
        "code": component.code,
        "name": name,
        "old_status": old_status,
        "new_status": new_status,
    }


def incident_object(incident, *, next_update_by=None, **overrides):
    return {
        "id": incident.code,
        "name": incident.name,
        "status": incident.status,
        "created_at": NOON,
        "updated_at": NOON,
        "monitoring_at": None,
        "resolved_at": None,
        "impact": incident.impact,
        "shortlink": f"{SITE}/incidents/{incident.code}",
        "started_at": NOON,
        "page_id": Page.current().code,
        "incident_updates": [],
        "components": [],
        "reminder_intervals": None,
        **overrides,
        "recorded_later_at": None,
        "next_update_by": next_update_by,
        "next_update_overdue": False,
        "postmortem_promised_by": None,
        "postmortem_overdue": False,
    }
