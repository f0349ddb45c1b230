"""The page of an incident as it will be once the draft of its postmortem is published."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone

from incidents.models import Incident, Postmortem
from incidents.reviewer_links import NeverValid, postmortem_of
from pages.models import Page
from public import errors, incident
from public.freshness import lasting
from public.views import READING, in_language, not_allowed


def preview(request: HttpRequest, token: str, language: str = "") -> HttpResponse:
    """What a link to a draft shows to whoever has it; no account is asked for."""
    if request.method not in READING:
        return not_allowed()
    response = in_language(_answer, request, language, {"token": token})
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    page, now = Page.current(), timezone.now()
    try:
        postmortem = postmortem_of(token)
    except NeverValid:
        return HttpResponse(errors.render_not_found(page, now=now), status=404)
    if postmortem is None:
        context = {"page": page, "now": now}
        return HttpResponse(render_to_string("public/preview_gone.html", context), status=410)
    if postmortem.is_published and postmortem.draft == postmortem.body:
        return HttpResponseRedirect(f"{postmortem.incident.get_absolute_url()}#postmortem")
    return HttpResponse(_render(page, postmortem, now))


def _render(page: Page, postmortem: Postmortem, now: datetime) -> str:
    shown = incident.loaded(Incident.objects.filter(pk=postmortem.incident_id)).get()
    # As they will be after publication; neither is saved.
    shown.postmortem.body = postmortem.draft
    shown.postmortem.published_at = postmortem.published_at or now
    context = {
        **incident.context(page, shown, now=now),
        "freshness": lasting(now),
        # So search engines are asked to leave it out.
        "sharing": None,
        "until": postmortem.preview_until,
    }
    return render_to_string("public/preview.html", context)
