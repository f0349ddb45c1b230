from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import AuditEvent
from incidents.models.text import clean_reason
from incidents.models.typed import Typed, TypedForm, clean_typed, pks_with
from incidents.models.update import IncidentUpdate
from incidents.refusals_of_proposals import AlreadyDecided, RejectedWithoutReason
from pages.models import Page


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self):
        return self.filter(decision="")

    def propose(self, incident, typed: Typed, *, by) -> "Proposal":
        """Lay what was typed before a second person; without an incident, a declaration."""
        with Page.locked():
            newest = IncidentUpdate.objects.aggregate(pk=Max("pk"))["pk"]
            kept = {"typed": clean_typed(typed), "newest_update": newest or 0}
            proposal = self.create(incident=incident, by=by, **kept)
            AuditEvent.objects.record("proposed", proposal)
        return proposal

    def forget(self, secret: str) -> None:
        """Throw away every proposal in which a secret stands, decided or not."""
        told = pks_with(secret, self.exclude(reason__contains=secret))
        self.filter(Q(pk__in=told) | Q(reason__contains=secret)).delete()


class Proposal(TypedForm):
    """An update or a declaration that waits for a second person. Readers never see it."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "Approved"
        EDITED = "edited", "Edited and posted"
        ALONE = "alone", "Published alone"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Taken back"

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="proposed by",
    )  # fmt: skip
    at = models.DateTimeField("proposed", default=timezone.now)
    newest_update = models.PositiveBigIntegerField(help_text="Of all incidents, at that time.")
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField("decided", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=255, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(name="proposals_waiting", fields=["at"], condition=Q(decision="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="proposal_is_decided_at_a_time",
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{'Update of' if self.incident else 'Declaration of'} {self.name}"

    @property
    def name(self) -> str:
        """What it is about."""
        return self.incident.name if self.incident else self.typed.get("name", [""])[-1]

    @property
    def is_waiting(self) -> bool:
        return not self.decision

    def since(self) -> list[IncidentUpdate]:
        """What was told since, and its proposer has not seen; of a declaration, new incidents."""
        told = IncidentUpdate.objects.filter(pk__gt=self.newest_update)
        told = told.select_related("incident", "by").order_by("pk")
        if self.incident_id is not None:
            return list(told.filter(incident=self.incident_id))
        known = IncidentUpdate.objects.filter(pk__lte=self.newest_update)
        return list(told.public().exclude(incident__in=known.values("incident")))

    def decide(self, decision, *, by, reason="") -> None:
        """End the waiting. Of several who do so at the same moment, one succeeds.

        Whoever posts it calls this in the transaction that posts.
        """
        ended = {"decision": decision, "decided_at": timezone.now(), "decided_by": by}
        waiting = Proposal.objects.waiting().filter(pk=self.pk)
        if not waiting.update(**ended, reason=reason):
            self.refresh_from_db()
            raise AlreadyDecided.of(self)
        self.refresh_from_db()

    def reject(self, *, by, reason) -> None:
        """Say why it is not posted; its proposer reads it."""
        if not reason.strip():
            raise RejectedWithoutReason
        reason = clean_reason(reason)
        with Page.locked():
            self.decide(self.Decision.REJECTED, by=by, reason=reason)
            AuditEvent.objects.record("rejected", self, f"proposed by {self.by}; {reason}")

    def take_back(self, *, by) -> None:
        with Page.locked():
            self.decide(self.Decision.WITHDRAWN, by=by)
            AuditEvent.objects.record("took back", self)
