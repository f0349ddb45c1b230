import pytest

from publishing import media

FRESH = "public, max-age=10, stale-while-revalidate=20, stale-if-error=86400"
ALWAYS = {
    "Cache-Control": FRESH,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}
FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PAGE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/history", "/incidents/kctbh9vrtdwd", "/v2.1", "/a.html"])
def test_a_page_is_html_that_may_load_nothing_from_elsewhere(path):
    assert media.of(path) == media.Media("text/html; charset=utf-8", True, ALWAYS | PAGE)


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/api/v2/summary.json", "application/json; charset=utf-8"),
        ("/history.atom", "application/atom+xml; charset=utf-8"),
        ("/history.rss", "application/rss+xml; charset=utf-8"),
        ("/history.ics", "text/calendar; charset=utf-8"),
        ("/badge.svg", "image/svg+xml; charset=utf-8"),
        ("/embed/script.js", "text/javascript; charset=utf-8"),
    ],
)
def test_what_is_made_for_other_sites_may_be_read_by_them(path, content_type):
    assert media.of(path) == media.Media(content_type, True, ALWAYS | FOR_OTHER_SITES)


@pytest.mark.parametrize(
    ("path", "content_type", "compress"),
    [
        ("/robots.txt", "text/plain; charset=utf-8", True),
        ("/sitemap.xml", "application/xml; charset=utf-8", True),
        ("/site.webmanifest", "application/manifest+json; charset=utf-8", True),
        ("/favicon.ico", "image/x-icon", True),
        ("/logo.png", "image/png", False),
    ],
)
def test_other_files_have_the_type_of_their_suffix(path, content_type, compress):
    headers = {name: value for name, value in ALWAYS.items() if compress or name != "Vary"}
    assert media.of(path) == media.Media(content_type, compress, headers)


def test_a_static_file_may_be_kept_for_a_year():
    headers = ALWAYS | {"Cache-Control": "public, max-age=31536000, immutable"}

    assert media.of("/static/site.5e1f.css") == media.Media(
        "text/css; charset=utf-8", True, headers
    )


def test_an_embedded_page_may_stand_in_a_frame_of_any_site():
    policy = PAGE["Content-Security-Policy"].replace("ancestors 'none'", "ancestors *")

    headers = media.of("/embed/status").headers

    assert headers == ALWAYS | PAGE | FOR_OTHER_SITES | {"Content-Security-Policy": policy}
