from dataclasses import dataclass
from functools import partial

from incidents.admin.corrections import CorrectionViews
from incidents.extensions import extensions
from incidents.forms import CancellationForm, ExtensionForm, RefusableForm, WindowForm
from pages.models import Page


@dataclass(frozen=True)
class Step:
    """A press that tells readers by itself: what it does, with which form.

    `name` is what the page calls the form; buttons without fields share one.
    """

    method: str
    form: type[RefusableForm]
    name: str


STEPS = {
    "window": Step("reschedule", WindowForm, "window_form"),
    "start": Step("start", RefusableForm, "step_form"),
    "completion": Step("complete", RefusableForm, "step_form"),
    "extension": Step("extend", ExtensionForm, "extension_form"),
    "cancellation": Step("cancel", CancellationForm, "cancellation_form"),
}


class WorkViews(CorrectionViews):
    """What can be done about a maintenance besides posting."""

    def nouns(self):
        steps = {noun: self.posted(partial(self.step_view, step)) for noun, step in STEPS.items()}
        return {**super().nouns(), **steps}

    def forms(self, request, incident):
        page = Page.current()
        window = {name: getattr(incident, name) for name in ["scheduled_for", "scheduled_until"]}
        forms = {step.name: step.form(zone=page.zone) for step in STEPS.values()}
        return {
            **super().forms(request, incident),
            **forms,
            "window_form": WindowForm(initial=window, zone=page.zone),
            "extensions": extensions(incident, page),
        }

    def step_view(self, step: Step, request, pk):
        maintenance = self.changeable(request, pk)
        form = step.form(request.POST, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                take = getattr(maintenance, step.method)
                update = take(**form.cleaned_data, by=request.user)
                said = self.log_update(request, maintenance, update)
        if form.errors:
            return self.change_page(request, maintenance, **{step.name: form})
        return self.done(request, maintenance, said, anchor=f"#{update.anchor}")
