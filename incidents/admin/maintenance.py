from django.contrib import admin
from django.core.exceptions import PermissionDenied

from incidents.admin.hints import HintViews
from incidents.admin.preview import PreviewViews
from incidents.admin.work import WorkViews
from incidents.forms import ScheduleForm
from incidents.models import ScheduledMaintenance
from pages.models import Page


@admin.register(ScheduledMaintenance)
class ScheduledMaintenanceAdmin(PreviewViews, HintViews, WorkViews):
    add_form = ScheduleForm
    add_title = "Schedule a maintenance"
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
        return self.add_page(request, form, title=self.add_title)
