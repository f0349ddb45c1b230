"""The page of one component: what affected it of late, and where to follow that."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import FETCH_RAISE, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext

from components.models import Component, ComponentQuerySet
from incidents.models import Incident
from incidents.status import Status
from pages.models import Page
from public import freshness, history
from public.feeds.documents import FORMATS, path_of
from public.feeds.entries import LIMIT
from public.sharing import Sharing

_OF_COMPONENT = re.compile(r"(?:/[a-z]{2})?/components/([^/.]+)")


def loaded(components: ComponentQuerySet) -> QuerySet[Component]:
    """Those of the components that readers may see, with what their documents show."""
    return components.public().select_related("group").fetch_mode(FETCH_RAISE)


def address(component: Component) -> str:
    """Where its document stands, in the page's own language."""
    return f"/components/{component.code}"


def codes_in(paths: Iterable[str]) -> list[str]:
    """The codes of the components that those of the paths are about, in whatever language."""
    return [found[1] for path in paths if (found := _OF_COMPONENT.match(path))]


def paths_off_page(paths: Iterable[str]) -> list[str]:
    """Those of the paths that are about a component which readers may not see."""
    # By what is there: of a component that is deleted no row is left to tell.
    on_page = set(Component.objects.public().values_list("code", flat=True))
    return [path for path in paths if not on_page.issuperset(codes_in([path]))]


def render(page: Page, component: Component, *, now: datetime) -> str:
    """The document of a component of `loaded`.

    It says nothing of the component's present status: it changes with its incidents alone.
    """
    told = Incident.objects.naming(component).exclude(status=Status.SCHEDULED)
    newest = told.order_by("-told_at", "-pk")
    return render_to_string(
        "public/component.html",
        {
            "page": page,
            "now": now,
            "freshness": freshness.lasting(now),
            "sharing": _sharing(page, component),
            "component": component,
            "months": history.by_month(page, newest, now=now, limit=LIMIT),
            "has_older": newest.public()[LIMIT : LIMIT + 1].exists(),
            "feeds": {suffix: f"{path_of(component)}.{suffix}" for suffix in FORMATS},
        },
    )


def _sharing(page: Page, component: Component) -> Sharing:
    words = gettext("What affected %(component)s of %(name)s, and what was done about it.")
    said = words % {"component": component.full_name, "name": page.name}
    return Sharing(f"{component.full_name} - {gettext('Incident History')}", said)
