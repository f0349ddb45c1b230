"""Whether readers see what the database says; for monitoring and for staff."""

from dataclasses import asdict
from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from pages.models import Page
from public import failures
from public.publish import REPUBLISH_EVERY, store

# A publish takes a moment; only a lag that lasts is a fault.
GRACE = timedelta(seconds=10)


def problems() -> list[str]:
    """What keeps readers from seeing the present state, in words; empty when all is well."""
    now = timezone.now()
    site = store()
    found = [
        f"{failure.path} could not be published since {failure.since}: {failure.error}"
        for failure in failures.read().values()
    ]
    try:
        page = Page.current()
    except DatabaseError as error:
        return [*found, f"The database cannot be reached: {error}"]
    if site.revision is None or site.published_at is None:
        return [*found, "Nothing is published yet."]
    if page.revision > site.revision and now - page.updated_at > GRACE:
        found.append(
            f"Revision {page.revision} of {page.updated_at:%Y-%m-%d %H:%M:%S %Z} is not published; "
            f"readers see revision {site.revision}."
        )
    if now - site.published_at > 2 * REPUBLISH_EVERY:
        found.append(
            f"The page was last made at {site.published_at:%Y-%m-%d %H:%M:%S %Z}: "
            "is the worker running?"
        )
    return found


def freshz(request: HttpRequest) -> JsonResponse:
    """200 when readers see the present state; 503 with what is wrong, and since when."""
    found = problems()
    answer = JsonResponse(
        {"fresh": not found, "problems": found, "failures": _failures()},
        status=503 if found else 200,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _failures() -> list[dict[str, str]]:
    return [asdict(failure) for failure in failures.read().values()]
