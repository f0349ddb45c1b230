from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from incidents.admin.postmortem import PostmortemViews
from incidents.admin.promises import PromiseReport
from incidents.forms import DeclareForm
from incidents.models import Incident, IncidentTemplate
from pages.models import Page


@admin.register(Incident)
class IncidentAdmin(PromiseReport, PostmortemViews):
    list_display = ["name", "state", "impact", "began", "resolved", "is_withdrawn"]

    def get_queryset(self, request):
        return Incident.objects.incidents()

    def nouns(self):
        return {
            **super().nouns(),
            "postmortem": self.posted(self.postmortem_view),
            "postmortem/publication": self.posted(self.publication_view),
        }

    def forms(self, request, incident):
        return {
            **super().forms(request, incident),
            **self.postmortem_forms(request, incident),
        }

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = DeclareForm(
            request.POST if request.method == "POST" else None,
            initial=self.prefilled(request),
            zone=Page.current().zone,
        )
        if form.is_valid():
            with form.writing():
                incident = Incident.objects.declare(**form.told(), by=request.user)
                update = incident.updates.get()
                said = self.log_update(request, incident, update)
            if not form.errors:
                return self.done(request, incident, said, anchor=f"#{update.anchor}")
        templates = IncidentTemplate.objects.all()
        return self.add_page(request, form, title="Declare an incident", templates=templates)

    def prefilled(self, request):
        """The form's initial values, from the template named in the address."""
        if not (pk := request.GET.get("template", "")).isdecimal():
            return None
        return DeclareForm.prefilled(get_object_or_404(IncidentTemplate, pk=pk))
