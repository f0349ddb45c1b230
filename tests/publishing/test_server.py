"""PublishedSite, asked as a WSGI server asks."""

import brotli
import pytest

from publishing.document import Document, etag
from publishing.server import PublishedSite
from publishing.site import Site
from publishing.store import Store

PAGE = b"<h1>All systems operational</h1>" * 50
TAG = etag(PAGE)


def application(environ, start_response):
    start_response("200 OK", [("From", "application")])
    return [b"dynamic"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("published")
    documents = [Document("/", PAGE), Document("/404", b"Not here"), Document("/pic.png", b"PNG")]
    documents += [Document("/history", b"History " * 50), Document("/api/v2/status.json", b"{}")]
    Store(root).publish(documents, revision=1)
    return Site(root)


def ask(site, path="/", method="GET", query="", **headers):
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    answer = []
    body = PublishedSite(application, site)(environ, lambda *head: answer.extend(head))
    status, fields = answer
    return status, dict(fields), b"".join(body)


def encoding(site, accept_encoding, path="/"):
    return ask(site, path, accept_encoding=accept_encoding)[1].get("Content-Encoding", "identity")


def test_a_page_goes_out_with_all_its_headers(site):
    answer = ask(site)

    assert answer == (
        "200 OK",
        {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(PAGE)),
            "ETag": f'"{TAG}"',
            "Cache-Control": "public, max-age=10, stale-while-revalidate=20, stale-if-error=86400",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
                "form-action 'self'; frame-ancestors 'none'"
            ),
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
        PAGE,
    )


def test_only_an_https_site_asks_browsers_to_stay_with_https(site):
    secure = Site(site._root, https=True)

    _, headers, _ = ask(secure)

    plain = ask(site)[1]
    hsts = "max-age=63072000; includeSubDomains; preload"
    assert headers == plain | {"Strict-Transport-Security": hsts}


def test_an_encoded_page_says_so_and_has_a_tag_of_its_own(site):
    status, headers, body = ask(site, accept_encoding="gzip, deflate, br")

    assert (status, brotli.decompress(body)) == ("200 OK", PAGE)
    assert headers == ask(site)[1] | {
        "Content-Length": str(len(body)),
        "Content-Encoding": "br",
        "ETag": f'"{TAG}-br"',
    }


@pytest.mark.parametrize(
    ("accept_encoding", "expected"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br", "br"),
        ("deflate", "identity"),
        ("gzip, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.0", "identity"),
        ("gzip;q=1.000 , br ; q=0.9", "gzip"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("*;q=0", "identity"),
        ("gzip, *;q=0", "gzip"),
        ("identity;q=0", "br"),
        ("identity;q=0, br;q=0", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=2", "identity"),
        (";;,,;q=1,gzip;level=1", "gzip"),
    ],
)
def test_the_reader_chooses_the_encoding(site, accept_encoding, expected):
    chosen = encoding(site, accept_encoding)

    assert chosen == expected


def test_what_has_no_other_encoding_goes_out_plain_whatever_was_asked(site):
    answers = [ask(site, "/pic.png", accept_encoding=e)[2] for e in ("br", "identity;q=0", "*;q=0")]

    assert answers == [b"PNG"] * 3


@pytest.mark.parametrize(
    "known",
    [
        f'"{TAG}-gzip"',
        f'W/"{TAG}-gzip"',
        f'"other", W/"{TAG}-gzip"',
        f'"other","{TAG}-gzip", "more"',
        "*",
        " * ",
    ],
)
def test_a_reader_who_has_the_page_is_told_so_without_a_body(site, known):
    answer = ask(site, accept_encoding="gzip", if_none_match=known)

    headers = ask(site, accept_encoding="gzip")[1]
    for name in ("Content-Type", "Content-Length", "Content-Encoding"):
        del headers[name]
    assert answer == ("304 Not Modified", headers, b"")


@pytest.mark.parametrize("known", ["", '"other"', TAG, f'"{TAG}"', f'"{TAG}-br"', f'"x{TAG}-gzip"'])
def test_a_reader_who_has_something_else_gets_the_page(site, known):
    status, _, _ = ask(site, accept_encoding="gzip", if_none_match=known)

    assert status == "200 OK"


def test_head_tells_of_the_body_and_does_not_send_it(site):
    answer = ask(site, method="HEAD", accept_encoding="gzip")

    assert answer == ("200 OK", ask(site, accept_encoding="gzip")[1], b"")


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("POST", "/", ""),
        ("PUT", "/", ""),
        ("OPTIONS", "/", ""),
        ("get", "/", ""),
        ("GET", "/unknown", ""),
        ("GET", "/history/", ""),
        ("GET", "//", ""),
        ("GET", "//history", ""),
        ("GET", "", ""),
        ("GET", "/index", ""),
        ("GET", "/index.html", ""),
        ("GET", "/history.html", ""),
        ("GET", "/history.html.gz", ""),
        ("GET", "/../counter", ""),
        ("GET", "/..", ""),
        ("GET", "/\x00", ""),
        ("GET", "/h\xe9", ""),
        ("GET", "/history", "page=2"),
        ("GET", "/history", "a=1&page="),
        ("GET", "/history", "p%61ge=2"),
        ("HEAD", "/history", "page=2"),
        ("GET", "/404", ""),
    ],
)
def test_everything_else_is_for_the_application(site, method, path, query):
    answer = ask(site, path, method, query)

    assert answer == ("200 OK", {"From": "application"}, b"dynamic")


def test_other_queries_change_nothing(site):
    answers = [ask(site, "/", query="page=2"), ask(site, "/", query="utm_source=mail&x=%zz")]

    assert answers == [ask(site)] * 2
    assert ask(site, "/history", query="pages=2") == ask(site, "/history")


def test_a_404_view_finds_its_page(site):
    entry = site.find("/404")

    assert entry.body == b"Not here"
