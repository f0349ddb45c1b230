from incidents.forms.correction import CorrectionForm, RedactionForm, RetractionForm
from incidents.forms.incident import DeclareForm, IncidentNameForm, IncidentUpdateForm
from incidents.forms.maintenance import ComponentsChoiceField, ScheduleForm, WindowForm
from incidents.forms.postmortem import PostmortemForm
from incidents.forms.refusable import RefusableForm

__all__ = [
    "ComponentsChoiceField",
    "CorrectionForm",
    "DeclareForm",
    "IncidentNameForm",
    "IncidentUpdateForm",
    "PostmortemForm",
    "RedactionForm",
    "RefusableForm",
    "RetractionForm",
    "ScheduleForm",
    "WindowForm",
]
