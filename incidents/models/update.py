from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from components.models import Component, StatusChange
from components.status import ComponentStatus
from incidents.models.correctable import Correctable
from incidents.models.revision import IncidentUpdateRevision
from incidents.models.text import BODY_LENGTH, WORDS_LENGTH
from incidents.refusals import WordsTooLong
from incidents.status import CLOSED_STATUSES, Status
from lib.codes import new_code
from lib.text import storable
from pages.models import Page

# What is dated back further than this was not told then, and says so.
LATE = timedelta(hours=1)


class IncidentUpdateQuerySet(models.QuerySet["IncidentUpdate"]):
    def public(self):
        """What readers may see; every public document starts here."""
        return self.filter(incident__published_at__isnull=False)

    def standing(self):
        """What still holds; the others were removed, and only say so."""
        return self.filter(retracted_at=None)


class IncidentUpdate(Correctable):
    """One thing that was told about an incident, at one moment."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    incident = models.ForeignKey("incidents.Incident", models.CASCADE, related_name="updates")
    status = models.CharField(max_length=20, choices=Status)
    body = models.TextField()
    display_at = models.DateTimeField("time")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    notify = models.BooleanField("tell subscribers", default=True)
    next_update_by = models.DateTimeField("next update by", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    # Given by `label_updates`, as it depends on the update before.
    label: str | Promise
    # Loaded by `with_updates`: the revisions that readers may see.
    corrections: list[IncidentUpdateRevision]

    objects = IncidentUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["display_at", "id"]
        get_latest_by = ["display_at", "id"]
        permissions = [("correct_incidentupdate", "Can correct, remove and redact updates")]
        indexes = [models.Index(fields=["incident", "display_at"])]
        constraints = [
            models.CheckConstraint(
                name="incident_update_status_is_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="incident_update_body_has_text_and_an_end",
                condition=~Q(body="") & Q(LessThanOrEqual(Length("body"), BODY_LENGTH)),
            ),
            models.CheckConstraint(
                name="incident_update_promises_the_future",
                condition=Q(next_update_by=None) | Q(next_update_by__gt=F("display_at")),
            ),
        ]

    def __str__(self):
        return f"{self.get_status_display()}, {self.display_at:%Y-%m-%d %H:%M %Z}"

    @property
    def anchor(self) -> str:
        return f"update-{self.code}"

    @property
    def closes(self) -> bool:
        return self.status in CLOSED_STATUSES

    @property
    def author(self) -> str:
        """Who told it, for staff."""
        return str(self.by) if self.by else "The page itself"

    @property
    def recorded_later_at(self) -> datetime | None:
        """When it was written, if that was long after the time it is dated to."""
        return self.created_at if self.created_at - self.display_at > LATE else None

    def affect(self, component: Component, status: str | None, *, words: Mapping[str, str]) -> None:
        """Record, and bring about, what this update says of one component.

        Without a `status` the component is named, and stays as it is.
        """
        words = {name: storable(text).strip() for name, text in words.items()}
        if any(len(text) > WORDS_LENGTH for text in words.values()):
            raise WordsTooLong
        old_status = component.status_at(self.display_at)
        change = component.set_status(status or old_status, at=self.display_at)
        if status and not change:
            # Stated again, it also holds against an update that is told later and dated before.
            with Page.changing() as page:
                change = component.status_changes.create(
                    status=status, at=self.display_at, changed_in=page.revision
                )
        self.affected_components.create(
            component=component,
            old_status=old_status,
            new_status=status or old_status,
            status_change=change,
            **words,
        )


_UPDATE = pgettext_lazy("incident status", "Update")
_REMOVED = gettext_lazy("Removed")


def label_updates(updates: Iterable[IncidentUpdate]) -> None:
    """Give each update its `label`; takes them in the order of time.

    The label is the status, or "Update" where the status repeats the one before; in the language
    of whoever prints it.
    """
    status_before = None
    for update in updates:
        if update.is_retracted:
            update.label = _REMOVED
            continue
        repeats = update.status == status_before
        update.label = _UPDATE if repeats else Status(update.status).label
        status_before = update.status


class AffectedComponentQuerySet(models.QuerySet["AffectedComponent"]):
    def standing(self):
        """What updates say that were not removed."""
        return self.filter(update__retracted_at=None)


class AffectedComponent(models.Model):
    """What one update says of one component: its status, and in words what that means."""

    update = models.ForeignKey(IncidentUpdate, models.CASCADE, related_name="affected_components")
    component = models.ForeignKey(Component, models.PROTECT, related_name="affected_by")
    old_status = models.CharField(max_length=20, choices=ComponentStatus)
    new_status = models.CharField(max_length=20, choices=ComponentStatus)
    status_change = models.OneToOneField(
        StatusChange, models.SET_NULL, null=True, related_name="affected_component"
    )
    fails = models.CharField("what fails", max_length=WORDS_LENGTH, blank=True)
    works = models.CharField("what still works", max_length=WORDS_LENGTH, blank=True)
    workaround = models.CharField(max_length=WORDS_LENGTH, blank=True)

    objects = AffectedComponentQuerySet.as_manager()

    class Meta:
        ordering = ["component__position", "component_id"]
        constraints = [
            models.UniqueConstraint(
                name="affected_component_once_per_update", fields=["update", "component"]
            ),
            models.CheckConstraint(
                name="affected_component_status_is_known",
                condition=Q(old_status__in=ComponentStatus.values)
                & Q(new_status__in=ComponentStatus.values),
            ),
        ]

    def __str__(self):
        return f"{self.component}: {self.get_new_status_display()}"
