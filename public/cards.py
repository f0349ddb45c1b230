"""The cards of the page and of its incidents: what they say, and which there are."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q
from django.template import Context
from django.utils.translation import gettext

from incidents.models import Incident
from incidents.models.queryset import IncidentQuerySet
from pages.models import Page
from public.pictures.card import Card
from public.state import State
from public.templatetags.times import stamp_words
from public.timeline import Timeline, timeline_of

OF_PAGE = "/card.png"
# Who shares a link does so while it is news. Older incidents are shown by the card of the page.
NEWS = timedelta(days=90)


def path_of(incident: Incident) -> str:
    return f"/incidents/{incident.code}/card.png"


def has_card(incident: Incident, now: datetime) -> bool:
    return incident.resolved_at is None or incident.told_at >= now - NEWS


def with_card(incidents: IncidentQuerySet, now: datetime) -> IncidentQuerySet:
    """Those of the incidents for which `has_card` is true."""
    return incidents.filter(Q(resolved_at=None) | Q(told_at__gte=now - NEWS))


def shown_for(incident: Incident, now: datetime) -> str:
    """The address of the card that stands for an incident."""
    return path_of(incident) if has_card(incident, now) else OF_PAGE


def of_page(page: Page, state: State, told: Collection[Timeline], *, now: datetime) -> Card:
    """What the card of the whole page says; `told` is what is open."""
    affected = {name: None for timeline in told for name in timeline.affected_names}
    return Card(
        page=page.name,
        level=state.level,
        state=_late(state.words) if state.is_overdue else state.words,
        headline=" · ".join(timeline.incident.name for timeline in told),
        about=_affects(affected),
        as_of=_as_of(page, now, now),
    )


def of_incident(page: Page, incident: Incident, *, now: datetime) -> Card:
    """What the card of one incident says: as of its newest update, as it changes with that."""
    timeline = timeline_of(incident)
    status = str(incident.get_status_display())
    return Card(
        page=page.name,
        level=timeline.mark,
        state=_late(status) if timeline.overdue_since(now) else status,
        headline=incident.name,
        about=affected(timeline),
        as_of=_as_of(page, timeline.newest.display_at, now),
    )


def affected(timeline: Timeline) -> str:
    """What it affects, or did, in one sentence; empty where nothing was."""
    if not timeline.incident.is_resolved:
        return _affects(timeline.affected_names)
    if not timeline.affected or timeline.incident.is_cancelled:
        return ""
    said = (
        gettext("This scheduled maintenance affected: %(names)s.")
        if timeline.incident.is_maintenance
        else gettext("This incident affected: %(names)s.")
    )
    return said % {"names": ", ".join(timeline.affected_names)}


def _affects(names: Collection[str]) -> str:
    return gettext("Affects %(names)s.") % {"names": ", ".join(names)} if names else ""


def _late(words: str) -> str:
    return f"{words}, {gettext('update overdue')}"


def _as_of(page: Page, moment: datetime, now: datetime) -> str:
    context = Context({"page": page, "now": now})
    return gettext("As of %(time)s") % {"time": stamp_words(context, moment, year=True)}
