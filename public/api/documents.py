"""The public API v2 as finished files, for whoever reads Statuspage's."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from incidents.models import Incident
from pages.models import Page
from public import history
from public.api import archive
from public.api.present import Present
from public.api.text import as_bytes, document_of
from public.month import Month

# After `page`, in this order: the key, and what of the present stands there.
CONTENT = {
    "summary": {
        "components": "components",
        "incidents": "unresolved",
        "scheduled_maintenances": "open_maintenances",
        "status": "status",
    },
    "status": {"status": "status"},
    "components": {"components": "components"},
    "incidents": {"incidents": "incidents"},
    "incidents/unresolved": {"incidents": "unresolved"},
    "scheduled-maintenances": {"scheduled_maintenances": "maintenances"},
    "scheduled-maintenances/upcoming": {"scheduled_maintenances": "upcoming"},
    "scheduled-maintenances/active": {"scheduled_maintenances": "active"},
}
SCHEMAS = Path(__file__).parent / "schemas"

Drafts = Iterator[tuple[str, Callable[[], bytes]]]


def front(page: Page, present: Present, now: datetime) -> Drafts:
    """The documents that tell of the present."""
    for name, parts in CONTENT.items():
        yield f"/api/v2/{name}.json", partial(_document, present, parts)
    yield archive.INDEX, partial(_index, page, now)
    for schema in sorted(SCHEMAS.glob("*.json")):
        yield f"/api/v2/schema/{schema.name}", schema.read_bytes


def of_incident(page: Page, incident: Incident, now: datetime) -> tuple[str, Callable[[], bytes]]:
    """The document of one incident or maintenance, loaded by `with_updates`."""
    path = archive.path_of_incident(incident)
    return path, partial(archive.incident_document, page, incident, now)


def of_month(page: Page, month: Month) -> tuple[str, Callable[[], bytes]]:
    """The archive of a month."""
    return archive.path_of_month(month), partial(archive.month_document, page, month)


def paths_of(incident: Incident) -> list[str]:
    """What must go when the incident is withdrawn."""
    return [archive.path_of_incident(incident)]


def _document(present: Present, parts: Mapping[str, str]) -> bytes:
    told = {key: getattr(present, attribute) for key, attribute in parts.items()}
    return document_of({"page": present.page, **told})


def _index(page: Page, now: datetime) -> bytes:
    return as_bytes(archive.index_document(page, history.months(page, now)))
