from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from incidents.admin.told import ToldAdmin
from incidents.forms import CorrectionForm, RedactionForm, RefusableForm, RetractionForm
from incidents.models import IncidentUpdate
from incidents.redaction import redact
from lib.stamps import stamp
from pages.models import Page


@dataclass(frozen=True)
class Revising:
    """One way to change what was told: its form, what it does, and how it is said afterwards."""

    title: str
    form: type[RefusableForm]
    write: Callable[..., None]
    said: str


def redact_update(update: IncidentUpdate, *, secret, by) -> None:
    redact(update.incident, secret, by=by)


WAYS = {
    "correction": Revising(
        "Correct this update", CorrectionForm, IncidentUpdate.correct, "Corrected"
    ),
    "retraction": Revising(
        "Remove this update?", RetractionForm, IncidentUpdate.retract, "Removed"
    ),
    "redaction": Revising("Black out a secret", RedactionForm, redact_update, "Redacted"),
}


class CorrectionViews(ToldAdmin):
    """What can be done about an update that was told, each on a page that says what it means."""

    def nouns(self):
        return {
            **super().nouns(),
            **{f"updates/<str:code>/{noun}": partial(self.revise_view, noun) for noun in WAYS},
        }

    def revise_view(self, noun, request, pk, code):
        incident = self.changeable(request, pk)
        if not request.user.has_perm("incidents.correct_incidentupdate"):
            raise PermissionDenied
        update = get_object_or_404(incident.updates, code=code)
        way = WAYS[noun]
        data = request.POST if request.method == "POST" else None
        form = way.form(data, update=update, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                way.write(update, **form.cleaned_data, by=request.user)
                # Not in its words: the log is read by more people, and for longer.
                at = update.display_at.astimezone(Page.current().zone)
                said = f"{way.said}: the update of {stamp(at)}"
                self.log_change(request, incident, said)
            if not form.errors:
                incident.refresh_from_db()
                return self.done(request, incident, said, anchor=f"#{update.anchor}")
        return self.revise_page(request, incident, update, form, noun)

    def revise_page(self, request, incident, update, form, noun):
        return self.page_with(
            request,
            "admin/incidents/revise.html",
            title=WAYS[noun].title,
            incident=incident,
            update=update,
            form=form,
            errors=form.errors,
            noun=noun,
            zone=Page.current().zone,
        )
