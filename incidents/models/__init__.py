from incidents.models.incident import Incident
from incidents.models.maintenance import ScheduledMaintenance
from incidents.models.postmortem import Postmortem
from incidents.models.promise import PromiseDefaults, PromiseReminder
from incidents.models.revision import IncidentUpdateRevision
from incidents.models.template import IncidentTemplate
from incidents.models.update import AffectedComponent, IncidentUpdate

__all__ = [
    "AffectedComponent",
    "Incident",
    "IncidentTemplate",
    "IncidentUpdate",
    "IncidentUpdateRevision",
    "Postmortem",
    "PromiseDefaults",
    "PromiseReminder",
    "ScheduledMaintenance",
]
