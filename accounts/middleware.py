import logging
import sys

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.signals import got_request_exception
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

logger = logging.getLogger(__name__)

# The database answered; it is the program that is wrong.
ANSWERED = (IntegrityError, DataError, ProgrammingError, NotSupportedError, InternalError)


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the database could not be reached, or is none (SQLite: "file is not a database")."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, DatabaseError) and not isinstance(error, ANSWERED)


def remember_unavailable(sender, request, **kwargs):
    """Mark the request: a middleware sees no exception of an inner one, only the answer 500."""
    if is_unavailable(sys.exc_info()[1]):
        request.database_was_unavailable = True


class DatabaseUnavailableMiddleware:
    """Answers for the staff pages while the database is away, and gives back what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response
        got_request_exception.connect(remember_unavailable)

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "database_was_unavailable", False) and is_staff_page(request):
            return database_unavailable(request)
        return response

    def process_exception(self, request, exception):
        if not is_unavailable(exception) or not is_staff_page(request):
            return None
        logger.error("The database is unavailable: %s", exception, exc_info=exception)
        return database_unavailable(request)


class NoStoreMiddleware:
    """Keeps staff pages, codes and secrets with them, out of every cache, the browser's too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_staff_page(request):
            add_never_cache_headers(response)
        return response


def is_staff_page(request) -> bool:
    return request.path.startswith(reverse("admin:index"))


def database_unavailable(request) -> HttpResponse:
    """Say so, without a database: no session, no user, no context processors."""
    context = {
        "address": request.get_full_path(),
        "method": request.method,
        "fields": typed_fields(request.POST),
        "csrf_token": get_token(request),
    }
    page = render_to_string("accounts/database_unavailable.html", context)
    headers = {"Retry-After": "10", "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)


def typed_fields(data) -> list[dict]:
    """What was typed, to be shown and sent again. Secrets are never echoed."""
    return [
        {
            "id": f"field-{number}",
            "name": name,
            "label": name.strip("_").replace("_", " ").replace("-", " ").capitalize(),
            "value": value,
            "is_hidden": is_sent_along(name),
            "is_long": len(value) > 60 or "\n" in value,
        }
        for number, (name, value) in enumerate(
            (name, value) for name, values in data.lists() for value in values if value
        )
        if name not in {"csrfmiddlewaretoken", "credential"} and "password" not in name.lower()
    ]


def is_sent_along(name: str) -> bool:
    """Whether the page, not its reader, filled the field in. Django's admin names them so."""
    return name.startswith(("_", "initial-")) or name == REDIRECT_FIELD_NAME
