from incidents.admin.corrections import CorrectionViews
from incidents.extensions import extensions
from incidents.forms import CancellationForm, ExtensionForm, RefusableForm, WindowForm
from pages.models import Page


class WorkViews(CorrectionViews):
    """What can be done about a maintenance besides posting: each press tells readers by itself."""

    def nouns(self):
        return {
            **super().nouns(),
            "window": self.posted(self.window_view),
            "start": self.posted(self.start_view),
            "completion": self.posted(self.completion_view),
            "extension": self.posted(self.extension_view),
            "cancellation": self.posted(self.cancellation_view),
        }

    def forms(self, request, incident):
        page = Page.current()
        window = {name: getattr(incident, name) for name in ["scheduled_for", "scheduled_until"]}
        return {
            **super().forms(request, incident),
            "window_form": WindowForm(initial=window, zone=page.zone),
            "step_form": RefusableForm(zone=page.zone),
            "extension_form": ExtensionForm(zone=page.zone),
            "extensions": extensions(incident, page),
            "cancellation_form": CancellationForm(zone=page.zone),
        }

    def window_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        form = WindowForm(request.POST, zone=Page.current().zone)
        return self.step(request, maintenance, maintenance.reschedule, form, "window_form")

    def start_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        form = RefusableForm(request.POST, zone=Page.current().zone)
        return self.step(request, maintenance, maintenance.start, form, "step_form")

    def completion_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        form = RefusableForm(request.POST, zone=Page.current().zone)
        return self.step(request, maintenance, maintenance.complete, form, "step_form")

    def extension_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        form = ExtensionForm(request.POST, zone=Page.current().zone)
        return self.step(request, maintenance, maintenance.extend, form, "extension_form")

    def cancellation_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        form = CancellationForm(request.POST, zone=Page.current().zone)
        return self.step(request, maintenance, maintenance.cancel, form, "cancellation_form")

    def step(self, request, maintenance, take, form, name):
        """Take a step that says by itself what readers are told."""
        if form.is_valid():
            with form.writing():
                update = take(**form.cleaned_data, by=request.user)
                said = self.log_update(request, maintenance, update)
        if form.errors:
            return self.change_page(request, maintenance, **{name: form})
        return self.done(request, maintenance, said, anchor=f"#{update.anchor}")
