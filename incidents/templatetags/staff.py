"""What the staff pages show besides their own subject: the page, and what is going on."""

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe

from components.models import Component, ComponentGroup
from incidents.models import Incident, IncidentUpdate, PromiseDefaults, ScheduledMaintenance
from incidents.no_change import NoChange, no_change
from incidents.promises import promise_in_force, promises_of
from incidents.quarters import Kept, kept_by
from lib import markdown
from lib.stamps import stamp
from pages.models import Page

register = template.Library()


@register.simple_tag
def staff_page() -> Page:
    return Page.current()


@register.simple_tag
def open_incidents() -> list[Incident]:
    """Unresolved incidents, each with its newest update; its promise may be overdue."""
    incidents = list(Incident.objects.public().incidents().unresolved().with_updates())
    page, defaults = Page.current(), PromiseDefaults.current()
    for incident in incidents:
        incident.newest = incident.timeline()[0]
        incident.promise = promise_in_force(incident, incident.updates.all())
        incident.is_overdue = incident.promise and incident.promise.is_overdue(timezone.now())
        incident.no_change = no_change(incident, page, defaults)
    return incidents


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
def page_time(moment) -> str:
    """Day, time and zone, in the zone that the template has set."""
    return stamp(timezone.localtime(moment)) if moment else ""
