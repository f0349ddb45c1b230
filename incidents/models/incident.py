from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from incidents.models.checks import check_components, check_update
from incidents.models.queryset import IncidentQuerySet, clean_name
from incidents.models.text import clean_body
from incidents.models.update import AffectedComponent, IncidentUpdate, label_updates
from incidents.models.work import Work
from incidents.status import (
    CLOSED_STATUSES,
    INCIDENT_STATUSES,
    MAINTENANCE_STATUSES,
    Impact,
    Status,
    impact_of,
)
from lib.codes import new_code
from pages.models import Page

CANCELLED = pgettext_lazy("incident status", "Cancelled")


class Incident(Work):
    """Something wrong with the service, told to the public as it unfolds.

    A scheduled maintenance is one too, with a window: see `ScheduledMaintenance`.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=255)
    status = models.CharField(max_length=20, choices=Status, editable=False)
    impact = models.CharField(max_length=20, choices=Impact, default=Impact.NONE, editable=False)
    impact_override = models.CharField(
        max_length=20,
        choices=Impact,
        blank=True,
        help_text="Left empty, the impact follows from the components.",
    )
    started_at = models.DateTimeField("began")
    monitoring_at = models.DateTimeField(null=True, editable=False)
    resolved_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField(
        db_index=True,
        editable=False,
        help_text="When readers were last told of it; for a maintenance to come, when it begins.",
    )
    published_at = models.DateTimeField(
        null=True, editable=False, help_text="Empty: withdrawn from the page."
    )
    changed_in = models.PositiveBigIntegerField(
        db_index=True, editable=False, help_text="The page's revision of the last change."
    )
    redacted_in = models.PositiveBigIntegerField(
        null=True, editable=False, help_text="The page's revision that last took a secret out."
    )
    scheduled_for = models.DateTimeField("window starts", null=True)
    scheduled_until = models.DateTimeField("window ends", null=True)
    starts_itself = models.BooleanField("start at the beginning of the window", default=True)
    completes_itself = models.BooleanField("complete at the end of the window", default=True)
    moves_components = models.BooleanField(
        "set components under maintenance and back", default=True
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index(fields=["resolved_at"]),
            models.Index(fields=["started_at"]),
            # Without an index on "no window", which nearly every incident has: SQLite would take it
            # for the narrowest choice, and read the whole history with every post.
            models.Index(
                name="incident_windows",
                fields=["scheduled_for"],
                condition=Q(scheduled_for__isnull=False),
            ),
            models.Index(
                name="incident_open",
                fields=["-started_at", "-id"],
                condition=Q(resolved_at__isnull=True),
            ),
            models.Index(
                name="incident_maintenances",
                fields=["-started_at", "-id"],
                condition=Q(scheduled_for__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="incident_resolved_at_matches_status",
                condition=Q(status__in=CLOSED_STATUSES) ^ Q(resolved_at__isnull=True),
            ),
            models.CheckConstraint(
                name="incident_status_matches_kind",
                condition=Q(status__in=INCIDENT_STATUSES, scheduled_for__isnull=True)
                | Q(status__in=MAINTENANCE_STATUSES, scheduled_for__isnull=False),
            ),
            models.CheckConstraint(
                name="incident_window_ends_after_it_starts",
                condition=Q(scheduled_for__isnull=True, scheduled_until__isnull=True)
                | Q(
                    # A comparison with nothing is not false: both ends are asked for.
                    scheduled_for__isnull=False,
                    scheduled_until__isnull=False,
                    scheduled_until__gt=F("scheduled_for"),
                ),
            ),
            models.CheckConstraint(
                name="incident_impact_is_known",
                condition=Q(impact__in=Impact.values) & Q(impact_override__in=["", *Impact.values]),
            ),
            models.CheckConstraint(
                name="incident_cancelled_is_completed",
                condition=Q(cancelled_at=None) | Q(status=Status.COMPLETED),
            ),
            models.CheckConstraint(name="incident_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("public:incident", args=[self.code])

    @property
    def is_maintenance(self) -> bool:
        return self.scheduled_for is not None

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    def get_status_display(self):  # type: ignore[no-redef]
        """The status in words; clients know no status for what was cancelled, readers do."""
        return CANCELLED if self.is_cancelled else Status(self.status).label

    @property
    def statuses(self) -> list[Status]:
        """The statuses that belong to this kind of incident."""
        return MAINTENANCE_STATUSES if self.is_maintenance else INCIDENT_STATUSES

    def timeline(self) -> list[IncidentUpdate]:
        """The updates, labelled, newest first."""
        updates = list(self.updates.all())
        label_updates(updates)
        for update in updates:
            if self.cancelled_at == update.display_at and update.closes:
                update.label = CANCELLED
        return updates[::-1]

    def post_update(
        self, *, status, body, at=None, by=None, notify=True, next_update_by=None,
        component_statuses=(), impact_words=None, written_at=None,
    ):  # fmt: skip
        """Tell the public what changed, and move the incident and its components.

        `component_statuses` is an iterable of (component, status); a status of None names the
        component and leaves it as it is. `impact_words` maps a
        component to what `fails`, what still `works` and a `workaround`. `at` dates the update
        and may lie in the past; `written_at` is for what was written elsewhere, at that time.
        Returns the `IncidentUpdate`.
        """
        impact_words = impact_words or {}
        with Page.changing() as page:
            self.refresh_from_db()
            at = check_update(self, status, at, next_update_by)
            update = self.updates.create(
                status=status,
                body=clean_body(body),
                display_at=at,
                by=by,
                notify=notify,
                next_update_by=next_update_by,
                created_at=written_at or timezone.now(),
            )
            named = check_components(component_statuses, worded=impact_words)
            for component, component_status in named:
                words = impact_words.get(component, {})
                update.affect(component, component_status, words=words)
            self._follow_updates(page)
            page.note("posted an update of", self, update.get_status_display())
        return update

    def rename(self, name, *, impact_override=None) -> None:
        """Give the incident a better name, or state its impact by hand."""
        with Page.changing() as page:
            self.refresh_from_db()
            self.name = clean_name(name)
            if impact_override is not None:
                self.impact_override = impact_override
            self._follow_updates(page)
            page.note("renamed", self)

    def withdraw(self) -> None:
        """Take the incident off the page; nothing is deleted, `restore` brings it back."""
        self._set_published_at(None)

    def restore(self) -> None:
        """Show a withdrawn incident again."""
        self._set_published_at(timezone.now())

    def _set_published_at(self, published_at) -> None:
        with Page.changing() as page:
            self.refresh_from_db()
            self.published_at = published_at
            self.changed_in = page.revision
            self.save(update_fields=["published_at", "changed_in", "updated_at"])
            page.note("restored" if published_at else "withdrew", self)

    def _follow_updates(self, page) -> None:
        """Let status, times and impact say what the updates say, whatever order they came in."""
        updates = list(self.updates.standing())
        newest = updates[-1]
        self.status = newest.status
        self.resolved_at = self.monitoring_at = None
        for update in updates:
            if update.status == Status.MONITORING:
                self.monitoring_at = update.display_at
            if not update.closes:
                self.resolved_at = None
            elif self.resolved_at is None:
                self.resolved_at = update.display_at
        if self.status != Status.COMPLETED:
            # Taken up again, or the update that said so was removed.
            self.cancelled_at = None
        self.told_at = newest.display_at
        if self.status == Status.SCHEDULED and self.scheduled_for:
            self.told_at = self.scheduled_for
        self.impact = self.impact_override or self._impact_of_components()
        self.changed_in = page.revision
        self.save()

    def _impact_of_components(self) -> Impact:
        if self.is_maintenance:
            return Impact.MAINTENANCE
        affected = AffectedComponent.objects.standing().filter(update__incident=self)
        return impact_of(affected.values_list("new_status", flat=True).distinct().order_by())
