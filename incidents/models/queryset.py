from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from components.models import Component
from incidents.models.action_item import ActionItem
from incidents.models.revision import IncidentUpdateRevision
from incidents.models.update import AffectedComponent
from incidents.refusals import ImpactUnknown, NameMissing, NameTooLong, StatusOfAnotherKind
from incidents.status import CLOSED_STATUSES, INCIDENT_STATUSES, Impact, Status
from lib.text import one_line
from pages.models import Page


def clean_name(name: str) -> str:
    """The name as it is stored; raises `NameMissing` or `NameTooLong`."""
    name = one_line(name)
    if not name:
        raise NameMissing
    if len(name) > 255:
        raise NameTooLong
    return name


class IncidentQuerySet(models.QuerySet):
    def public(self):
        """What readers may see; every public document starts here."""
        return self.filter(published_at__isnull=False)

    def incidents(self):
        return self.filter(scheduled_for=None)

    def maintenances(self):
        return self.filter(scheduled_for__isnull=False)

    def unresolved(self):
        return self.filter(resolved_at=None)

    def naming(self, component):
        """Those of which an update names the component."""
        naming = AffectedComponent.objects.standing().filter(component=component)
        return self.filter(Exists(naming.filter(update__incident=OuterRef("pk"))))

    def with_updates(self):
        """Load what a timeline shows: updates with all that belongs to them, the postmortem."""
        affected = AffectedComponent.objects.standing().filter(
            component__in=Component.objects.public()
        )
        return self.select_related("postmortem").prefetch_related(
            "updates",
            Prefetch(
                "updates__affected_components", queryset=affected.select_related("component__group")
            ),
            Prefetch(
                "updates__revisions",
                queryset=IncidentUpdateRevision.objects.public(),
                to_attr="corrections",
            ),
            Prefetch(
                "postmortem__action_items",
                queryset=ActionItem.objects.public(),
                to_attr="items_shown",
            ),
        )

    def declare(
        self, *, name, body, status=Status.INVESTIGATING, at=None, started_at=None,
        impact_override="", written_at=None, **told,
    ):  # fmt: skip
        """Tell the public that something is wrong; returns the `Incident`.

        `at` dates the first update and may lie in the past; `started_at` may lie before it.
        `told` is what `Incident.post_update` takes besides.
        """
        if status not in INCIDENT_STATUSES:
            raise StatusOfAnotherKind
        if impact_override not in {"", *Impact.values}:
            raise ImpactUnknown
        with Page.changing() as page:
            at = at or timezone.now()
            incident = self.create(
                name=clean_name(name),
                status=status,
                impact_override=impact_override,
                started_at=started_at or at,
                told_at=at,
                resolved_at=at if status in CLOSED_STATUSES else None,
                published_at=timezone.now(),
                changed_in=page.revision,
                created_at=written_at or timezone.now(),
            )
            incident.post_update(  # type: ignore[attr-defined]
                status=status, body=body, at=at, written_at=written_at, **told
            )
            page.note("declared", incident)
        return incident
