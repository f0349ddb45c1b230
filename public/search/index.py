"""Keeps the words of every incident that readers may see, beside the published site."""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import batched, chain

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from components.models import Component
from incidents.models import AffectedComponent, Incident, IncidentUpdate, Postmortem
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public.models import IndexedIncident, SearchIndex
from public.search.query import Query
from public.search.words import words_of

logger = logging.getLogger(__name__)

CHUNK = 200
# PostgreSQL refuses a vector of more than a megabyte, in which short words take twice their size.
_LARGEST = 400_000

_MATCHING = {
    "postgresql": "SELECT incident_id FROM public_indexedincident"
    " WHERE vector @@ to_tsquery('simple', %s)",
    "sqlite": "SELECT rowid FROM public_words WHERE public_words MATCH %s",
}


def matching(query: Query) -> IncidentQuerySet:
    """The incidents that readers may see, as of this moment, and in which all of it is found."""
    if not query.phrases:
        return Incident.objects.none()
    asked = query.as_fts5() if connection.vendor == "sqlite" else query.as_tsquery()
    found = RawSQL(_MATCHING[connection.vendor], [asked])  # noqa: S611
    return Incident.objects.public().filter(pk__in=found)


def is_behind() -> bool:
    """Whether an incident changed that the index has not taken in."""
    return _changed().exists()


def update(*, limit: int | None = None) -> None:
    """Take in what changed; more than `limit` incidents are left for whoever has the time."""
    # Read before the incidents: what changes meanwhile is found the next time.
    revision = Page.current().revision
    changed = list(_changed().values_list("pk", flat=True)[: limit and limit + 1])
    if limit is None or len(changed) <= limit:
        _take_in(changed, revision)


def rebuild() -> None:
    """Take in everything anew."""
    revision = Page.current().revision
    _take_in(list(Incident.objects.order_by("pk").values_list("pk", flat=True)), revision)


def forget() -> None:
    """Let no word stay in the index that no text holds any more: it waits there to be merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO public_words(public_words) VALUES ('optimize')")


def errors_of(update: Callable[[], None]) -> dict[str, Exception]:
    """Bring the index up to date; what is published stands, whatever comes of it."""
    try:
        update()
    except Exception as error:
        logger.exception("The search index could not be brought up to date")
        return {"/search": error}
    return {}


def _changed() -> IncidentQuerySet:
    index, _ = SearchIndex.objects.get_or_create(pk=SearchIndex.PK)
    return Incident.objects.filter(changed_in__gt=index.revision).order_by()


def _take_in(pks: list[int], revision: int) -> None:
    done = 0
    for chunk in batched(pks, CHUNK):
        done += len(chunk)
        with transaction.atomic():
            # One at a time: nobody puts back what another has read later.
            index, _ = SearchIndex.objects.select_for_update().get_or_create(pk=SearchIndex.PK)
            _write(chunk)
            if done == len(pks) and index.revision < revision:
                index.revision = revision
                index.save(update_fields=["revision"])


def _write(pks: Collection[int]) -> None:
    texts = _texts(pks)
    IndexedIncident.objects.filter(incident__in=set(pks) - texts.keys()).delete()
    IndexedIncident.objects.bulk_create(
        [IndexedIncident(incident_id=pk, text=text) for pk, text in texts.items()],
        update_conflicts=True,
        unique_fields=["incident"],
        update_fields=["text"],
    )


def _texts(pks: Collection[int]) -> dict[int, str]:
    """What readers may see of each incident, folded; the most telling first."""
    visible = Incident.objects.public().filter(pk__in=pks)
    parts = {pk: [name] for pk, name in visible.values_list("pk", "name")}
    told: dict[int, list[str]] = defaultdict(list)
    for pk, *texts in chain(_affected(pks), _updates(pks), _postmortems(pks)):
        told[pk] += texts
    return {pk: _fold(chain(name, dict.fromkeys(told[pk]))) for pk, name in parts.items()}


def _affected(pks: Collection[int]) -> Iterable[tuple]:
    named = AffectedComponent.objects.standing().filter(
        update__incident__in=pks, component__in=Component.objects.public()
    )
    return named.values_list(
        *("update__incident", "component__group__name", "component__name"),
        *("fails", "works", "workaround"),
    )


def _updates(pks: Collection[int]) -> Iterable[tuple]:
    updates = IncidentUpdate.objects.public().filter(incident__in=pks)
    return updates.order_by("-display_at", "-pk").values_list("incident", "body")


def _postmortems(pks: Collection[int]) -> Iterable[tuple]:
    return Postmortem.objects.public().filter(incident__in=pks).values_list("incident", "body")


def _fold(texts: Iterable[str | None]) -> str:
    # Markdown's own signs are no words: its source is folded to what readers see, and addresses.
    text = " ".join(word for text in texts if text for word in words_of(text))
    return text.encode()[:_LARGEST].decode(errors="ignore")
