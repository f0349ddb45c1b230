from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from incidents.admin.corrections import CorrectionViews
from incidents.forms import ActionItemForm, PostmortemForm, PostmortemPromiseForm
from incidents.models import ActionItem, Postmortem
from incidents.reviewer_links import token_of
from pages.models import Page


class PostmortemViews(CorrectionViews):
    """The postmortem on an incident's change page: its draft, and what readers see of it."""

    def nouns(self):
        return {
            **super().nouns(),
            "postmortem": self.posted(self.postmortem_view),
            "postmortem/reviewers": self.posted(self.reviewers_view),
            "postmortem/promise": self.posted(self.promise_view),
            "postmortem/publication": self.posted(self.publication_view),
            "postmortem/item": self.item_view,
        }

    def forms(self, request, incident):
        return {
            **super().forms(request, incident),
            **self.postmortem_forms(request, incident),
        }

    def postmortem_forms(self, request, incident):
        postmortem = Postmortem.objects.filter(incident=incident).first() or Postmortem()
        initial = {"body": postmortem.draft, "notify": postmortem.notify}
        return {
            "postmortem": postmortem,
            "postmortem_form": PostmortemForm(zone=Page.current().zone, initial=initial),
            "promise_form": PostmortemPromiseForm(
                zone=Page.current().zone, initial={"promised_by": postmortem.promised_by}
            ),
            "preview_url": self.preview_url(request, postmortem),
            "action_items": postmortem.action_items.all() if postmortem.pk else [],
            "may_write_postmortem": request.user.has_perm("incidents.change_postmortem"),
        }

    def postmortem_view(self, request, pk):
        return self.draft_saved(request, pk, "Draft saved. Readers see nothing of it yet.")

    def reviewers_view(self, request, pk):
        said = "Draft saved. There is a new link for reviewers; one made before shows nothing now."
        return self.draft_saved(request, pk, said, and_then=Postmortem.open_preview)

    def draft_saved(self, request, pk, said, *, and_then=lambda postmortem: None):
        incident = self.with_postmortem(request, pk)
        form = PostmortemForm(request.POST, zone=Page.current().zone)
        if form.is_valid():
            with form.writing():
                postmortem = Postmortem.objects.of(incident)
                postmortem.save_draft(form.cleaned_data["body"], by=request.user)
                and_then(postmortem)
        if form.errors:
            return self.change_page(request, incident, postmortem_form=form)
        return self.done(request, incident, said)

    def preview_url(self, request, postmortem) -> str:
        """Empty where nobody can follow one."""
        token = token_of(postmortem)
        path = reverse("public:preview", args=[token]) if token else ""
        return path and request.build_absolute_uri(path)

    def promise_view(self, request, pk):
        self.changeable(request, pk)
        incident = self.with_postmortem(request, pk)
        form = PostmortemPromiseForm(request.POST, zone=Page.current().zone)
        if form.is_valid():
            day = form.cleaned_data["promised_by"]
            said = f"Postmortem promised by {day}." if day else "No postmortem is promised."
            with form.writing():
                Postmortem.objects.of(incident).promise(day)
                self.log_change(request, incident, said)
        if form.errors:
            return self.change_page(request, incident, promise_form=form)
        return self.done(request, incident, said)

    def item_view(self, request, pk):
        """An action item on a page of its own: the one in the address, or a new one."""
        self.changeable(request, pk)
        incident = self.with_postmortem(request, pk)
        item = self.item(request, incident)
        form = ActionItemForm(
            request.POST if request.method == "POST" else None, item=item, zone=Page.current().zone
        )
        if form.is_valid():
            with form.writing():
                item.postmortem = Postmortem.objects.of(incident)
                item.write(**form.cleaned_data)
                self.log_change(request, incident, f"Action item: {item.get_state_display()}")
            if not form.errors:
                return self.done(request, incident, "Action item saved.")
        return self.page_with(
            request,
            "admin/incidents/action_item.html",
            title="Action item" if item.pk else "Add an action item",
            incident=incident,
            form=form,
            errors=form.errors,
        )

    def item(self, request, incident) -> ActionItem:
        if not (pk := request.GET.get("item", "")).isdecimal():
            return ActionItem()
        return get_object_or_404(ActionItem, pk=pk, postmortem__incident=incident)

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
