"""What the documents look like, for the documentation. A test holds them against the schemas."""

from typing import Any

_PAGE = {
    "id": "kctbh9vrtdwd",
    "name": "Acme",
    "url": "https://status.example.com",
    "time_zone": "Etc/UTC",
}
_CHANGING_PAGE = {**_PAGE, "updated_at": "2026-08-14T12:40:00.000Z"}
_STATUS = {"indicator": "minor", "description": "Partially Degraded Service"}
_COMPONENT = {
    "id": "b13yz5g2cw10",
    "name": "API",
    "status": "degraded_performance",
    "created_at": "2026-01-05T09:00:00.000Z",
    "updated_at": "2026-08-14T12:00:00.000Z",
    "position": 1,
    "description": None,
    "showcase": True,
    "start_date": None,
    "group_id": None,
    "page_id": "kctbh9vrtdwd",
    "group": False,
    "only_show_if_degraded": False,
}
_UPDATE = {
    "id": "4k2fvq0xh6rt",
    "status": "identified",
    "body": "Uploads wait for a slow disk. We are replacing it.",
    "incident_id": "cp306tmzcl0y",
    "created_at": "2026-08-14T12:40:00.000Z",
    "updated_at": "2026-08-14T12:40:00.000Z",
    "display_at": "2026-08-14T12:40:00.000Z",
    "affected_components": [
        {
            "code": "b13yz5g2cw10",
            "name": "API",
            "old_status": "operational",
            "new_status": "degraded_performance",
        }
    ],
    "deliver_notifications": True,
    "custom_tweet": None,
    "tweet_id": None,
    "next_update_by": "2026-08-14T13:10:00.000Z",
    "impact_words": [
        {
            "code": "b13yz5g2cw10",
            "fails": "Uploads over 10 MB",
            "works": "Everything else",
            "workaround": None,
        }
    ],
    "corrections": [],
    "retracted_at": None,
    "redacted_at": None,
    "recorded_later_at": None,
}
_INCIDENT = {
    "id": "cp306tmzcl0y",
    "name": "Slow uploads",
    "status": "identified",
    "created_at": "2026-08-14T12:40:00.000Z",
    "updated_at": "2026-08-14T12:40:00.000Z",
    "monitoring_at": None,
    "resolved_at": None,
    "impact": "minor",
    "shortlink": "https://status.example.com/incidents/cp306tmzcl0y",
    "started_at": "2026-08-14T12:40:00.000Z",
    "page_id": "kctbh9vrtdwd",
    "incident_updates": [_UPDATE],
    "components": [_COMPONENT],
    "reminder_intervals": None,
    "recorded_later_at": None,
    "next_update_by": "2026-08-14T13:10:00.000Z",
    "next_update_overdue": False,
    "postmortem_promised_by": None,
    "postmortem_overdue": False,
}
_LASTING_INCIDENT = {**_INCIDENT, "components": [{"id": "b13yz5g2cw10", "name": "API"}]}
_MONTH = "https://status.example.com/api/v2/incidents/archive/2026-08.json"

# By the name of the schema.
EXAMPLES: dict[str, dict[str, Any]] = {
    "summary": {
        "page": _CHANGING_PAGE,
        "components": [_COMPONENT],
        "incidents": [_INCIDENT],
        "scheduled_maintenances": [],
        "status": _STATUS,
    },
    "status": {"page": _CHANGING_PAGE, "status": _STATUS},
    "components": {"page": _CHANGING_PAGE, "components": [_COMPONENT]},
    "incident": {"page": _PAGE, "incident": _LASTING_INCIDENT},
    "archive": {"page": _PAGE, "months": [{"month": "2026-08", "url": _MONTH}]},
}
