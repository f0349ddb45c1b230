"""What staff must know of the published site, for the pages on which they work."""

from django import template

from public.health import problems

register = template.Library()


@register.simple_tag
def publishing_problems() -> list[str]:
    """Why readers may not see the present state; empty when they do."""
    return problems()
