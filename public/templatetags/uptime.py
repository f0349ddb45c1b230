"""The bars of a component, where the context has them under `uptime`."""

from django import template
from django.template import Context

from components.models import Component, ComponentGroup

register = template.Library()


@register.simple_tag(takes_context=True)
def uptime_bars(context: Context, subject: Component | ComponentGroup) -> str:
    """The bars of the component or group; nothing for one that does not show its uptime."""
    return context["uptime"].get(subject.code, "")
