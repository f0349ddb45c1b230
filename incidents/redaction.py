"""Removes a secret that was told by mistake from everything that keeps what was told."""

from django.contrib.admin.models import LogEntry
from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone

from accounts.models import AuditEvent
from components.models import StatusCorrection
from incidents.models import (
    ActionItem,
    AffectedComponent,
    Incident,
    IncidentTemplate,
    IncidentUpdate,
    IncidentUpdateRevision,
    MaintenanceSeries,
    Postmortem,
    Proposal,
    UpdateDraft,
)
from incidents.refusals import SecretNotFound, SecretTooShort
from lib.text import storable
from pages.models import Page

# In every language; no longer than the shortest secret, so that it fits wherever that stood.
MASK = "████"
_WORDS = ["fails", "works", "workaround"]


def redact(incident: Incident, secret: str, *, by=None) -> None:
    """Black out a secret wherever this incident tells it, now or in an earlier text.

    Nothing keeps it: neither a revision, nor the log of the admin, nor an old published file.
    """
    secret = storable(secret).strip()
    if len(secret) < len(MASK):
        raise SecretTooShort
    with Page.changing() as page:
        incident.refresh_from_db()
        updates = incident.updates.all()
        told = _updates_with(incident, secret)
        found = sum(_mask(rows, secret, fields) for rows, fields in _places(incident, secret))
        if not found:
            raise SecretNotFound
        _mask(LogEntry.objects.all(), secret, ["object_repr", "change_message"])
        AuditEvent.objects.mask(secret, MASK)
        UpdateDraft.objects.forget(secret)
        for rows, fields in _yet_to_be_told():
            _mask(rows, secret, fields)
        if _mask(StatusCorrection.objects.all(), secret, ["reason"]):
            page.change_everywhere()
        Proposal.objects.forget(secret)
        for update in updates.filter(pk__in=told):
            update.revisions.create(
                kind=IncidentUpdateRevision.Kind.REDACTION, status=update.status, by=by
            )
        updates.filter(pk__in=told).update(redacted_at=timezone.now(), updated_at=timezone.now())
        incident.refresh_from_db()
        incident.redacted_in = page.revision
        incident._follow_updates(page)
        page.note("redacted", incident)


def _places(incident: Incident, secret: str) -> list[tuple[QuerySet, list[str]]]:
    return [
        (Incident.objects.filter(pk=incident.pk), ["name"]),
        (IncidentUpdate.objects.filter(incident=incident), ["body"]),
        (IncidentUpdateRevision.objects.filter(update__incident=incident), ["body", "reason"]),
        (AffectedComponent.objects.filter(update__incident=incident), _WORDS),
        (Postmortem.objects.filter(incident=incident), ["draft", "body"]),
        (ActionItem.objects.filter(postmortem__incident=incident), ["action", "owner"]),
    ]


def _yet_to_be_told() -> list[tuple[QuerySet, list[str]]]:
    """What would tell it again: the next of a series, or whoever uses a template."""
    return [
        (MaintenanceSeries.objects.all(), ["name", "body"]),
        (IncidentTemplate.objects.all(), ["title", "body"]),
    ]


def _updates_with(incident: Incident, secret: str) -> set[int]:
    """The updates of which readers could see the secret, or an earlier text with it."""
    updates = incident.updates.prefetch_related("revisions", "affected_components")
    return {update.pk for update in updates if any(secret in text for text in _texts(update))}


def _texts(update: IncidentUpdate) -> list[str]:
    revisions = [text for one in update.revisions.all() for text in (one.body, one.reason)]
    words = [getattr(row, word) for row in update.affected_components.all() for word in _WORDS]
    return [update.body, *revisions, *words]


def _mask(rows: QuerySet[Model], secret: str, fields: list[str]) -> int:
    """Replace the secret in these columns; returns in how many values it stood."""
    found = 0
    for field in fields:
        values = rows.filter(**{f"{field}__contains": secret}).values_list("pk", field)
        # Looked at again: to SQLite's `contains`, upper and lower case are the same.
        pks = [pk for pk, value in values if secret in value]
        found += rows.filter(pk__in=pks).update(
            **{field: Replace(F(field), Value(secret), Value(MASK))}
        )
    return found
