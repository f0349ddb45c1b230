"""The objects of Statuspage's public API v2, key by key in its order.

What is ours stands at the end of an object, so that clients compare what they know and pass over
the rest.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings

from components.models import Component, ComponentGroup
from components.status import OverallStatus
from incidents.models import (
    AffectedComponent,
    Incident,
    IncidentUpdate,
    IncidentUpdateRevision,
    Postmortem,
)
from incidents.promises import PostmortemPromise, Promise
from pages.models import Page
from public.api.body import as_html
from public.api.listing import Entry, status_of, status_of_group
from public.api.stamps import stamp, stamp_or_none
from public.api.work import as_it_went, planned
from public.timeline import Timeline, timeline_of
from public.traces import body_of

POSTMORTEM = "postmortem"

Object = dict[str, Any]


def lasting_page_object(page: Page) -> Object:
    """The page in documents that are not made anew with every change of it."""
    return {
        "id": page.code,
        "name": page.name,
        "url": settings.SITE_URL,
        "time_zone": page.time_zone,
    }


def page_object(page: Page) -> Object:
    return {**lasting_page_object(page), "updated_at": stamp(page.updated_at, page.zone)}


def status_object(status: OverallStatus) -> Object:
    return {"indicator": status.indicator, "description": status.description}


def component_object(page: Page, component: Component, *, position: int) -> Object:
    return {
        "id": component.code,
        "name": component.name,
        "status": status_of(component),
        "created_at": stamp(component.created_at, page.zone),
        "updated_at": stamp(component.updated_at, page.zone),
        "position": position,
        "description": component.description or None,
        "showcase": component.showcase,
        "start_date": component.start_date.isoformat() if component.start_date else None,
        "group_id": component.group.code if component.group else None,
        "page_id": page.code,
        "group": False,
        "only_show_if_degraded": component.only_show_if_degraded,
    }


def group_object(
    page: Page, group: ComponentGroup, children: list[Component], *, position: int
) -> Object:
    return {
        "id": group.code,
        "name": group.name,
        "status": status_of_group(children),
        "created_at": stamp(group.created_at, page.zone),
        "updated_at": stamp(group.updated_at, page.zone),
        "position": position,
        "description": group.description or None,
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": page.code,
        "group": True,
        "only_show_if_degraded": False,
        "components": [child.code for child in children],
    }


def entry_object(page: Page, entry: Entry) -> Object:
    if isinstance(entry.subject, ComponentGroup):
        return group_object(page, entry.subject, entry.children, position=entry.position)
    return component_object(page, entry.subject, position=entry.position)


def named_component_object(component: Component) -> Object:
    """A component in documents that are not made anew with every change of its status."""
    return {"id": component.code, "name": component.name}


def incident_object(
    page: Page, incident: Incident, *, component: Callable[[Component], Any]
) -> Object:
    """An incident or a maintenance; `component` makes the objects of those it named."""
    timeline = timeline_of(incident)
    updates = [update_object(page, incident, update) for update in timeline.updates]
    if timeline.postmortem:
        told = postmortem_update_object(page, incident, timeline.postmortem)
        updates.insert(_place(timeline), told)
    return {
        "id": incident.code,
        "name": incident.name,
        # "postmortem" where that is the newest; what is open is open, whatever was written of it.
        "status": updates[0]["status"] if incident.is_resolved else incident.status,
        "created_at": stamp(incident.created_at, page.zone),
        "updated_at": stamp(incident.updated_at, page.zone),
        "monitoring_at": stamp_or_none(incident.monitoring_at, page.zone),
        "resolved_at": stamp_or_none(incident.resolved_at, page.zone),
        "impact": incident.impact,
        "shortlink": settings.SITE_URL + incident.get_absolute_url(),
        "started_at": stamp(incident.started_at, page.zone),
        "page_id": page.code,
        "incident_updates": updates,
        "components": [component(each) for each in timeline.affected],
        "reminder_intervals": None,
        **planned(page, incident),
        **_postmortem(page, timeline.postmortem),
        **as_it_went(page, incident),
        "recorded_later_at": stamp_or_none(timeline.recorded_later_at, page.zone),
    }


def promise_object(
    page: Page, promise: Promise | None, postmortem: PostmortemPromise | None, now: datetime
) -> Object:
    """What an incident says of what will follow, in documents that are made anew in time."""
    today = now.astimezone(page.zone).date()
    return {
        "next_update_by": stamp_or_none(promise.by if promise else None, page.zone),
        "next_update_overdue": promise is not None and promise.is_overdue(now),
        "postmortem_promised_by": postmortem.by.isoformat() if postmortem else None,
        "postmortem_overdue": postmortem is not None and postmortem.is_overdue(today),
    }


def update_object(page: Page, incident: Incident, update: IncidentUpdate) -> Object:
    affected = list(update.affected_components.all())
    return {
        "id": update.code,
        "status": update.status,
        "body": as_html(body_of(page, update)),
        "incident_id": incident.code,
        "created_at": stamp(update.created_at, page.zone),
        "updated_at": stamp(update.updated_at, page.zone),
        "display_at": stamp(update.display_at, page.zone),
        "affected_components": [affected_component_object(row) for row in affected] or None,
        "deliver_notifications": update.notify,
        "custom_tweet": None,
        "tweet_id": None,
        "next_update_by": stamp_or_none(update.next_update_by, page.zone),
        "impact_words": [impact_words_object(row) for row in affected if _has_words(row)],
        "corrections": [correction_object(page, one) for one in update.corrections],
        "retracted_at": stamp_or_none(update.retracted_at, page.zone),
        "redacted_at": stamp_or_none(update.redacted_at, page.zone),
        "recorded_later_at": stamp_or_none(update.recorded_later_at, page.zone),
    }


def postmortem_update_object(page: Page, incident: Incident, postmortem: Postmortem) -> Object:
    """A published postmortem as the update that Statuspage makes of it."""
    published_at = stamp_or_none(postmortem.published_at, page.zone)
    return {
        # It has no code of its own; its incident's, read backwards, is as rare.
        "id": incident.code[::-1],
        "status": POSTMORTEM,
        "body": as_html(postmortem.body),
        "incident_id": incident.code,
        # Not the row's own times, which tell when staff worked on the draft.
        "created_at": published_at,
        "updated_at": published_at,
        "display_at": published_at,
        "affected_components": None,
        "deliver_notifications": postmortem.notify,
        "custom_tweet": None,
        "tweet_id": None,
        "next_update_by": None,
        "impact_words": [],
        "corrections": [],
        "retracted_at": None,
        "redacted_at": None,
        "recorded_later_at": None,
    }


def affected_component_object(row: AffectedComponent) -> Object:
    return {
        "code": row.component.code,
        "name": row.component.full_name,
        "old_status": row.old_status,
        "new_status": row.new_status,
    }


def impact_words_object(row: AffectedComponent) -> Object:
    """What fails, what still works and what helps, in the words of staff: plain text."""
    return {
        "code": row.component.code,
        "fails": row.fails or None,
        "works": row.works or None,
        "workaround": row.workaround or None,
    }


def correction_object(page: Page, revision: IncidentUpdateRevision) -> Object:
    """Why an update says something else than before, and what that was."""
    return {
        "at": stamp(revision.at, page.zone),
        "reason": revision.reason,
        "body_before": as_html(revision.body),
    }


def _has_words(row: AffectedComponent) -> bool:
    return bool(row.fails or row.works or row.workaround)


def _place(timeline: Timeline) -> int:
    """How many updates are newer than the postmortem."""
    published_at = timeline.postmortem and timeline.postmortem.published_at
    return sum(bool(published_at and u.display_at > published_at) for u in timeline.updates)


def _postmortem(page: Page, postmortem: Postmortem | None) -> Object:
    if postmortem is None:
        return {}
    published_at = stamp_or_none(postmortem.published_at, page.zone)
    return {
        "postmortem_body": as_html(postmortem.body),
        "postmortem_body_last_updated_at": published_at,
        "postmortem_ignored": False,
        "postmortem_notified_subscribers": postmortem.notify,
        "postmortem_notified_twitter": False,
        "postmortem_published_at": published_at,
    }
