"""What the staff pages show besides their own subject: the page, and what is going on."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe

from components.models import Component, ComponentGroup
from incidents.models import (
    Incident,
    IncidentUpdate,
    PromiseDefaults,
    Proposal,
    ScheduledMaintenance,
    UpdateDraft,
)
from incidents.no_change import NoChange, no_change
from incidents.promises import promise_in_force, promises_of
from incidents.quarters import Kept, kept_by
from lib import markdown
from lib.stamps import clock, stamp
from pages.models import Page

register = template.Library()


@register.simple_tag
def staff_page() -> Page:
    return Page.current()


@register.simple_tag
def open_incidents() -> list[Incident]:
    """Unresolved incidents, each with its newest update: what is due first stands first."""
    incidents = list(Incident.objects.public().incidents().unresolved().with_updates())
    page, defaults = Page.current(), PromiseDefaults.current()
    for incident in incidents:
        incident.newest = incident.timeline()[0]
        incident.promise = promise_in_force(incident, incident.updates.all())
        incident.is_overdue = incident.promise and incident.promise.is_overdue(timezone.now())
        incident.no_change = no_change(incident, page, defaults)
    return sorted(incidents, key=lambda one: (not one.promise, one.promise and one.promise.by))


@register.simple_tag(name="no_change")
def no_change_of(incident: Incident) -> NoChange | None:
    return no_change(incident, Page.current(), PromiseDefaults.current())


@register.simple_tag
def kept_promises(incident: Incident) -> Kept:
    return kept_by(incident, now=timezone.now())


@register.simple_tag
def outcome(incident: Incident, update: IncidentUpdate) -> str:
    """How the promise of an update ended; empty while it is open, and where none was made."""
    for promise in promises_of(incident, incident.updates.all()):
        if promise.update.pk == update.pk:
            missed = "missed" if promise.is_missed(timezone.now()) else ""
            return "kept" if promise.is_kept else missed
    return ""


@register.simple_tag
def maintenances_ahead() -> list[ScheduledMaintenance]:
    """Those in progress and those to come, in the order of their windows."""
    maintenances = ScheduledMaintenance.objects.public().unresolved()
    return list(maintenances.order_by("scheduled_for"))


@register.simple_tag
def drafts_of(user) -> list[UpdateDraft]:
    """What somebody has begun to write, the newest first."""
    return list(
        UpdateDraft.objects.filter(user=user).select_related("incident").order_by("-saved_at")
    )


@register.simple_tag
def waiting_proposals(incident: Incident | None = None) -> list[Proposal]:
    """What waits for a second person, the longest first; of one incident where one is given."""
    waiting = Proposal.objects.waiting().select_related("incident", "by").order_by("at", "pk")
    return list(waiting.filter(incident=incident) if incident else waiting)


@register.simple_tag
def rejected_proposals_of(user) -> list[Proposal]:
    """What was rejected lately of what somebody proposed."""
    lately = timezone.now() - timedelta(days=7)
    rejected = Proposal.objects.filter(
        by=user, decision=Proposal.Decision.REJECTED, decided_at__gt=lately
    )
    return list(rejected.select_related("incident", "decided_by"))


@register.simple_tag
def component_board() -> list[tuple[ComponentGroup | None, list[Component]]]:
    """The components under their groups, as readers see them; those without a group come first."""
    board: dict[ComponentGroup | None, list[Component]] = {None: []}
    board |= {group: [] for group in ComponentGroup.objects.all()}
    for component in Component.objects.select_related("group"):
        board[component.group].append(component)
    return [(group, components) for group, components in board.items() if components]


@register.filter
def markdown_html(text: str) -> str:
    return mark_safe(markdown.render(text))  # noqa: S308 - lib.markdown lets nothing harmful pass


@register.filter
def minutes(span) -> int:
    return int(span.total_seconds()) // 60


@register.filter
def end_of(ends, starts) -> str:
    """The time; with its day where that is another one than that of the beginning."""
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    return clock(last) if first.date() == last.date() else stamp(last)


@register.filter
def page_time(moment) -> str:
    """Day, time and zone, in the zone that the template has set."""
    return stamp(timezone.localtime(moment)) if moment else ""


@register.filter
def page_clock(moment) -> str:
    """The same, without the day when that is today."""
    local = timezone.localtime(moment)
    return clock(local) if local.date() == timezone.localdate() else stamp(local)
