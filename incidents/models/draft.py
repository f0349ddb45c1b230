from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from components.models import Component
from incidents.models.typed import Typed, TypedForm, clean_typed, pks_with
from incidents.models.update import IncidentUpdate


class UpdateDraftQuerySet(models.QuerySet["UpdateDraft"]):
    def of(self, user, incident):
        """The draft that somebody has of an update; without an incident, of a declaration."""
        return self.filter(user=user, incident=incident)

    def keep(self, user, incident, typed: Typed) -> "UpdateDraft":
        """Keep what is typed so far in place of what was kept before."""
        kept = {"typed": clean_typed(typed), "saved_at": timezone.now()}
        begun = {"statuses": {str(pk): status for pk, status in _statuses().items()}}
        draft, _ = self.update_or_create(
            user=user, incident=incident, defaults=kept, create_defaults={**kept, **begun}
        )
        return draft

    def forget(self, secret: str) -> None:
        """Throw away every draft in which a secret stands."""
        self.filter(pk__in=pks_with(secret, self.all())).delete()


class UpdateDraft(TypedForm):
    """What somebody is writing and has not posted. Nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    statuses = models.JSONField(help_text="Of the components, when it was begun.")
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField()

    objects = UpdateDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="update_draft_once_per_user_and_incident", fields=["user", "incident"]
            ),
            # Where a column is empty, that one tells nothing apart.
            models.UniqueConstraint(
                name="update_draft_one_declaration_per_user",
                fields=["user"],
                condition=Q(incident=None),
            ),
        ]

    def __str__(self):
        return f"Draft of {self.incident or 'a declaration'}"

    def since(self) -> list[str]:
        """What others did since it was begun, in words; its author may not have seen it."""
        return [*self._posted(), *self._moved()]

    def _posted(self) -> list[str]:
        told = IncidentUpdate.objects.filter(created_at__gt=self.begun_at)
        told = told.exclude(by=self.user).select_related("incident", "by").order_by("pk")
        if self.incident_id is not None:
            told = told.filter(incident=self.incident_id)
        else:
            told = told.public().filter(incident__created_at__gt=self.begun_at)
        return [
            f"{update.author} posted: {update.incident}, "
            f"{update.get_status_display()}, “{update.body}”"
            for update in told
        ]

    def _moved(self) -> list[str]:
        present = Component.objects.select_related("group").in_bulk()
        return [
            f"{component.full_name} is now: {component.get_status_display()}"
            for pk, component in present.items()
            if self.statuses.get(str(pk), component.status) != component.status
        ]


def _statuses() -> dict[int, str]:
    return dict(Component.objects.values_list("pk", "status"))
