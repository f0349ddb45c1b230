from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from incidents.admin.corrections import CorrectionViews
from incidents.admin.postmortem import PostmortemViews
from incidents.forms import (
    CorrectionForm,
    DeclareForm,
    IncidentUpdateForm,
    PostmortemForm,
    RefusableForm,
    ScheduleForm,
)
from incidents.forms.hinted import fingerprint, hints_of
from pages.models import Page


class HintViews(CorrectionViews):
    """Hints on a text while it is typed: htmx asks for them, and without it a button does.

    Nothing is written and nothing is refused. Whoever may not post the form gets no hints on it.
    """

    add_form: type[DeclareForm | ScheduleForm]
    add_title: str

    def get_urls(self):
        return [
            *(
                path(address, self.admin_site.admin_view(view), name=self.url_name(name))
                for name, (address, view) in self.hint_views().items()
            ),
            *super().get_urls(),
        ]

    def hint_views(self) -> dict[str, tuple[str, Callable[..., HttpResponseBase]]]:
        """The address and the view of each form's hints, by the name of the address."""
        correction = "<int:pk>/change/updates/<str:code>/correction/hints/"
        return {
            "add_hints": ("add/hints/", self.add_hints_view),
            "hints": ("<int:pk>/change/hints/", self.posted(self.update_hints_view)),
            "correction_hints": (correction, self.correction_hints_view),
        }

    def add_hints_view(self, request):
        if request.method != "POST":
            return self.led_back()
        if not self.may_declare(request):
            raise PermissionDenied
        form = self.add_form(request.POST, zone=Page.current().zone)
        return self.hinted(request, form) or self.add_page(request, form, title=self.add_title)

    def update_hints_view(self, request, pk):
        incident = self.writable(request, pk)
        form = IncidentUpdateForm(request.POST, incident=incident, zone=Page.current().zone)
        return self.hinted(request, form) or self.change_page(request, incident, update_form=form)

    def correction_hints_view(self, request, pk, code):
        incident = self.changeable(request, pk)
        if not request.user.has_perm("incidents.correct_incidentupdate"):
            raise PermissionDenied
        update = get_object_or_404(incident.updates, code=code)
        if request.method != "POST":
            return HttpResponseRedirect("../")
        form = CorrectionForm(request.POST, update=update, zone=Page.current().zone)
        return self.hinted(request, form) or self.revise_page(
            request, incident, update, form, "correction"
        )

    def hinted(self, request, form: RefusableForm) -> HttpResponseBase | None:
        """The fragment for htmx; None where the whole page is wanted, with the form on it."""
        form.hints = hints_of(form)
        if not request.htmx:
            return None
        if request.POST.get("_hints", "") == fingerprint(form.hints):
            # A screen reader reads aloud what is swapped in, even if it is the same.
            return HttpResponse(status=204)
        context = {"form": form, "fingerprint": fingerprint(form.hints)}
        return TemplateResponse(request, "admin/incidents/_hints.html#found", context)


class PostmortemHints(HintViews, PostmortemViews):
    """The same for the draft of a postmortem, for those who may write it."""

    def hint_views(self):
        view = self.posted(self.postmortem_hints_view)
        return {
            **super().hint_views(),
            "postmortem_hints": ("<int:pk>/change/postmortem/hints/", view),
        }

    def postmortem_hints_view(self, request, pk):
        incident = self.with_postmortem(request, pk)
        form = PostmortemForm(request.POST, zone=Page.current().zone)
        return self.hinted(request, form) or self.change_page(
            request, incident, postmortem_form=form
        )
