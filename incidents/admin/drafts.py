from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from incidents.admin.posting import PostingViews, typed_in
from incidents.models import IncidentUpdate, Proposal, UpdateDraft
from incidents.placeholders import may_have_become
from lib.text import storable


class DraftViews(PostingViews):
    """What somebody is writing is kept: by htmx while it is typed, by the preview without it."""

    def nouns(self):
        return {**super().nouns(), "updates/draft": self.posted(self.draft_view)}

    def draft_view(self, request, pk):
        incident = self.writable(request, pk)
        if "discard" in request.POST:
            self.drop_draft(request, incident)
            return HttpResponseRedirect(self.change_address(pk))
        return self.draft_kept(request, incident)

    def draft_kept(self, request, incident):
        draft = self.keep_draft(request, incident)
        return TemplateResponse(request, "admin/incidents/_draft_kept.html", {"draft": draft})

    def keep_draft(self, request, incident=None) -> UpdateDraft | None:
        """Keep what is typed; None where there is nothing, or nothing that was not posted."""
        body = request.POST.get("body", "").strip()
        is_new = body and body != request.POST.get("_first_text", "").strip()
        if not (is_new or request.POST.get("name")) or self.was_posted(request, incident, body):
            self.drop_draft(request, incident)
            return None
        return UpdateDraft.objects.keep(request.user, incident, typed_in(request))

    def keep_at_hand(self, request, incident=None) -> None:
        """Keep what is typed, unless an older draft is still on offer."""
        if "_draft" in request.POST:
            self.keep_draft(request, incident)

    def was_posted(self, request, incident, body) -> bool:
        """Whether these words were just told: what is sent meanwhile may come after them."""
        lately = timezone.now() - timedelta(minutes=1)
        told = IncidentUpdate.objects.filter(by=request.user, created_at__gt=lately)
        told = told.filter(incident=incident) if incident else told
        proposed = Proposal.objects.filter(by=request.user, incident=incident, at__gt=lately)
        words = storable(body)
        return any(
            may_have_become(words, posted) for posted in told.values_list("body", flat=True)
        ) or any(proposal.body.strip() == words for proposal in proposed)

    def drop_draft(self, request, incident=None) -> None:
        UpdateDraft.objects.of(request.user, incident).delete()

    def posted_update(self, request, incident=None) -> None:
        """The draft was posted; where it was on offer only, or it was "no change", it stays."""
        if "_draft" in request.POST:
            self.drop_draft(request, incident)

    def offered_draft(self, request, form, incident=None) -> dict:
        """What the page says of the draft there is; `?draft` in its address puts it in the form."""
        draft = UpdateDraft.objects.of(request.user, incident).first()
        is_restored = draft is not None and "draft" in request.GET
        if is_restored:
            form.restore(draft.data)
        return {"draft": draft, "is_restored": is_restored}

    def forms(self, request, incident):
        forms = super().forms(request, incident)
        return {**forms, **self.offered_draft(request, forms["update_form"], incident)}


class DeclarationDraft(DraftViews):
    """The same for an incident that is not declared yet."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.declaration_draft_view)
        return [path("add/draft/", view, name="incidents_incident_adddraft"), *super().get_urls()]

    def declaration_draft_view(self, request):
        if not self.may_declare(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.led_back()
        if "discard" in request.POST:
            self.drop_draft(request)
            return self.led_back()
        return self.draft_kept(request, None)
