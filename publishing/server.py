"""The published site as WSGI: finished answers in front of an application."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs

from publishing.responses import Entry
from publishing.site import Site

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Its page goes with the status 404 only, which is the application's to give.
NOT_FOUND = "/404"


class PublishedSite:
    """Answers GET and HEAD for published documents; all the rest goes on to `application`.

    A document of `parameters` goes there as well when the query has the parameter named. Other
    queries are not looked at. A 404 view has its page in `site.find("/404").body`.
    """

    def __init__(
        self,
        application: Application,
        site: Site,
        *,
        parameters: Mapping[str, str] | None = None,
    ):
        self.application = application
        self.site = site
        numbered = {"/history": "page", "/uptime": "page"}
        self._parameters = numbered if parameters is None else parameters

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        entry = self._find(environ)
        if entry is None:
            return self.application(environ, start_response)
        status, headers, _, body = entry.answer(
            environ.get("HTTP_ACCEPT_ENCODING"), environ.get("HTTP_IF_NONE_MATCH")
        )
        start_response(status, headers.copy())
        return (body,) if body and environ["REQUEST_METHOD"] == "GET" else ()

    def is_ours(self, path: str, query: str) -> bool:
        """Whether a document at `path`, if there is one, is the answer."""
        if query and path in self._parameters:
            return self._parameters[path] not in parse_qs(query, keep_blank_values=True)
        return path != NOT_FOUND

    def _find(self, environ: dict[str, Any]) -> Entry | None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        path = environ.get("PATH_INFO", "")
        if not self.is_ours(path, environ.get("QUERY_STRING", "")):
            return None
        return self.site.find(path)
