"""What a text is, so that a row of a table holds little besides it."""

from incidents.hints import Draft, hints_for

PROMISED = {"has_next_update_by": True}
IDENTIFIED = {"status": "identified", "has_next_update_by": True}
MONITORING = {"status": "monitoring", "has_next_update_by": True}
RESOLVED = {"status": "resolved"}
SCHEDULED = {"status": "scheduled"}
POSTMORTEM = {"status": "postmortem"}
DEGRADED = {"component_statuses": ["operational", "degraded_performance"], **PROMISED}


def kinds(text, language="en", **known):
    return {str(hint.kind) for hint in hints_for(Draft(text, **known), language=language)}
