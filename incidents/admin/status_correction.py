from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.ledger import LedgerAdmin
from components.models import StatusCorrection
from incidents.admin.nouns import NounAdmin
from incidents.forms import RefusableForm, StatusCorrectionForm
from lib.stamps import stamp
from pages.models import Page


@admin.register(StatusCorrection)
class StatusCorrectionAdmin(NounAdmin, LedgerAdmin):
    """Corrections of the record from which uptime is counted: made, and withdrawn, with a reason.

    It stands here and not with the components, for the forms whose content may be refused.
    """

    list_display = ["component", "status", "began", "ended", "reason", "by", "is_withdrawn"]
    list_select_related = ["component", "by"]
    search_fields = ["component__name", "reason"]
    empty_value_display = ""
    add_form_template = "admin/components/correct_record.html"
    withdrawal_template = "admin/components/withdraw_correction.html"
    change_form_template = "admin/components/correction.html"

    def has_add_permission(self, request):
        return request.user.has_perm("components.add_statuscorrection")

    @admin.display(description="from", ordering="starts_at")
    def began(self, correction):
        return stamp(correction.starts_at.astimezone(Page.current().zone))

    @admin.display(description="until", ordering="until")
    def ended(self, correction):
        return stamp(correction.until.astimezone(Page.current().zone))

    @admin.display(description="withdrawn", ordering="withdrawn_at")
    def is_withdrawn(self, correction):
        return "Withdrawn" if correction.is_withdrawn else ""

    def nouns(self):
        return {"withdrawal": self.withdrawal_view}

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = StatusCorrectionForm(data, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                typed = form.cleaned_data
                correction = StatusCorrection.objects.record(**typed, by=request.user)
                self.log_addition(request, correction, str(correction))
            if not form.errors:
                return self.done(request, "The record is corrected.")
        return self.page(request, self.add_form_template, form, title="Correct the record")

    def withdrawal_view(self, request, pk):
        if not self.has_add_permission(request):
            raise PermissionDenied
        correction = get_object_or_404(StatusCorrection, pk=pk)
        data = request.POST if request.method == "POST" else None
        form = RefusableForm(data, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                correction.withdraw(by=request.user)
                self.log_change(request, correction, "Withdrawn.")
            if not form.errors:
                return self.done(request, "The correction is withdrawn.")
        title = "Withdraw this correction?"
        return self.page(
            request, self.withdrawal_template, form, title=title, correction=correction
        )

    def page(self, request, template, form, **context):
        zone = Page.current().zone
        return self.page_with(
            request, template, form=form, errors=form.errors, zone=zone, **context
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        with timezone.override(Page.current().zone):
            response = super().change_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def done(self, request, said):
        messages.success(request, said)
        return HttpResponseRedirect(reverse(f"admin:{self.url_name('changelist')}"))
