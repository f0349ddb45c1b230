from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import AuditEvent
from incidents.models.incident import Incident
from incidents.models.text import clean_body
from incidents.refusals import PostmortemInTheFuture, PostmortemNotPublished, PostmortemNotReady
from pages.models import Page


class PostmortemQuerySet(models.QuerySet):
    def public(self):
        """What readers may see; every public document starts here."""
        return self.filter(published_at__isnull=False, incident__published_at__isnull=False)

    def of(self, incident):
        """The incident's postmortem, made empty where there is none yet."""
        return self.get_or_create(incident=incident)[0]


class Postmortem(models.Model):
    """What happened and what follows from it, written when the incident is over.

    Staff write `draft`; readers see `body`, which is the draft as it was when last published.
    """

    incident = models.OneToOneField(Incident, models.CASCADE, related_name="postmortem")
    draft = models.TextField(blank=True)
    body = models.TextField(blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    notify = models.BooleanField("tell subscribers", default=True)
    published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostmortemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="postmortem_published_with_a_body",
                condition=Q(published_at__isnull=True) | ~Q(body=""),
            ),
        ]

    def __str__(self):
        return f"Postmortem of {self.incident}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def save_draft(self, draft, *, by=None) -> None:
        """Keep what is written so far; readers see nothing of it."""
        self.draft = clean_body(draft)
        self.by = by
        with transaction.atomic():
            self.save(update_fields=["draft", "by", "updated_at"])
            AuditEvent.objects.record("saved the draft of", self)

    def publish(self, *, at=None, notify=True) -> None:
        """Show the draft to readers, on top of the incident."""
        with Page.changing() as page:
            self.refresh_from_db()
            self.incident.refresh_from_db()
            if not self.draft or not self.incident.is_resolved:
                raise PostmortemNotReady
            if at and at > timezone.now():
                raise PostmortemInTheFuture
            self.body = self.draft
            self.notify = notify
            self.published_at = at or self.published_at or timezone.now()
            self.save()
            self._touch_incident(page)
            page.note("published", self)

    def unpublish(self) -> None:
        """Take the postmortem off the page; the draft stays."""
        with Page.changing() as page:
            self.refresh_from_db()
            if not self.is_published:
                raise PostmortemNotPublished
            self.published_at = None
            self.save()
            self._touch_incident(page)
            page.note("unpublished", self)

    def _touch_incident(self, page) -> None:
        told_at = self.published_at or self.incident.updates.latest().display_at
        Incident.objects.filter(pk=self.incident_id).update(
            changed_in=page.revision, told_at=told_at, updated_at=timezone.now()
        )
