"""The roles of staff: groups with permissions. docs/staff.md has the table, and a test compares."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

VIEWER = {
    "incidents": [
        "view_incident",
        "view_scheduledmaintenance",
        "view_maintenanceseries",
        "view_incidentupdate",
        "view_postmortem",
        "view_incidenttemplate",
        "view_promisedefaults",
    ],
    "components": [
        "view_component",
        "view_componentgroup",
        "view_statuschange",
        "view_statuscorrection",
    ],
    "pages": ["view_page"],
}
AUTHOR = {
    "incidents": [
        "add_incidenttemplate",
        "change_incidenttemplate",
        "delete_incidenttemplate",
        "change_postmortem",
        "view_proposal",
        "add_proposal",
    ],
}
PUBLISHER = {
    "incidents": [
        "add_incident",
        "change_incident",
        "add_scheduledmaintenance",
        "change_scheduledmaintenance",
        "add_maintenanceseries",
        "change_maintenanceseries",
        "correct_incidentupdate",
    ],
    "components": ["change_component", "add_statuscorrection"],
}
ADMINISTRATOR = {
    "components": [
        "add_component",
        "delete_component",
        "add_componentgroup",
        "change_componentgroup",
        "delete_componentgroup",
    ],
    "incidents": ["change_promisedefaults"],
    "pages": ["change_page"],
    "accounts": ["view_user", "add_user", "change_user", "view_auditevent"],
}
# Each role may do what those before it may.
ROLES = {
    "viewer": [VIEWER],
    "author": [VIEWER, AUTHOR],
    "publisher": [VIEWER, AUTHOR, PUBLISHER],
    "administrator": [VIEWER, AUTHOR, PUBLISHER, ADMINISTRATOR],
}


def make_roles(**kwargs) -> None:
    """Make the groups, and give each its permissions; what was changed by hand is set back."""
    for name, parts in ROLES.items():
        wanted = Q()
        for part in parts:
            for app, codenames in part.items():
                wanted |= Q(content_type__app_label=app, codename__in=codenames)
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(wanted))
