from incidents.admin.incident import IncidentAdmin
from incidents.admin.maintenance import ScheduledMaintenanceAdmin
from incidents.admin.promises import PromiseDefaultsAdmin
from incidents.admin.proposal import ProposalAdmin
from incidents.admin.series import MaintenanceSeriesAdmin
from incidents.admin.status_correction import StatusCorrectionAdmin
from incidents.admin.template import IncidentTemplateAdmin
from incidents.admin.update import IncidentUpdateAdmin

__all__ = [
    "IncidentAdmin",
    "IncidentTemplateAdmin",
    "IncidentUpdateAdmin",
    "MaintenanceSeriesAdmin",
    "PromiseDefaultsAdmin",
    "ProposalAdmin",
    "ScheduledMaintenanceAdmin",
    "StatusCorrectionAdmin",
]
