"""What staff are about to tell, on the page where they write it."""

from django import template
from django.utils import timezone

from incidents.models import Incident, IncidentUpdate
from pages.models import Page
from public.unposted import Preview, preview

register = template.Library()


@register.simple_tag
def preview_of(told: tuple[Incident, IncidentUpdate]) -> Preview:
    """What readers would see of an update that is not told yet, in its incident."""
    return preview(Page.current(), *told, now=timezone.now())
