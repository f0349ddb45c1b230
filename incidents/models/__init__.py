from incidents.models.action_item import ActionItem
from incidents.models.draft import UpdateDraft
from incidents.models.incident import Incident
from incidents.models.maintenance import ScheduledMaintenance
from incidents.models.occurrence import MaintenanceOccurrence
from incidents.models.postmortem import Postmortem
from incidents.models.promise import PromiseDefaults, PromiseReminder
from incidents.models.proposal import Proposal
from incidents.models.revision import IncidentUpdateRevision
from incidents.models.series import MaintenanceSeries
from incidents.models.template import IncidentTemplate
from incidents.models.update import AffectedComponent, IncidentUpdate

__all__ = [
    "ActionItem",
    "AffectedComponent",
    "Incident",
    "IncidentTemplate",
    "IncidentUpdate",
    "IncidentUpdateRevision",
    "MaintenanceOccurrence",
    "MaintenanceSeries",
    "Postmortem",
    "PromiseDefaults",
    "PromiseReminder",
    "Proposal",
    "ScheduledMaintenance",
    "UpdateDraft",
]
