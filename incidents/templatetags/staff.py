"""What the staff pages show besides their own subject: the page, and what is going on."""

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe

from components.models import Component, ComponentGroup
from incidents.models import Incident, ScheduledMaintenance
from lib import markdown
from pages.models import Page

register = template.Library()


@register.simple_tag
def staff_page() -> Page:
    return Page.current()


@register.simple_tag
def open_incidents() -> list[Incident]:
    """Unresolved incidents, each with its newest update; its promise may be overdue."""
    incidents = list(Incident.objects.public().incidents().unresolved().with_updates())
    for incident in incidents:
        incident.newest = incident.timeline()[0]
        promise = incident.newest.next_update_by
        incident.is_overdue = promise is not None and promise < timezone.now()
    return incidents


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
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M %Z}" if moment else ""
