from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; it asks neither the database nor the worker."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
