"""A page with a history of any length, made in bulk."""

from datetime import datetime, timedelta

from django.utils import timezone

from components.models import Component, ComponentGroup, StatusChange
from components.status import ComponentStatus
from incidents.models import AffectedComponent, Incident, IncidentUpdate
from incidents.status import Impact, Status
from pages.models import Page

YEARS = 10
TOLD = [
    (Status.INVESTIGATING, 0, "Some messages arrive late.\nWe are looking into the cause."),
    (Status.IDENTIFIED, 20, "A queue is full.\n\n- E-mail is late\n- Push is late\n- SMS is fine"),
    (Status.IDENTIFIED, 60, "The queue drains. **Nothing is lost**; all of it will be sent."),
    (Status.RESOLVED, 120, "Every late message has been sent. We are sorry for the wait."),
]


def fill(*, incidents: int, components: int = 100, recent: int = 10) -> None:
    """Write components and past incidents: `recent` of them in the last days, the rest before."""
    with Page.changing() as page:
        now = timezone.now()
        parts = _add_components(components, at=now - timedelta(days=YEARS * 365 + 20))
        old = incidents - recent
        ages = [timedelta(days=1 + 13 * n / recent) for n in range(recent)]
        ages += [timedelta(days=16 + YEARS * 365 * n / max(old, 1)) for n in range(old)]
        rows = Incident.objects.bulk_create(
            Incident(
                name=f"Late messages, case {number}",
                status=Status.RESOLVED,
                impact=Impact.MINOR,
                started_at=now - age,
                resolved_at=now - age + timedelta(minutes=TOLD[-1][1]),
                told_at=now - age + timedelta(minutes=TOLD[-1][1]),
                published_at=now - age,
                created_at=now - age,
                changed_in=page.revision,
            )
            for number, age in enumerate(ages)
        )
        _tell(rows, parts)


def _add_components(number: int, *, at: datetime) -> list[Component]:
    groups = [ComponentGroup(name=f"Region {n}", position=n) for n in range(1, 11)]
    for group in groups:
        group.save_details()
    return [
        Component.objects.add(name=f"Service {n}", group=groups[n % 10], position=n, at=at)
        for n in range(1, number + 1)
    ]


def _tell(incidents: list[Incident], components: list[Component]) -> None:
    updates = IncidentUpdate.objects.bulk_create(
        IncidentUpdate(
            incident=incident,
            status=status,
            body=body,
            display_at=incident.started_at + timedelta(minutes=minutes),
            created_at=incident.started_at + timedelta(minutes=minutes),
        )
        for incident in incidents
        for status, minutes, body in TOLD
    )
    AffectedComponent.objects.bulk_create(
        AffectedComponent(
            update=update,
            component=_named(update, components),
            old_status=ComponentStatus.OPERATIONAL,
            new_status=_status(update),
        )
        for update in updates
        if update.status == Status.INVESTIGATING
    )
    StatusChange.objects.bulk_create(
        StatusChange(
            component=_named(update, components),
            status=_status(update),
            at=update.display_at,
            changed_in=0,
        )
        for update in updates
        if update.status in {Status.INVESTIGATING, Status.RESOLVED}
    )


def _named(update: IncidentUpdate, components: list[Component]) -> Component:
    return components[(update.incident_id or 0) % len(components)]


def _status(update: IncidentUpdate) -> ComponentStatus:
    """Every third incident is an outage."""
    if update.status == Status.RESOLVED:
        return ComponentStatus.OPERATIONAL
    is_outage = (update.incident_id or 0) % 3 == 0
    return ComponentStatus.PARTIAL_OUTAGE if is_outage else ComponentStatus.DEGRADED_PERFORMANCE
