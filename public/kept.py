"""Incidents kept in memory, and what was made of each, until they change.

A change touches one incident. The lists that tell of the last fifty, of the month and of the
quarter are made anew with it, and need neither load nor render all the others again.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from itertools import batched
from typing import Any

from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public.incident import loaded

# Of about ten kilobytes each; and of about one.
INCIDENTS, MADE = 600, 4000
CHUNK = 200

_incidents: OrderedDict[Hashable, Incident] = OrderedDict()
_made: OrderedDict[Hashable, Any] = OrderedDict()


def load(page: Page, incidents: IncidentQuerySet, *, limit: int | None = None) -> list[Incident]:
    """Those of the incidents that readers may see, in the same order.

    The components that they name may have changed their status since: ask the present.
    """
    keys = _keys(page, incidents, limit)
    found = _loaded(keys)
    return [found[pk] for pk in keys if pk in found]


def load_anew(page: Page, incidents: IncidentQuerySet) -> Iterator[Incident]:
    """The same, their components as they are now; loaded a chunk at a time, for whoever asks next.

    So memory does not grow with the history, and what is made of an incident later, of its month
    for one, does not load it again.
    """
    keys = _keys(page, incidents, None)
    for pks in batched(keys, CHUNK):
        found = {one.pk: one for one in loaded(Incident.objects.filter(pk__in=pks).order_by())}
        for pk, incident in found.items():
            _keep(_incidents, keys[pk], incident, INCIDENTS)
        yield from (found[pk] for pk in pks if pk in found)


def made_of_each[Made](
    page: Page,
    incidents: IncidentQuerySet,
    make: Callable[[Incident], Made],
    *,
    what: Hashable,
    limit: int | None = None,
) -> list[Made]:
    """What `make` makes of each incident that readers may see, in the same order.

    It must follow from the incident alone, and from `what`, which tells it from other things.
    """
    keys = _keys(page, incidents, limit)
    found = {pk: _made[what, key] for pk, key in keys.items() if (what, key) in _made}
    missing = {pk: key for pk, key in keys.items() if pk not in found}
    for pk, incident in _loaded(missing).items():
        found[pk] = make(incident)
        _keep(_made, (what, keys[pk]), found[pk], MADE)
    return [found[pk] for pk in keys if pk in found]


def remember[Made](incident: Incident, make: Callable[[], Made], *, what: Hashable) -> Made:
    """What `make` makes of an incident of `load`, kept with it; as in `made_of_each`."""
    made = incident.__dict__.setdefault("_made", {})
    if what not in made:
        made[what] = make()
    return made[what]


def made[Made](make: Callable[[], Made], *, of: Hashable) -> Made:
    """What `make` makes, kept for the next time; it must follow from `of` alone."""
    if of not in _made:
        _keep(_made, of, make(), MADE)
    return _made[of]


def clear() -> None:
    """Forget everything, as a new process has."""
    _incidents.clear()
    _made.clear()


def _keys(page: Page, incidents: IncidentQuerySet, limit: int | None) -> dict[int, Hashable]:
    """Primary key to what changes with the incident, or with what all documents show."""
    chosen = incidents.public().values_list("pk", "code", "changed_in")[:limit]
    return {pk: (code, changed_in, page.layout_revision) for pk, code, changed_in in chosen}


def _loaded(keys: dict[int, Hashable]) -> dict[int, Incident]:
    """The incidents by primary key, those at hand and the others."""
    found = {pk: _incidents[key] for pk, key in keys.items() if key in _incidents}
    if missing := keys.keys() - found.keys():
        for incident in loaded(Incident.objects.filter(pk__in=missing)):
            found[incident.pk] = incident
            _keep(_incidents, keys[incident.pk], incident, INCIDENTS)
    return found


def _keep(kept: OrderedDict[Hashable, Any], key: Hashable, value: Any, limit: int) -> None:
    kept[key] = value
    while len(kept) > limit:
        kept.popitem(last=False)
