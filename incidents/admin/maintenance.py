from django.contrib import admin
from django.core.exceptions import PermissionDenied

from incidents.admin.corrections import CorrectionViews
from incidents.forms import RefusableForm, ScheduleForm, WindowForm
from incidents.models import ScheduledMaintenance
from pages.models import Page


@admin.register(ScheduledMaintenance)
class ScheduledMaintenanceAdmin(CorrectionViews):
    list_display = ["name", "state", "window_starts", "window_ends", "is_withdrawn"]
    ordering = ["-scheduled_for"]
    add_form_template = "admin/incidents/schedule.html"

    @admin.display(description="window starts", ordering="scheduled_for")
    def window_starts(self, maintenance):
        return self.time(maintenance.scheduled_for)

    @admin.display(description="window ends", ordering="scheduled_until")
    def window_ends(self, maintenance):
        return self.time(maintenance.scheduled_until)

    def get_queryset(self, request):
        return ScheduledMaintenance.objects.all()

    def nouns(self):
        return {
            **super().nouns(),
            "window": self.posted(self.window_view),
            "start": self.posted(self.start_view),
            "completion": self.posted(self.completion_view),
        }

    def forms(self, request, incident):
        window = {name: getattr(incident, name) for name in ["scheduled_for", "scheduled_until"]}
        return {
            **super().forms(request, incident),
            "window_form": WindowForm(initial=window, zone=Page.current().zone),
            "step_form": RefusableForm(zone=Page.current().zone),
        }

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = ScheduleForm(data, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                maintenance = ScheduledMaintenance.objects.schedule(**form.told(), by=request.user)
                update = maintenance.updates.get()
                said = self.log_update(request, maintenance, update)
            if not form.errors:
                return self.done(request, maintenance, said, anchor=f"#{update.anchor}")
        return self.add_page(request, form, title="Schedule a maintenance")

    def window_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        form = WindowForm(request.POST, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                maintenance.reschedule(**form.cleaned_data)
                self.log_change(request, maintenance, "Rescheduled.")
        if form.errors:
            return self.change_page(request, maintenance, window_form=form)
        return self.done(request, maintenance, "Rescheduled.")

    def start_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        return self.step(request, maintenance, maintenance.start)

    def completion_view(self, request, pk):
        maintenance = self.changeable(request, pk)
        return self.step(request, maintenance, maintenance.complete)

    def step(self, request, maintenance, take):
        """Take a step that says by itself what readers are told."""
        form = RefusableForm(request.POST, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                update = take(by=request.user)
                said = self.log_update(request, maintenance, update)
        if form.errors:
            return self.change_page(request, maintenance, step_form=form)
        return self.done(request, maintenance, said, anchor=f"#{update.anchor}")
