from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from accounts.ledger import LedgerAdmin
from incidents.admin.nouns import NounAdmin
from incidents.admin.preview import previewed
from incidents.approval import approve, form_of
from incidents.models import Proposal
from lib.refused import Refused
from pages.models import Page


@admin.register(Proposal)
class ProposalAdmin(NounAdmin, LedgerAdmin):
    """What waits for a second person, and what became of it."""

    list_display = ["__str__", "by", "at", "decision", "decided_by", "reason"]
    list_filter = ["decision"]
    list_select_related = ["incident", "by", "decided_by"]

    def nouns(self):
        return {
            "approval": self.posted(self.approval_view),
            "rejection": self.posted(self.rejection_view),
        }

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        proposal = self.get_object(request, object_id)
        if proposal is None:
            raise Http404
        if request.method == "POST":
            return HttpResponseNotAllowed(["GET"])
        return self.page_of(request, proposal)

    def page_of(self, request, proposal, refused: Refused | None = None):
        form = form_of(proposal) if proposal.is_waiting else None
        told = proposal.since() if proposal.is_waiting else []
        is_own = proposal.by == request.user
        context = {
            "title": str(proposal),
            "proposal": proposal,
            "incident": proposal.incident,
            "zone": Page.current().zone,
            "preview": form and previewed(form),
            "form": form,
            "told_since": told,
            # Sent along only by whoever has read it.
            "seen": told[-1].code if told and refused else "",
            "refused": refused,
            "errors": refused,
            "is_own": is_own,
            "may_decide": self.may_decide(request, proposal) and not is_own,
        }
        return self.page_with(request, "admin/incidents/proposal.html", **context)

    def may_decide(self, request, proposal) -> bool:
        """Whether somebody may post it, and therefore decide what others propose."""
        if proposal.incident is None:
            return request.user.has_perm("incidents.add_incident")
        model = "scheduledmaintenance" if proposal.incident.is_maintenance else "incident"
        return request.user.has_perm(f"incidents.change_{model}")

    def approval_view(self, request, pk):
        proposal = self.decidable(request, pk)
        try:
            update = approve(proposal, by=request.user, seen=request.POST.get("seen", ""))
        except Refused as refused:
            return self.page_of(request, get_object_or_404(Proposal, pk=pk), refused)
        said = f"Posted as {proposal.by} proposed it."
        self.log_change(request, proposal, "Approved.")
        link = '{} <a href="{}#{}">View on the page</a>'
        shown = format_html(link, said, update.incident.get_absolute_url(), update.anchor)
        messages.success(request, shown if update.incident.published_at else said)
        kind = "scheduledmaintenance" if update.incident.is_maintenance else "incident"
        return HttpResponseRedirect(
            reverse(f"admin:incidents_{kind}_change", args=[update.incident_id])
        )

    def rejection_view(self, request, pk):
        """For a second person to reject it, and for its proposer to take it back."""
        proposal = self.decidable(request, pk, or_own=True)
        try:
            if proposal.by == request.user:
                proposal.take_back(by=request.user)
            else:
                proposal.reject(by=request.user, reason=request.POST.get("reason", ""))
        except Refused as refused:
            return self.page_of(request, get_object_or_404(Proposal, pk=pk), refused)
        messages.success(request, f"{proposal.get_decision_display()}: {proposal}")
        return HttpResponseRedirect(reverse("admin:index"))

    def decidable(self, request, pk, *, or_own=False) -> Proposal:
        if not self.has_view_permission(request):
            raise PermissionDenied
        proposal = get_object_or_404(Proposal, pk=pk)
        if not self.may_decide(request, proposal) and not (or_own and proposal.by == request.user):
            raise PermissionDenied
        return proposal
