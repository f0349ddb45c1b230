from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from incidents.models.text import WORDS_LENGTH
from incidents.refusals import ActionMissing, ActionTooLong, OwnerTooLong
from lib.refused import Refused
from lib.text import one_line
from pages.models import Page

if TYPE_CHECKING:
    from incidents.models.postmortem import Postmortem

OWNER_LENGTH = 255


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def public(self):
        """What readers may see of a postmortem that they may see."""
        return self.filter(is_public=True)


class ActionItem(models.Model):
    """Something that is done so that it does not happen again, by whom and by when."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("action item", "Open")
        DONE = "done", pgettext_lazy("action item", "Done")
        DROPPED = "dropped", pgettext_lazy("action item", "Dropped")

    postmortem: "models.ForeignKey[Postmortem, Postmortem]" = models.ForeignKey(
        "incidents.Postmortem", models.CASCADE, related_name="action_items"
    )
    action = models.CharField(max_length=WORDS_LENGTH)
    owner = models.CharField(max_length=OWNER_LENGTH, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    is_public = models.BooleanField("shown to readers", default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="action_item_state_is_known",
                condition=Q(state__in=["open", "done", "dropped"]),
            ),
            models.CheckConstraint(name="action_item_says_what", condition=~Q(action="")),
        ]

    def __str__(self):
        return self.action

    def write(self, *, action, owner="", due: date | None = None, state=State.OPEN, is_public=True):
        """Add the item, or say it anew; readers of a published postmortem see it at once."""
        with Page.changing() as page:
            self.postmortem.refresh_from_db(fields=["published_at"])
            was_public = self.pk is not None and self.is_public
            self.action = _clean(action, WORDS_LENGTH, ActionTooLong)
            if not self.action:
                raise ActionMissing
            self.owner = _clean(owner, OWNER_LENGTH, OwnerTooLong)
            self.due, self.state, self.is_public = due, self.State(state), is_public
            did = "added" if self.pk is None else "changed"
            self.save()
            if self.postmortem.is_published and (was_public or is_public):
                self.postmortem.touch_incident(page)
            page.note(did, self, f"{self.get_state_display()}: {self.postmortem}")


def _clean(text: str, length: int, too_long: type[Refused]) -> str:
    """The text in one line."""
    text = one_line(text)
    if len(text) > length:
        raise too_long
    return text
