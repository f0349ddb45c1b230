"""What the documents of one publish tell of the present."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from django.db import models

from components.models import Component
from incidents.models import Incident, ScheduledMaintenance
from incidents.models.queryset import IncidentQuerySet
from incidents.promises import PostmortemPromise, Promise, postmortem_promise, promise_in_force
from incidents.status import Status
from pages.models import Page
from public import kept
from public.api.listing import Entry, listing, status_of_page
from public.api.serializers import (
    entry_object,
    incident_object,
    page_object,
    promise_object,
    status_object,
)
from public.api.text import as_text, list_of, members

# Of incidents, and of maintenances.
LIMIT = 50


@dataclass(frozen=True)
class Told:
    """The JSON of an incident, but for what is of the present.

    That is the state of its components, and whether a promise is overdue, which stands last.
    `before` and `after` are what stands around the components.
    """

    status: str
    before: str
    components: list[Component]
    after: str
    promise: Promise | None
    postmortem: PostmortemPromise | None


class Present:
    """Parts of the API, as JSON; each is made when a document first asks for it, then shared."""

    def __init__(self, page: Page, now: datetime) -> None:
        self._page = page
        self._now = now

    @cached_property
    def page(self) -> str:
        return as_text(page_object(self._page))

    @cached_property
    def status(self) -> str:
        return as_text(status_object(status_of_page(self._components)))

    @cached_property
    def components(self) -> str:
        """Groups included."""
        return list_of(self._texts.values())

    @cached_property
    def incidents(self) -> str:
        return self._list(self._told(Incident.objects.incidents(), limit=LIMIT))

    @cached_property
    def unresolved(self) -> str:
        return self._list(self._told(Incident.objects.incidents().unresolved()))

    @cached_property
    def maintenances(self) -> str:
        return self._list(self._told(ScheduledMaintenance.objects.all(), limit=LIMIT))

    @cached_property
    def upcoming(self) -> str:
        return self._list(one for one in self._open if one.status == Status.SCHEDULED)

    @cached_property
    def active(self) -> str:
        return self._list(one for one in self._open if one.status != Status.SCHEDULED)

    @cached_property
    def open_maintenances(self) -> str:
        """Upcoming and active ones, the next first."""
        return self._list(self._open)

    @cached_property
    def _open(self) -> list[Told]:
        maintenances = ScheduledMaintenance.objects.unresolved()
        return self._told(maintenances.order_by("scheduled_for", "id"))

    @cached_property
    def _components(self) -> list[Component]:
        components = Component.objects.public().select_related("group")
        return list(components.fetch_mode(models.FETCH_RAISE))

    @cached_property
    def _listing(self) -> list[Entry]:
        return listing(self._components)

    @cached_property
    def _texts(self) -> dict[models.Model, str]:
        """The JSON of each component and group, in the order of the page."""
        return {entry.subject: as_text(entry_object(self._page, entry)) for entry in self._listing}

    def _told(self, incidents: IncidentQuerySet, *, limit: int | None = None) -> list[Told]:
        """The state of their components, and what is overdue, is of the present; the rest lasts."""
        make = partial(_tell, self._page)
        what = ("incident", self._page.time_zone)
        return kept.made_of_each(self._page, incidents, make, what=what, limit=limit)

    def _list(self, told: Iterable[Told]) -> str:
        return list_of(map(self._text, told))

    def _text(self, told: Told) -> str:
        """Its components as they are now, whenever the incident was loaded that names them."""
        known = self._texts
        components = list_of(known[one] for one in told.components if one in known)
        promise = members(promise_object(self._page, told.promise, told.postmortem, self._now))
        return f'{{{told.before},"components":{components},{told.after},{promise}}}'


def _tell(page: Page, incident: Incident) -> Told:
    whole = incident_object(page, incident, component=lambda component: component)
    keys = list(whole)
    place = keys.index("components")
    return Told(
        status=whole["status"],
        before=members({key: whole[key] for key in keys[:place]}),
        components=whole["components"],
        after=members({key: whole[key] for key in keys[place + 1 :]}),
        promise=promise_in_force(incident, incident.updates.all()),
        postmortem=postmortem_promise(incident),
    )
