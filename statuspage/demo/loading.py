"""Tells the demo's stories through the same methods as staff would."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from components.models import Component, ComponentGroup
from incidents.models import Incident, Postmortem, ScheduledMaintenance
from pages.models import Page
from statuspage.demo import company
from statuspage.demo.outage import OUTAGE
from statuspage.demo.telling import On, Story, Told, Work
from statuspage.demo.today import MAINTENANCES, OPEN
from statuspage.demo.weeks_before import WEEKS_BEFORE

# The bars of 90 days of uptime have a beginning to show.
HISTORY_BEGINS = On(days_ago=95, clock="00:00")


class PageNotEmpty(Exception):
    """The page tells of a company already."""


def load(*, now: datetime) -> None:
    """Fill an empty page, in one change; raises `PageNotEmpty` and changes nothing otherwise."""
    with Page.changing() as page:
        if any(rows.exists() for rows in _rows_of_a_page()):
            raise PageNotEmpty
        _introduce()
        components = _add_components(now)
        told: list[Story | Work] = [*WEEKS_BEFORE, OUTAGE, OPEN, *MAINTENANCES]
        for story in sorted(told, key=lambda story: story.first_told.moment(now)):
            if isinstance(story, Work):
                _maintain(story, components, now)
            else:
                _tell(story, components, now)
        page.note("loaded the demo of", Page.current())


def _rows_of_a_page() -> list[QuerySet]:
    return [ComponentGroup.objects.all(), Component.objects.all(), Incident.objects.all()]


def _introduce() -> None:
    page = Page.current()
    page.name, page.headline, page.about = company.NAME, company.HEADLINE, company.ABOUT.strip()
    page.company_url, page.support_url = company.COMPANY_URL, company.SUPPORT_URL
    page.time_zone = "Etc/UTC"
    page.save_settings()


def _add_components(now: datetime) -> dict[str, Component]:
    """The components by their full names, such as `CEP - Campaigns`."""
    added = []
    for position, (name, description, parts) in enumerate(company.GROUPS, start=1):
        group = ComponentGroup(name=name, description=description, position=position)
        group.save_details()
        added += [
            Component.objects.add(
                name=part,
                description=what,
                group=group,
                position=place,
                at=HISTORY_BEGINS.moment(now),
            )
            for place, (part, what) in enumerate(parts, start=1)
        ]
    return {component.full_name: component for component in added}


def _tell(story: Story, components: dict[str, Component], now: datetime) -> None:
    began = story.began.moment(now)
    first, *others = [_told(update, began, components) for update in story.updates]
    incident = Incident.objects.declare(name=story.name, started_at=began, **first)
    for update in others:
        incident.post_update(**update)
    if story.postmortem_on:
        postmortem = Postmortem.objects.of(incident)
        postmortem.save_draft(story.postmortem)
        postmortem.publish(at=story.postmortem_on.moment(now), notify=False)


def _told(update: Told, began: datetime, components: dict[str, Component]) -> dict:
    """The arguments of `Incident.post_update`. Nobody is told by mail of what is made up."""
    at = began + timedelta(minutes=update.after)
    within = update.next_update_within
    return {
        "status": update.status,
        "body": update.body,
        "at": at,
        "written_at": at,
        "notify": False,
        "next_update_by": at + timedelta(minutes=within) if within else None,
        "component_statuses": [
            (components[name], said.status) for name, said in update.components.items()
        ],
        "impact_words": {components[name]: said.words for name, said in update.components.items()},
    }


def _maintain(work: Work, components: dict[str, Component], now: datetime) -> None:
    starts = work.starts.moment(now)
    ends = starts + timedelta(minutes=work.minutes)
    maintenance = ScheduledMaintenance.objects.schedule(
        name=work.name,
        body=work.body,
        scheduled_for=starts,
        scheduled_until=ends,
        components=[components[name] for name in work.components],
        at=work.first_told.moment(now),
        written_at=work.first_told.moment(now),
        notify=False,
    )
    if work.done:
        maintenance.start(body=work.begun, at=starts, written_at=starts, notify=False)
        maintenance.complete(body=work.done, at=ends, written_at=ends, notify=False)
