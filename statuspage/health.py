"""`/healthz`: whether the process answers; it asks neither the database nor the worker."""

from collections.abc import Callable, Iterable
from typing import Any

PATH = "/healthz"
_HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", "3"),
    ("Cache-Control", "no-store"),
]

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def with_healthz(application: Application) -> Application:
    """Answer `/healthz` under every host name: a probe knows the address of the machine alone."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH:
            return application(environ, start_response)
        start_response("200 OK", _HEADERS.copy())
        return (b"ok\n",)

    return answer
