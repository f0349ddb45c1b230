from datetime import date, timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from incidents.admin.nouns import NounAdmin
from incidents.forms.series import SHOWN, SeriesForm, seen
from incidents.models import MaintenanceSeries
from lib.refused import Refused
from lib.stamps import stamp
from pages.models import Page


@admin.register(MaintenanceSeries)
class MaintenanceSeriesAdmin(NounAdmin):
    """Work that comes back: one form, which shows its dates before anything is saved."""

    list_display = ["name", "rule", "next_one", "state"]
    search_fields = ["name"]

    def has_delete_permission(self, request, obj=None):
        """What was announced came from somewhere; a series ends."""
        return False

    @admin.display(description="next")
    def next_one(self, series):
        for one in series.upcoming(1):
            return stamp(one.starts_at.astimezone(series.recurrence.zone))
        return ""

    def state(self, series):
        return "Ended" if series.ended_at else "Running"

    def nouns(self):
        return {
            "occurrences": self.posted(self.occurrence_view),
            "end": self.posted(self.end_view),
        }

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = SeriesForm(data, zone=Page.current().zone)
        if form.is_valid() and "save" in request.POST and form.was_seen():
            with form.writing():
                series = MaintenanceSeries.objects.set_up(**form.told())
            if not form.errors:
                return self.done(request, series, "Saved: announced when their time comes.")
        return self.page(request, form, title="Plan a series of maintenances")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        series = get_object_or_404(MaintenanceSeries, pk=object_id)
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        form = SeriesForm(
            request.POST if request.method == "POST" else None,
            initial=SeriesForm.initial_of(series),
            zone=series.recurrence.zone,
        )
        if form.is_valid() and "save" in request.POST and form.was_seen():
            with form.writing():
                series.revise(**form.told())
            if not form.errors:
                return self.done(request, series, "Saved: it holds for what is not announced yet.")
        return self.page(request, form, title=series.name, series=series)

    def page(self, request, form, *, title, series=None):
        dates = form.next_five() if form.is_bound and form.is_valid() else []
        context = {
            "title": title,
            "form": form,
            "errors": form.errors,
            "zone": form.zone,
            "series": series,
            "upcoming": series.upcoming(SHOWN) if series else [],
            "length": timedelta(minutes=form.cleaned_data["minutes"]) if dates else None,
            "dates": dates,
            "seen": seen(dates),
            "may_change": self.has_change_permission(request) and not (series and series.ended_at),
        }
        return self.page_with(request, "admin/incidents/series.html", **context)

    def occurrence_view(self, request, pk):
        """Leave one out, or let it take place after all."""
        series = self.changeable(request, pk)
        day = _day(request.POST.get("day", ""))
        takes_place = "unskip" in request.POST
        return self.tried(
            request, series, lambda: (series.unskip if takes_place else series.skip)(day),
            f"{day} takes place." if takes_place else f"{day} is left out.",
        )  # fmt: skip

    def end_view(self, request, pk):
        series = self.changeable(request, pk)
        said = "Ended: no more of it is announced. What is announced takes place."
        return self.tried(request, series, series.end, said)

    def changeable(self, request, pk):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(MaintenanceSeries, pk=pk)

    def tried(self, request, series, write, said):
        try:
            write()
        except Refused as refused:
            messages.error(request, str(refused))
            return self.led_back(series.pk)
        return self.done(request, series, said)

    def done(self, request, series, said):
        messages.success(request, said)
        return self.led_back(series.pk)


def _day(text: str) -> date:
    """The day; in the place of what is none, one on which no series takes place."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
