"""What goes out with a document, told from its path: content type and headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PAGE = ".html"

_CONTENT_TYPES = {
    PAGE: "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
# PNG is compressed already; zlib would only spend time to make it larger.
_INCOMPRESSIBLE = {".png"}
# Other people's pages and scripts read these: dashboards, feed readers, a badge in a README.
_FOR_OTHER_SITES = {".json", ".atom", ".rss", ".ics", ".svg"}

# Short enough that news is out in seconds, and a proxy may go on telling it while we are down.
_FRESH = "public, max-age=10, stale-while-revalidate=20, stale-if-error=86400"
# The name of a static file holds a hash of its content.
_IMMUTABLE = "public, max-age=31536000, immutable"

_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors {frame_ancestors}"
)


@dataclass(frozen=True)
class Media:
    """How one document is sent; `headers` are all but type, length, encoding and ETag."""

    content_type: str
    compress: bool
    headers: Mapping[str, str]


def suffix(path: str) -> str:
    """The known suffix `path` ends with; `.html` for any other path, which is a page."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:] if dot > 0 and name[dot:] in _CONTENT_TYPES and name[dot:] != PAGE else PAGE


def of(path: str) -> Media:
    """The media of the document at `path`."""
    kind = suffix(path)
    embedded = path.startswith("/embed/")
    headers = {
        "Cache-Control": _IMMUTABLE if path.startswith("/static/") else _FRESH,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if kind in _INCOMPRESSIBLE:
        # There is one form of it: nothing varies.
        del headers["Vary"]
    if kind == PAGE:
        headers |= _page_headers(frame_ancestors="*" if embedded else "'none'")
    if kind in _FOR_OTHER_SITES or embedded:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return Media(_CONTENT_TYPES[kind], kind not in _INCOMPRESSIBLE, MappingProxyType(headers))


def _page_headers(*, frame_ancestors: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": _CONTENT_SECURITY_POLICY.format(frame_ancestors=frame_ancestors),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
