from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from components.correction import StatusCorrection
from components.status import ComponentStatus
from lib.codes import new_code
from pages.models import Page

__all__ = ["Component", "ComponentGroup", "StatusChange", "StatusCorrection"]


class ComponentGroupQuerySet(models.QuerySet["ComponentGroup"]):
    def public(self):
        """What readers may see: groups with something in them."""
        return self.filter(Exists(Component.objects.public().filter(group=OuterRef("pk"))))


class ComponentGroup(models.Model):
    """Components under one heading. Its status is that of its worst component."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=255)
    description = models.CharField(max_length=1000, blank=True)
    position = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ComponentGroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.name

    def save_details(self) -> None:
        """Save name, description and position: the whole page may show them."""
        with Page.changing() as page:
            page.change_everywhere()
            self.save()
            page.note("saved", self)

    def remove(self) -> None:
        """Take the heading away; its components stay, without one."""
        with Page.changing() as page:
            page.change_everywhere()
            page.note("deleted", self)
            self.delete()


class ComponentQuerySet(models.QuerySet["Component"]):
    def public(self):
        """What readers may see; every public document starts here."""
        return self.filter(is_visible=True)

    def in_place(self):
        """With their groups, as they stand on the page one below the other."""
        place = [Coalesce("group__position", "position"), Coalesce("group_id", 0)]
        return self.select_related("group").order_by(*place, "position", "id")

    def add(self, *, name, at=None, status=ComponentStatus.OPERATIONAL, **details):
        """Put a component on the page; its history begins at `at`, by default now."""
        with Page.changing() as page:
            component = self.create(name=name, status=status, **details)
            page.note("added", component)
            component.status_changes.create(
                status=status, at=at or component.created_at, changed_in=page.revision
            )
        return component


class Component(models.Model):
    """A part of the service that can be up or down."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    group = models.ForeignKey(
        ComponentGroup, models.SET_NULL, null=True, blank=True, related_name="components"
    )
    name = models.CharField(max_length=255)
    description = models.CharField(max_length=1000, blank=True)
    status = models.CharField(
        max_length=20,
        choices=ComponentStatus,
        default=ComponentStatus.OPERATIONAL,
        editable=False,
    )
    position = models.PositiveIntegerField(default=1)
    is_visible = models.BooleanField(
        "on the page", default=True, help_text="Off: only staff know of this component."
    )
    only_show_if_degraded = models.BooleanField(
        default=False, help_text="Hide the component while it is operational."
    )
    showcase = models.BooleanField("show uptime", default=True)
    start_date = models.DateField(
        null=True, blank=True, help_text="Uptime is counted from this day."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ComponentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="component_status_is_known",
                condition=Q(status__in=ComponentStatus.values),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("public:component", args=[self.code])

    @property
    def full_name(self) -> str:
        """The name with its group before it, as Statuspage's API prints it."""
        return f"{self.group.name} - {self.name}" if self.group else self.name

    @property
    def is_hiding(self) -> bool:
        """Whether the page leaves it out, as all is well with it."""
        return self.only_show_if_degraded and self.status == ComponentStatus.OPERATIONAL

    def status_at(self, at) -> str:
        """The status that held at a moment; operational before the history begins."""
        change = self.status_changes.filter(at__lte=at).last()
        return change.status if change else ComponentStatus.OPERATIONAL

    def set_status(self, status, *, at=None):
        """Move to `status` as of `at`, by default now; returns the `StatusChange`, if it is one.

        A change dated before a later one completes the history and leaves the present alone.
        """
        with Page.changing() as page:
            page.note("set the status of", self, ComponentStatus(status).label)
            at = at or timezone.now()
            if self.status_at(at) == status:
                return None
            change = self.status_changes.create(
                status=ComponentStatus(status), at=at, changed_in=page.revision
            )
            self.status = self.status_at(timezone.now())
            self.save(update_fields=["status", "updated_at"])
        return change

    def save_details(self) -> None:
        """Save what is said of the component; its status moves by `set_status` alone."""
        with Page.changing() as page:
            page.change_everywhere()
            fields = self._meta.concrete_fields
            details = [f.name for f in fields if f.editable and not f.primary_key]
            self.save(update_fields=[*details, "updated_at"])
            page.note("saved", self)

    def remove(self) -> None:
        """Delete the component; refused with `ProtectedError` once an incident has named it."""
        with Page.changing() as page:
            page.change_everywhere()
            page.note("deleted", self)
            self.delete()


class StatusChange(models.Model):
    """A component's status as of a moment. Append-only: uptime is counted from these rows."""

    component = models.ForeignKey(Component, models.CASCADE, related_name="status_changes")
    status = models.CharField(max_length=20, choices=ComponentStatus)
    at = models.DateTimeField()
    changed_in = models.PositiveBigIntegerField(
        db_index=True, editable=False, help_text="The page's revision in which it was recorded."
    )

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["component", "at"])]
        constraints = [
            models.CheckConstraint(
                name="status_change_status_is_known",
                condition=Q(status__in=ComponentStatus.values),
            ),
        ]

    def __str__(self):
        return f"{self.component}: {self.get_status_display()}"
