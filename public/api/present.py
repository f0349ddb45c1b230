"""What the documents of one publish tell of the present."""

from datetime import datetime
from functools import cached_property, partial

from django.db import models

from components.models import Component
from incidents.models import Incident, ScheduledMaintenance
from incidents.models.queryset import IncidentQuerySet
from incidents.promises import Promise, promise_in_force
from incidents.status import Status
from pages.models import Page
from public import kept
from public.api.listing import Entry, listing, status_of_page
from public.api.serializers import (
    Object,
    entry_object,
    incident_object,
    page_object,
    promise_object,
    status_object,
)

# Of incidents, and of maintenances.
LIMIT = 50


class Present:
    """Objects of the API, each loaded when a document first asks for it and then shared."""

    def __init__(self, page: Page, now: datetime) -> None:
        self._page = page
        self._now = now

    @cached_property
    def page(self) -> Object:
        return page_object(self._page)

    @cached_property
    def status(self) -> Object:
        return status_object(status_of_page(self._components))

    @cached_property
    def components(self) -> list[Object]:
        """Groups included."""
        return [entry_object(self._page, entry) for entry in self._listing]

    @cached_property
    def incidents(self) -> list[Object]:
        return self._objects(Incident.objects.incidents(), limit=LIMIT)

    @cached_property
    def unresolved(self) -> list[Object]:
        return self._objects(Incident.objects.incidents().unresolved())

    @cached_property
    def maintenances(self) -> list[Object]:
        return self._objects(ScheduledMaintenance.objects.all(), limit=LIMIT)

    @cached_property
    def upcoming(self) -> list[Object]:
        return [one for one in self.open_maintenances if one["status"] == Status.SCHEDULED]

    @cached_property
    def active(self) -> list[Object]:
        return [one for one in self.open_maintenances if one["status"] != Status.SCHEDULED]

    @cached_property
    def open_maintenances(self) -> list[Object]:
        """Upcoming and active ones, the next first."""
        maintenances = ScheduledMaintenance.objects.unresolved()
        return self._objects(maintenances.order_by("scheduled_for", "id"))

    @cached_property
    def _components(self) -> list[Component]:
        components = Component.objects.public().select_related("group")
        return list(components.fetch_mode(models.FETCH_RAISE))

    @cached_property
    def _listing(self) -> list[Entry]:
        return listing(self._components)

    @cached_property
    def _component_objects(self) -> dict[Component, Object]:
        return {
            entry.subject: entry_object(self._page, entry)
            for entry in self._listing
            if isinstance(entry.subject, Component)
        }

    def _as_present(self, components: list[Component]) -> list[Object]:
        """As they are now, whenever the incident was loaded that names them."""
        known = self._component_objects
        return [known[component] for component in components if component in known]

    def _objects(self, incidents: IncidentQuerySet, *, limit: int | None = None) -> list[Object]:
        """The state of their components, and what is overdue, is of the present; the rest lasts."""
        make = partial(_lasting, self._page)
        what = ("incident", self._page.time_zone)
        made = kept.made_of_each(self._page, incidents, make, what=what, limit=limit)
        return [
            {
                **one,
                "components": self._as_present(one["components"]),
                **promise_object(self._page, promise, self._now),
            }
            for one, promise in made
        ]


def _lasting(page: Page, incident: Incident) -> tuple[Object, Promise | None]:
    """What holds until the incident changes."""
    lasting = incident_object(page, incident, component=lambda component: component)
    return lasting, promise_in_force(incident, incident.updates.all())
