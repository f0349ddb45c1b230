from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import AuditEvent
from incidents.models.incident import Incident
from incidents.models.text import clean_body
from incidents.refusals import (
    BodyMissing,
    PostmortemInTheFuture,
    PostmortemNotPublished,
    PostmortemNotReady,
    PostmortemPromisedInThePast,
    PostmortemPublished,
)
from lib.codes import new_code
from pages.models import Page

# How long a link to the draft may be followed.
PREVIEW = timedelta(days=7)


class PostmortemQuerySet(models.QuerySet):
    def public(self):
        """What readers may see; every public document starts here."""
        return self.filter(published_at__isnull=False, incident__published_at__isnull=False)

    def awaited(self):
        """Those that readers were promised, and that are not there."""
        return self.filter(promised_by__isnull=False, published_at=None)

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
    promised_by = models.DateField(
        null=True, editable=False, help_text="The last day on which it keeps its promise."
    )
    preview_key = models.CharField(max_length=12, blank=True, editable=False)
    preview_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostmortemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="postmortem_awaited",
                fields=["promised_by"],
                condition=Q(promised_by__isnull=False, published_at__isnull=True),
            )
        ]
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

    def promise(self, day: date | None) -> None:
        """Tell readers by which day of the page it will be there; None takes that back."""
        with Page.changing() as page:
            self.refresh_from_db()
            if self.is_published:
                raise PostmortemPublished
            if day and day < timezone.now().astimezone(page.zone).date():
                raise PostmortemPromisedInThePast
            self.promised_by = day
            self.save(update_fields=["promised_by", "updated_at"])
            self.touch_incident(page)
            page.note("promised" if day else "no longer promised", self, f"by {day}" if day else "")

    def open_preview(self) -> None:
        """Let the draft be read by whoever has the link; the link before this one ends."""
        if not self.draft:
            raise BodyMissing
        self.preview_key, self.preview_until = new_code(), timezone.now() + PREVIEW
        with transaction.atomic():
            self.save(update_fields=["preview_key", "preview_until", "updated_at"])
            AuditEvent.objects.record("made a preview link of", self)

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
            self.touch_incident(page)
            page.note("published", self)

    def unpublish(self) -> None:
        """Take the postmortem off the page; the draft stays."""
        with Page.changing() as page:
            self.refresh_from_db()
            if not self.is_published:
                raise PostmortemNotPublished
            self.published_at = None
            self.save()
            self.touch_incident(page)
            page.note("unpublished", self)

    def touch_incident(self, page) -> None:
        """Have the incident shown anew, within a change of the page."""
        told_at = self.published_at or self.incident.updates.latest().display_at
        Incident.objects.filter(pk=self.incident_id).update(
            changed_in=page.revision, told_at=told_at, updated_at=timezone.now()
        )
