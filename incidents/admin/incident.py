from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from incidents.admin.hints import PostmortemHints
from incidents.admin.preview import DeclarePreview
from incidents.admin.promises import PromiseReport
from incidents.forms import DeclareForm
from incidents.models import Incident, IncidentTemplate
from pages.models import Page


@admin.register(Incident)
class IncidentAdmin(PromiseReport, DeclarePreview, PostmortemHints):
    add_form = DeclareForm
    add_title = "Declare an incident"
    list_display = ["name", "state", "impact", "began", "resolved", "is_withdrawn"]

    def get_queryset(self, request):
        return Incident.objects.incidents()

    def add_view(self, request, form_url="", extra_context=None):
        if not self.may_declare(request):
            raise PermissionDenied
        template = self.chosen_template(request)
        form = DeclareForm(
            request.POST if request.method == "POST" else None,
            initial=template and DeclareForm.prefilled(template),
            zone=Page.current().zone,
        )
        if request.method == "POST" and (answer := self.sent(request, form)):
            return answer
        return self.declare_page(request, form, template)

    def may_declare(self, request):
        return super().may_declare(request) or self.may_propose(request)

    def chosen_template(self, request) -> IncidentTemplate | None:
        """The template named in the address."""
        if not (pk := request.GET.get("template", "")).isdecimal():
            return None
        return get_object_or_404(IncidentTemplate, pk=pk)
