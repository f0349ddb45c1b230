"""The same documents by Django, for addresses that are not published yet."""

import re
from functools import wraps

from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from components.models import Component
from incidents.models import Incident
from pages.models import Language, Page
from public import component as component_document
from public import documentation, errors, languages
from public import history as history_document
from public import home as home_document
from public import incident as incident_document
from public.history import MONTHS
from public.month import Month
from public.publish import store
from public.uptime import document as uptime_document

READING = ("GET", "HEAD")

briefly_cached = cache_control(public=True, max_age=10)


def for_reading(view):
    """Refuse whatever is sent: so there is nothing to forge, and no token to ask for."""

    @csrf_exempt
    @briefly_cached
    @wraps(view)
    def answer(request, **kwargs):
        return view(request, **kwargs) if request.method in READING else not_allowed()

    return answer


def as_published(view):
    """While the database cannot be asked there is what is published, and nothing else."""

    @for_reading
    @wraps(view)
    def answer(request, *, language="", **kwargs):
        try:
            return in_language(view, request, language, kwargs)
        except (DatabaseError, InterfaceError):
            if store().revision is None:
                return HttpResponse(errors.render_unavailable(), status=503)
            return not_found(request)

    return answer


def before_publication(view):
    """Once the page is published all its addresses are files: the database need not be asked.

    A server that does not look there itself, such as runserver, hands out the same bytes.
    """

    dynamic = as_published(view)

    @for_reading
    @wraps(view)
    def answer(request, **kwargs):
        if store().revision is None:
            return dynamic(request, **kwargs)
        published = store().read(request.path)
        return HttpResponse(published) if published else not_found(request)

    return answer


def in_language(view, request, language, kwargs):
    """What the view answers at an address below a language's code, or at one without."""
    prefix = f"/{language}" if language else ""
    for version in languages.versions(Page.current()):
        if version.path("/").rstrip("/") == prefix:
            with version.spoken(request.path.removeprefix(prefix) or "/"):
                return view(request, **kwargs)
    return not_found(request)


@as_published
def home(request):
    return HttpResponse(home_document.render(Page.current(), now=timezone.now()))


@as_published
def live(request):
    return HttpResponse(home_document.render_live(Page.current(), now=timezone.now()))


@as_published
def history(request):
    """The present months; `?page=2` is Statuspage's address of the three before."""
    page, now = Page.current(), timezone.now()
    present = Month.of(now, page.zone)
    if "page" not in request.GET:
        return HttpResponse(history_document.render(page, present, now=now))
    return _page_of_months(request, present, "public:month")


def _page_of_months(request, present, name):
    """Lead from the number of a page of three months to where they stand."""
    number = request.GET["page"]
    if not re.fullmatch("[1-9][0-9]{0,2}", number):
        return not_found(request)
    months = MONTHS * (int(number) - 1)
    # The present ones stand at the address without a number.
    return redirect(name, present - months) if months else redirect(request.path)


@before_publication
def api(request):
    return HttpResponse(documentation.render(Page.current(), now=timezone.now()))


@before_publication
def month(request, month):
    page, now = Page.current(), timezone.now()
    try:
        last_month = Month.parse(month)
    except ValueError:
        return not_found(request)
    if last_month not in history_document.months(page, now):
        return not_found(request)
    return HttpResponse(history_document.render(page, last_month, now=now))


@as_published
def uptime(request):
    """The present months; `?page=2` is Statuspage's address of the three before."""
    page, now = Page.current(), timezone.now()
    present = Month.of(now, page.zone)
    if "page" not in request.GET:
        return HttpResponse(uptime_document.render(page, present, now=now))
    return _page_of_months(request, present, "public:uptime_month")


@before_publication
def uptime_month(request, month):
    page, now = Page.current(), timezone.now()
    try:
        last_month = Month.parse(month)
    except ValueError:
        return not_found(request)
    if last_month not in uptime_document.months(page, now):
        return not_found(request)
    return HttpResponse(uptime_document.render(page, last_month, now=now))


@before_publication
def incident(request, code):
    found = incident_document.loaded(Incident.objects.filter(code=code)).first()
    if found is None:
        return not_found(request)
    return HttpResponse(incident_document.render(Page.current(), found, now=timezone.now()))


@before_publication
def component(request, code):
    found = component_document.loaded(Component.objects.filter(code=code)).first()
    if found is None:
        return not_found(request)
    return HttpResponse(component_document.render(Page.current(), found, now=timezone.now()))


@briefly_cached
def not_found(request, exception=None):
    """The page for every unknown address; needs no database."""
    return HttpResponse(_not_found_document(request.path), status=404)


def not_allowed():
    """The page for whoever sends something to a page that is for reading; needs no database."""
    allowed = {"Allow": ", ".join(READING)}
    return HttpResponse(errors.render_not_allowed(), status=405, headers=allowed)


def forbidden(request, exception=None):
    """The page for what somebody may not do; needs no database."""
    return HttpResponse(errors.render_forbidden(is_form_expired=False), status=403)


def form_expired(request, reason=""):
    """The page for a form without its token. Why, only the log says."""
    return HttpResponse(errors.render_forbidden(is_form_expired=True), status=403)


def server_error(request):
    """The page when one could not be made; needs no database."""
    return HttpResponse(errors.render_unavailable(), status=500)


def _not_found_document(path: str) -> bytes | str:
    language = path.split("/")[1]
    own = f"/{language}/404" if language in Language.values else "/404"
    if published := store().read(own) or store().read("/404"):
        return published
    try:
        page = Page.current()
    except DatabaseError:
        return errors.render_not_found(None, now=timezone.now())
    with languages.versions(page)[0].spoken("/404"):
        return errors.render_not_found(page, now=timezone.now())
