from django.core.exceptions import PermissionDenied

from incidents.admin.corrections import CorrectionViews
from incidents.forms import PostmortemForm
from incidents.models import Postmortem
from pages.models import Page


class PostmortemViews(CorrectionViews):
    """The postmortem on an incident's change page: its draft and its publication."""

    def postmortem_forms(self, request, incident):
        postmortem = Postmortem.objects.filter(incident=incident).first() or Postmortem()
        initial = {"body": postmortem.draft, "notify": postmortem.notify}
        return {
            "postmortem": postmortem,
            "postmortem_form": PostmortemForm(zone=Page.current().zone, initial=initial),
            "may_write_postmortem": request.user.has_perm("incidents.change_postmortem"),
        }

    def postmortem_view(self, request, pk):
        incident = self.with_postmortem(request, pk)
        form = PostmortemForm(request.POST, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                postmortem = Postmortem.objects.of(incident)
                postmortem.save_draft(form.cleaned_data["body"], by=request.user)
        if form.errors:
            return self.change_page(request, incident, postmortem_form=form)
        return self.done(request, incident, "Draft saved. Readers see nothing of it yet.")

    def publication_view(self, request, pk):
        # Who may write a draft may not yet tell readers: that changes the incident they see.
        self.changeable(request, pk)
        incident = self.with_postmortem(request, pk)
        form = PostmortemForm(request.POST, zone=Page.current().zone)
        unpublishes = "unpublish" in request.POST
        form.fields["body"].required = not unpublishes
        if form.is_valid():
            with form.writing():
                said = self.publish(request, incident, form.cleaned_data, unpublishes)
        if form.errors:
            return self.change_page(request, incident, postmortem_form=form)
        return self.done(request, incident, said)

    def publish(self, request, incident, typed, unpublishes) -> str:
        """Publish what was typed, or take it off the page; returns in words what happened."""
        postmortem = Postmortem.objects.of(incident)
        if typed["body"]:
            postmortem.save_draft(typed["body"], by=request.user)
        if unpublishes:
            postmortem.unpublish()
            said = "Postmortem taken off the page. The draft is kept."
        else:
            postmortem.publish(at=typed["published_at"], notify=typed["notify"])
            said = "Postmortem published."
        self.log_change(request, incident, said)
        return said

    def with_postmortem(self, request, pk):
        """The incident, for those who may write its postmortem; 403 for others."""
        if not request.user.has_perm("incidents.change_postmortem"):
            raise PermissionDenied
        return self.find(request, pk)
