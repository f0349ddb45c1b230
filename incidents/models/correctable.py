from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from incidents.models.revision import IncidentUpdateRevision
from incidents.models.text import clean_body, clean_reason
from incidents.refusals import FirstUpdate, NothingCorrected, UpdateRetracted
from pages.models import Page

if TYPE_CHECKING:
    from incidents.models import Incident

# Who mends a slip at once need not explain it.
SLIP = timedelta(minutes=5)


class Correctable(models.Model):
    """An update that turned out to be wrong: it is corrected or removed, and readers see that."""

    retracted_at = models.DateTimeField("removed", null=True, editable=False)
    redacted_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        pk: int
        status: str
        body: str
        incident: Incident
        created_at: Any
        display_at: Any
        next_update_by: Any
        revisions: Any

    class Meta:
        abstract = True

    @property
    def is_retracted(self) -> bool:
        return self.retracted_at is not None

    def correct(self, *, body, reason="", by=None) -> None:
        """Say it better; readers see why, and can look at the earlier text.

        Within five minutes of posting it may be done without a reason, and leaves no public trace.
        """
        with Page.changing() as page:
            self._refresh()
            body = clean_body(body)
            if body == self.body:
                raise NothingCorrected
            kind = IncidentUpdateRevision.Kind.SLIP
            if reason.strip() or timezone.now() - self.created_at > SLIP:
                kind, reason = IncidentUpdateRevision.Kind.CORRECTION, clean_reason(reason)
            self._revise(kind, reason=reason, by=by)
            self.body = body
            self._save(page)
            page.note("corrected an update of", self.incident)

    def retract(self, *, reason, by=None) -> None:
        """Take it back: in its place readers find that it was removed, when and why.

        The incident says again what its other updates say. Components stay as they are.
        """
        with Page.changing() as page:
            self._refresh()
            reason = clean_reason(reason)
            if self.pk == self.incident.updates.earliest("pk").pk:
                raise FirstUpdate
            self._revise(IncidentUpdateRevision.Kind.RETRACTION, reason=reason, by=by)
            self.retracted_at = timezone.now()
            # Not kept here under a flag: whatever prints a body prints none that was removed.
            self.body = reason
            self.next_update_by = None
            self.status = self._status_without_it()
            self._save(page)
            page.note("removed an update of", self.incident)

    def _status_without_it(self) -> str:
        standing = self.incident.updates.standing().exclude(pk=self.pk)
        before = standing.filter(display_at__lte=self.display_at).last()
        return (before or standing.first()).status

    def _refresh(self) -> None:
        self.refresh_from_db()
        if self.is_retracted:
            raise UpdateRetracted

    def _revise(self, kind, *, reason, by) -> None:
        self.revisions.create(
            kind=kind, status=self.status, body=self.body, reason=reason.strip(), by=by
        )

    def _save(self, page) -> None:
        self.save()
        self.incident._follow_updates(page)
