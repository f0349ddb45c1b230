from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from incidents.admin.drafts import DeclarationDraft, DraftViews
from incidents.forms import DeclareForm, IncidentUpdateForm
from incidents.models import Incident, IncidentTemplate, IncidentUpdate
from incidents.unwritten import loaded_with, unwritten
from pages.models import Page


def previewed(form: DeclareForm | IncidentUpdateForm) -> tuple[Incident, IncidentUpdate] | None:
    """The incident and the update as the form would make them; None where it is refused."""
    if not form.is_valid():
        return None
    told = None
    with form.writing(), unwritten():
        told = loaded_with(form.post())
    return told


class PreviewViews(DraftViews):
    """What readers would see of a form; htmx asks while it is typed, a button without it.

    Nothing is told. The template draws it, with what draws the public page.
    """

    def nouns(self):
        return {**super().nouns(), "updates/preview": self.posted(self.preview_view)}

    def preview_view(self, request, pk):
        incident = self.writable(request, pk)
        form = IncidentUpdateForm(request.POST, incident=incident, zone=Page.current().zone)
        preview = previewed(form)
        if request.htmx:
            return self.fragment(request, preview, form)
        incident = self.find(request, pk)
        self.keep_at_hand(request, incident)
        return self.change_page(request, incident, update_form=form, preview=preview)

    def fragment(self, request, preview, form):
        context = {"preview": preview, "form": form, "has_been_previewed": True}
        return TemplateResponse(request, "admin/incidents/_previewed.html", context)


class DeclarePreview(DeclarationDraft, PreviewViews):
    """The same for an incident that is not declared yet."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.declare_preview_view)
        name = "incidents_incident_declaration"
        return [path("add/preview/", view, name=name), *super().get_urls()]

    def declare_preview_view(self, request):
        if not self.may_declare(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.led_back()
        form = DeclareForm(request.POST, zone=Page.current().zone)
        preview = previewed(form)
        if request.htmx:
            return self.fragment(request, preview, form)
        self.keep_at_hand(request)
        return self.declare_page(request, form, None, preview=preview)

    def declare_page(self, request, form, template, preview=None):
        self.put_in(request, form)
        context = {
            "title": "Declare an incident",
            "templates": IncidentTemplate.objects.prefetch_related("components__group"),
            "chosen": template,
            "preview": preview,
            **self.offered_draft(request, form),
        }
        return self.add_page(request, form, **context)
