from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import AuditEvent
from components.models import Component
from incidents.models.maintenance import ScheduledMaintenance
from incidents.models.occurrence import MaintenanceOccurrence
from incidents.models.queryset import clean_name
from incidents.models.text import BODY_LENGTH, clean_body
from incidents.recurrence import Recurrence
from incidents.refusals import (
    NothingToAnnounce,
    OccurrenceAnnounced,
    OccurrenceUnknown,
    SeriesEnded,
)
from pages.models import Page, validate_time_zone

MOST_AHEAD, LONGEST_LEAD = 10, 365
AUTOMATION = [
    "starts_itself", "completes_itself", "moves_components",
    "notifies_at_start", "notifies_at_completion", "remind_minutes",
]  # fmt: skip


class MaintenanceSeriesQuerySet(models.QuerySet["MaintenanceSeries"]):
    def running(self):
        return self.filter(ended_at=None)

    def due(self):
        """Those of which an occurrence is to be announced now."""
        return self.filter(due_at__lte=timezone.now())

    def set_up(self, *, components=(), **told) -> "MaintenanceSeries":
        """Begin a series; its occurrences are announced when their time comes."""
        with transaction.atomic():
            series = self.model(**told)
            series._write(components)
            AuditEvent.objects.record("set up", series, series.rule)
        return series


class MaintenanceSeries(models.Model):
    """Work that comes back. Only staff see it: readers see each occurrence once it is announced.

    Whatever is changed here holds for what is not announced yet.
    """

    name = models.CharField(max_length=255)
    body = models.TextField(max_length=BODY_LENGTH)
    components = models.ManyToManyField(Component, blank=True, related_name="+")
    rule = models.CharField(max_length=255, help_text="An RRULE, without its beginning.")
    first_day = models.DateField()
    at = models.TimeField(help_text="By the clocks of the zone.")
    time_zone = models.CharField(max_length=64, validators=[validate_time_zone])
    minutes = models.PositiveIntegerField("duration", validators=[MinValueValidator(1)])
    ahead = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_AHEAD)]
    )
    lead_days = models.PositiveSmallIntegerField(
        default=14, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_LEAD)]
    )
    starts_itself = models.BooleanField(default=True)
    completes_itself = models.BooleanField(default=True)
    moves_components = models.BooleanField(default=True)
    notify = models.BooleanField("tell subscribers", default=True)
    notifies_at_start = models.BooleanField(default=True)
    notifies_at_completion = models.BooleanField(default=True)
    remind_minutes = models.PositiveIntegerField(null=True, blank=True, default=60)
    ended_at = models.DateTimeField(null=True, editable=False)
    due_at = models.DateTimeField(
        null=True,
        db_index=True,
        editable=False,
        help_text="When the next one is to be announced; empty where none will be.",
    )

    objects = MaintenanceSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "maintenance series"
        constraints = [
            models.CheckConstraint(
                name="series_ended_announces_nothing",
                condition=Q(ended_at=None) | Q(due_at=None),
            ),
            models.CheckConstraint(name="series_takes_time", condition=Q(minutes__gte=1)),
        ]

    def __str__(self):
        return self.name

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(self.rule, self.first_day, self.at, ZoneInfo(self.time_zone))

    def upcoming(self, count: int) -> list[MaintenanceOccurrence]:
        """The next occurrences, those that are announced or skipped and those that are not yet."""
        known = self._known()
        coming: list[MaintenanceOccurrence] = []
        if self.ended_at:
            return coming
        for day, starts_at in self.recurrence.after(timezone.now()):
            unknown = MaintenanceOccurrence(series=self, day=day, starts_at=starts_at)
            coming.append(known.get(day, unknown))
            if len(coming) == count:
                break
        return coming

    def revise(self, *, components=(), **told) -> None:
        """Plan it otherwise from the next occurrence on that is not announced."""
        with self._changing("changed"):
            for name, value in told.items():
                setattr(self, name, value)
            self._write(components)

    def end(self) -> None:
        """Announce no more of it; what is announced takes place."""
        with self._changing("ended"):
            self.ended_at, self.due_at = timezone.now(), None
            self.save()

    def skip(self, day: date) -> None:
        """Leave one occurrence out before it is announced."""
        with self._changing("skipped one of", str(day)):
            if (known := self._known().get(day)) and not known.is_skipped:
                raise OccurrenceAnnounced
            coming = dict(self.recurrence.after(timezone.now()))
            if day not in coming:
                raise OccurrenceUnknown
            self.occurrences.get_or_create(day=day, defaults={"starts_at": coming[day]})
            self._set_due()

    def unskip(self, day: date) -> None:
        """Let an occurrence take place after all."""
        with self._changing("unskipped one of", str(day)):
            if not self.occurrences.filter(day=day, maintenance=None).delete()[0]:
                raise OccurrenceUnknown
            self._set_due()

    def announce(self) -> ScheduledMaintenance | None:
        """Announce the next occurrence if it is due; each once, whoever else does so now.

        Raises `NothingToAnnounce` when somebody was faster.
        """
        if not self._look_again():
            return None
        with Page.changing() as page:
            self._lock()
            following = self._following()
            if self.ended_at or not following or following[1] > timezone.now():
                raise NothingToAnnounce
            occurrence = following[0]
            occurrence.maintenance = self._schedule(occurrence.starts_at)
            occurrence.save()
            self._set_due()
            page.note("announced", occurrence.maintenance, f"of the series {self.name}"[:255])
        return occurrence.maintenance

    def _schedule(self, starts_at: datetime) -> ScheduledMaintenance:
        return ScheduledMaintenance.objects.schedule(
            name=self.name,
            body=self.body,
            scheduled_for=starts_at,
            scheduled_until=starts_at + timedelta(minutes=self.minutes),
            # One that was taken off the page since does not stop the others.
            components=list(self.components.public()),
            notify=self.notify,
            **{name: getattr(self, name) for name in AUTOMATION},
        )

    def _following(self) -> tuple[MaintenanceOccurrence, datetime] | None:
        """The next one that is not announced, and when it will be."""
        known = self._known()
        before: list[datetime] = []
        for day, starts_at in self.recurrence.after(timezone.now()):
            occurrence = known.get(day)
            if occurrence is None:
                due_at = starts_at - timedelta(days=self.lead_days)
                if len(before) >= self.ahead:
                    # One more is announced when one of those that are announced has begun.
                    due_at = max(due_at, before[-self.ahead])
                return MaintenanceOccurrence(series=self, day=day, starts_at=starts_at), due_at
            if not occurrence.is_skipped:
                before.append(starts_at)
        return None

    def _known(self) -> dict[date, MaintenanceOccurrence]:
        yesterday = timezone.now().date() - timedelta(days=1)
        return {one.day: one for one in self.occurrences.filter(day__gte=yesterday)}

    def _look_again(self) -> bool:
        """Whether one is due: what was due may have passed while nobody looked."""
        with transaction.atomic():
            self._lock()
            self._set_due()
        return self.due_at is not None and self.due_at <= timezone.now()

    def _set_due(self) -> None:
        following = None if self.ended_at else self._following()
        self.due_at = following[1] if following else None
        self.save(update_fields=["due_at"])

    def _write(self, components) -> None:
        self.name, self.body = clean_name(self.name), clean_body(self.body)
        self.recurrence.check(minutes=self.minutes, now=timezone.now())
        self.save()
        self.components.set(components)
        self._set_due()

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=MaintenanceSeries.objects.select_for_update())

    @contextmanager
    def _changing(self, action: str, summary: str = "") -> Iterator[None]:
        with transaction.atomic():
            self._lock()
            if self.ended_at:
                raise SeriesEnded
            yield
            AuditEvent.objects.record(action, self, summary)
