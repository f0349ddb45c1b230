"""What a search answers: a page of incidents, the newest first."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from components.models import Component
from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from lib.text import one_line
from pages.models import Page
from public import incident as incident_document
from public.month import Month
from public.search.index import matching
from public.search.query import LONGEST, Query
from public.search.snippet import Piece, marked, snippet
from public.timeline import Timeline, timeline_of

PER_PAGE = 20
LAST = 100

_BEGAN = Coalesce("scheduled_for", "started_at")


class NoSuchPage(Exception):
    """Nothing can stand at this address."""


@dataclass(frozen=True)
class Result:
    timeline: Timeline
    name: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True)
class Search:
    """What is asked: words, a component, since when; and for which page of the answer."""

    page: Page
    text: str
    component: Component | None
    since: Month | None
    number: int

    @classmethod
    def parse(cls, page: Page, asked: Mapping[str, str], components: Iterable[Component]):
        """Read the parameters of the address; raises NoSuchPage for what no form of ours sends."""
        code, since = asked.get("component", ""), asked.get("from", "")
        number = asked.get("page", "1")
        chosen = next((one for one in components if one.code == code), None)
        if (code and not chosen) or not re.fullmatch("[1-9][0-9]{0,2}", number):
            raise NoSuchPage
        if int(number) > LAST or (
            since and not re.fullmatch("[12][0-9]{3}-(0[1-9]|1[0-2])", since)
        ):
            raise NoSuchPage
        text = one_line(asked.get("q", ""))
        return cls(page, text, chosen, Month.parse(since) if since else None, int(number))

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST

    @property
    def is_asked(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.text or self.component or self.since) and not self.is_too_long

    @cached_property
    def query(self) -> Query:
        return Query.parse(self.text)

    @property
    def count(self) -> int:
        """How many there are on all pages; only a page that shows some knows."""
        return self._shown[0][1] if self._shown else 0

    @property
    def results(self) -> list[Result]:
        pks = [pk for pk, _ in self._shown]
        loaded = incident_document.loaded(Incident.objects.filter(pk__in=pks))
        return [self._result(each) for each in sorted(loaded, key=lambda one: pks.index(one.pk))]

    @property
    def newer(self) -> str:
        """The address of the page before; empty where there is none."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def older(self) -> str:
        more = self.count > self.number * PER_PAGE and self.number < LAST
        return self._address(self.number + 1) if more else ""

    def _address(self, number: int) -> str:
        asked = {
            "q": self.text,
            "component": self.component.code if self.component else "",
            "from": str(self.since or ""),
            "page": str(number) if number > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def _shown(self) -> list[tuple[int, int]]:
        """The primary keys of this page, each with the count: one pass over what is found."""
        first = (self.number - 1) * PER_PAGE
        counted = self._found.annotate(count=Window(Count("*"))).order_by(_BEGAN.desc(), "-pk")
        return list(counted.values_list("pk", "count")[first : first + PER_PAGE])

    @property
    def _found(self) -> IncidentQuerySet:
        found = matching(self.query) if self.text else Incident.objects.public()
        if self.component:
            found = found.naming(self.component)
        if self.since:
            found = found.alias(began=_BEGAN).filter(
                began__gte=self.since.starts_at(self.page.zone)
            )
        return found

    def _result(self, incident: Incident) -> Result:
        timeline = timeline_of(incident)
        return Result(timeline, marked(incident.name, self.query), snippet(timeline, self.query))
