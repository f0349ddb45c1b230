from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from incidents.admin.told import ToldAdmin
from incidents.approval import post_alone, post_edited
from incidents.forms import IncidentUpdateForm
from incidents.models import Proposal
from pages.models import Page

# What the page sends along besides what is typed.
NOT_TYPED = {"csrfmiddlewaretoken", "_draft", "discard", "_proposal", "alone", "alone_reason"}


def typed_in(request) -> dict[str, list[str]]:
    return {key: texts for key, texts in request.POST.lists() if key not in NOT_TYPED}


class PostingViews(ToldAdmin):
    """What is written is posted, or waits for a second person where the page asks for one."""

    def nouns(self):
        return {**super().nouns(), "updates": self.posted(self.updates_view)}

    def updates_view(self, request, pk):
        incident = self.writable(request, pk)
        form = IncidentUpdateForm(request.POST, incident=incident, zone=Page.current().zone)
        return self.sent(request, form, incident) or self.change_page(
            request, incident, update_form=form
        )

    def sent(self, request, form, incident=None):
        """The answer once the form is posted or proposed; None where it is refused."""
        if not form.is_valid():
            return None
        with form.writing():
            form.check_nobody_posted()
            update = self.told(request, form, incident)
            proposal = update or self.propose(request, incident)
            self.posted_update(request, incident)
            said = update and self.log_update(request, update.incident, update)
        if form.errors:
            return None
        if update:
            return self.done(request, update.incident, said, anchor=f"#{update.anchor}")
        messages.success(request, "Proposed: it waits for a second person.")
        return HttpResponseRedirect(reverse("admin:incidents_proposal_change", args=[proposal.pk]))

    def told(self, request, form, incident):
        """The update that is posted; None where a second person has to look at it first."""
        opened = self.opened(request, incident)
        may_post = self.may_post(request, incident)
        asks = Page.current().needs_approval
        if may_post and asks and "alone" in request.POST:
            reason = request.POST.get("alone_reason", "")
            return post_alone(form, by=request.user, reason=reason, proposal=opened)
        if may_post and opened and opened.by != request.user:
            return post_edited(opened, form, by=request.user)
        return None if asks else form.post(by=request.user)

    def propose(self, request, incident) -> Proposal:
        """Lay it before a second person, in place of what the same person proposed before."""
        opened = self.opened(request, incident)
        if opened and opened.by == request.user:
            opened.take_back(by=request.user)
        return Proposal.objects.propose(incident, typed_in(request), by=request.user)

    def may_post(self, request, incident) -> bool:
        may = self.has_change_permission if incident else self.has_add_permission
        return may(request)

    def opened(self, request, incident) -> Proposal | None:
        """The proposal whose words were put into the form, while it waits."""
        pk = request.POST.get("_proposal") or request.GET.get("proposal", "")
        if not pk.isdecimal() or not self.may_see_proposals(request):
            return None
        return Proposal.objects.waiting().filter(pk=pk, incident=incident).first()

    def may_see_proposals(self, request) -> bool:
        return request.user.has_perm("incidents.view_proposal")

    def put_in(self, request, form, incident=None) -> None:
        """`?proposal=` in the address puts its words into the form, decided or not."""
        pk = request.GET.get("proposal", "")
        if pk.isdecimal() and self.may_see_proposals(request):
            form.restore(get_object_or_404(Proposal, pk=pk, incident=incident).data)

    def add_page(self, request, form, **context):
        opened = {"opened": self.opened(request, None)}
        return super().add_page(request, form, **{**opened, **context})

    def forms(self, request, incident):
        forms = super().forms(request, incident)
        self.put_in(request, forms["update_form"], incident)
        return {**forms, "opened": self.opened(request, incident)}

    def posted_update(self, request, incident=None):
        """What else is done in the transaction that posts."""
