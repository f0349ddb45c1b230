"""Searching what was told: the one public page that needs the database."""

import logging

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from components.models import Component
from pages.models import Page
from public import history
from public.month import Month
from public.search.query import LONGEST
from public.search.results import NoSuchPage, Search
from public.views import for_reading, in_language, not_found

logger = logging.getLogger(__name__)


@for_reading
def search(request: HttpRequest, language: str = "") -> HttpResponse:
    """The form, and what is found; says so itself while the database is away."""
    try:
        answer = in_language(_answer, request, language, {})
    except (DatabaseError, InterfaceError) as error:
        logger.error("Nothing can be searched: %s", error)
        context = {"page": None, "now": timezone.now()}
        answer = HttpResponse(
            render_to_string("public/search_unavailable.html", context), status=503
        )
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _answer(request: HttpRequest) -> HttpResponse:
    page, now = Page.current(), timezone.now()
    components = list(Component.objects.public().select_related("group"))
    try:
        asked = Search.parse(page, request.GET, components)
    except NoSuchPage:
        return not_found(request)
    results = asked.results if asked.is_asked else []
    if asked.number > 1 and not results:
        return not_found(request)
    context = {
        "page": page,
        "now": now,
        "search": asked,
        "results": results,
        "longest": LONGEST,
        "components": components,
        "months": _months(page, asked.since, history.months(page, now)),
    }
    status = 422 if asked.is_too_long else 200
    return HttpResponse(render_to_string("public/search.html", context), status=status)


def _months(page: Page, chosen: Month | None, known: list[Month]) -> list[tuple[Month, str]]:
    """Since when one may search: the years of the history, and what an address asks for."""
    years = range(known[-1].year, known[0].year - 1, -1)
    offered = [(Month(year, 1), str(year)) for year in years]
    if chosen and chosen not in dict(offered):
        offered.insert(0, (chosen, chosen.title))
    return offered
