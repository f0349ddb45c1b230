from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html

from incidents.admin.nouns import NounAdmin
from incidents.forms import IncidentNameForm, IncidentUpdateForm
from incidents.models import IncidentUpdate
from lib.stamps import clock, stamp
from pages.models import Page


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("closed", "Closed")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.unresolved()
        return queryset.exclude(resolved_at=None) if self.value() == "closed" else queryset


class ToldAdmin(NounAdmin):
    """What incidents and maintenances have in common for those who tell of them.

    The change page is a page of small forms. Each posts to its own address under it, which calls
    one method of the domain: nothing is saved here.
    """

    list_filter = [StateFilter]
    search_fields = ["name"]
    empty_value_display = ""
    show_facets = admin.ShowFacets.NEVER
    add_form_template = "admin/incidents/declare.html"
    change_form_template = "admin/incidents/change.html"

    def has_delete_permission(self, request, obj=None):
        """Nothing that was told is deleted; it is withdrawn."""
        return False

    @admin.display(ordering="status")
    def state(self, incident):
        return incident.get_status_display()

    @admin.display(ordering="started_at")
    def began(self, incident):
        return self.time(incident.started_at)

    @admin.display(ordering="resolved_at")
    def resolved(self, incident):
        return self.time(incident.resolved_at)

    @admin.display(description="withdrawn", ordering="published_at")
    def is_withdrawn(self, incident):
        return "" if incident.published_at else "Withdrawn"

    def time(self, moment):
        """As it stands in lists; `changelist_view` has set the zone."""
        return moment and stamp(timezone.localtime(moment))

    def changelist_view(self, request, extra_context=None):
        with timezone.override(Page.current().zone):
            response = super().changelist_view(request, extra_context)
            return response.render() if hasattr(response, "render") else response

    def nouns(self):
        return {
            **super().nouns(),
            "name": self.posted(self.name_view),
            "withdrawal": self.withdrawal_view,
        }

    # Pages

    def add_page(self, request, form, **context):
        context = {"form": form, "errors": form.errors, "page": Page.current(), **context}
        return self.page_with(request, self.add_form_template, **context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            # Each form of this page posts to its own address.
            self.changeable(request, object_id)
            return HttpResponseNotAllowed(["GET"])
        return self.change_page(request, self.find(request, object_id))

    def change_page(self, request, incident, preview=None, **forms):
        """The page with its forms; those in `forms` come back with what was typed and why not."""
        told = (
            type(incident)
            .objects.with_updates()
            .prefetch_related("updates__by", "updates__revisions__by")
        )
        incident = told.get(pk=incident.pk)
        failed = [form for form in forms.values() if form.errors]
        page = Page.current()
        context = {
            "title": incident.name,
            "original": incident,
            "has_view_permission": True,
            "incident": incident,
            "timeline": incident.timeline(),
            "page": page,
            "zone": page.zone,
            "may_change": self.has_change_permission(request),
            "may_write": self.may_write(request),
            "errors": failed,
            "preview": preview,
            **self.forms(request, incident),
            **forms,
        }
        return self.page_with(request, self.change_form_template, **context)

    def forms(self, request, incident):
        """The forms of the change page, as they are before anything is typed."""
        zone = Page.current().zone
        return {
            "update_form": IncidentUpdateForm(incident=incident, zone=zone),
            "name_form": IncidentNameForm(incident=incident, zone=zone),
        }

    # What is posted to the nouns

    def name_view(self, request, pk):
        incident = self.changeable(request, pk)
        form = IncidentNameForm(request.POST, incident=incident, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                incident.rename(**form.cleaned_data)
                self.log_change(request, incident, "Renamed.")
        if form.errors:
            return self.change_page(request, incident, name_form=form)
        return self.done(request, incident, f"Saved: {incident.name}")

    def withdrawal_view(self, request, pk):
        incident = self.changeable(request, pk)
        if request.method != "POST":
            return self.page_with(
                request,
                "admin/incidents/withdraw.html",
                title="Withdraw from the page?",
                incident=incident,
            )
        restores = "restore" in request.POST
        said = "Restored: readers see it again." if restores else "Withdrawn from the page."
        with transaction.atomic():
            incident.restore() if restores else incident.withdraw()
            self.log_change(request, incident, said)
        return self.done(request, incident, said)

    # Steps that the views share

    def find(self, request, pk):
        if incident := self.get_object(request, pk):
            return incident
        raise Http404

    def changeable(self, request, pk):
        """The incident, for those who may change it; 403 for others."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self.find(request, pk)

    def writable(self, request, pk):
        """The incident, for those who may post an update, or propose one; 403 for others."""
        if not self.may_write(request):
            raise PermissionDenied
        return self.find(request, pk)

    def may_write(self, request) -> bool:
        return self.has_change_permission(request) or self.may_propose(request)

    def may_declare(self, request) -> bool:
        return self.has_add_permission(request)

    def may_propose(self, request) -> bool:
        """Whether somebody may write what a second person then decides."""
        return Page.current().needs_approval and request.user.has_perm("incidents.add_proposal")

    def log_update(self, request, incident, update: IncidentUpdate) -> str:
        """Keep the update in the log of the admin; returns in words what happened."""
        label = next(u.label for u in incident.timeline() if u.pk == update.pk)
        seen = update.created_at.astimezone(Page.current().zone)
        said = f"Posted: {label}, visible since {clock(seen)}"
        self.log_change(request, incident, said)
        return said

    def done(self, request, incident, said, *, anchor=""):
        link = format_html(
            '{} <a href="{}{}">View on the page</a>', said, incident.get_absolute_url(), anchor
        )
        messages.success(request, link if incident.published_at else said)
        return HttpResponseRedirect(self.change_address(incident.pk))
