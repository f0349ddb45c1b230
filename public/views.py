"""The same documents by Django, for addresses that are not published yet."""

import re

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import cache_control

from incidents.models import Incident
from pages.models import Page
from public import errors
from public import history as history_document
from public import home as home_document
from public import incident as incident_document
from public.history import MONTHS
from public.month import Month

briefly_cached = cache_control(public=True, max_age=10)


@briefly_cached
def home(request):
    return HttpResponse(home_document.render(Page.current(), now=timezone.now()))


@briefly_cached
def live(request):
    return HttpResponse(home_document.render_live(Page.current(), now=timezone.now()))


@briefly_cached
def history(request):
    """The present months; `?page=2` is Statuspage's address of the three before."""
    page, now = Page.current(), timezone.now()
    present = Month.of(now, page.zone)
    if "page" not in request.GET:
        return HttpResponse(history_document.render(page, present, now=now))

    number = request.GET["page"]
    if not re.fullmatch("[1-9][0-9]{0,2}", number):
        return not_found(request)
    return redirect("public:month", present - MONTHS * (int(number) - 1))


@briefly_cached
def month(request, month):
    page, now = Page.current(), timezone.now()
    try:
        last_month = Month.parse(month)
    except ValueError:
        return not_found(request)
    if last_month not in history_document.months(page, now):
        return not_found(request)
    return HttpResponse(history_document.render(page, last_month, now=now))


@briefly_cached
def incident(request, code):
    found = incident_document.loaded(Incident.objects.filter(code=code)).first()
    if found is None:
        return not_found(request)
    return HttpResponse(incident_document.render(Page.current(), found, now=timezone.now()))


@briefly_cached
def not_found(request, exception=None):
    """The page for every unknown address; needs no database."""
    try:
        page = Page.current()
    except DatabaseError:
        page = None
    return HttpResponse(errors.render_not_found(page, now=timezone.now()), status=404)
