from incidents.forms.correction import CorrectionForm, RedactionForm, RetractionForm
from incidents.forms.incident import DeclareForm, IncidentNameForm, IncidentUpdateForm
from incidents.forms.maintenance import ComponentsChoiceField, ScheduleForm, WindowForm
from incidents.forms.postmortem import ActionItemForm, PostmortemForm, PostmortemPromiseForm
from incidents.forms.refusable import RefusableForm
from incidents.forms.status_correction import StatusCorrectionForm
from incidents.forms.work import CancellationForm, ExtensionForm

__all__ = [
    "ActionItemForm",
    "CancellationForm",
    "ComponentsChoiceField",
    "CorrectionForm",
    "DeclareForm",
    "ExtensionForm",
    "IncidentNameForm",
    "IncidentUpdateForm",
    "PostmortemForm",
    "PostmortemPromiseForm",
    "RedactionForm",
    "RefusableForm",
    "RetractionForm",
    "ScheduleForm",
    "StatusCorrectionForm",
    "WindowForm",
]
