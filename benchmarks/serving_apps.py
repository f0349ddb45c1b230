"""The WSGI callables that `benchmarks.serving` compares; BENCHMARK_PUBLISHED is their folder."""

import os
from pathlib import Path

from publishing.server import PublishedSite
from publishing.site import Site

_site = Site(Path(os.environ["BENCHMARK_PUBLISHED"]))
_variant = _site.find("/").variants["gzip"]
_ok_status, _ok_headers, _, _body = _variant.ok
_unchanged_status, _unchanged_headers, _, _ = _variant.not_modified


def bare(environ, start_response):
    """The same answers, with nothing found out."""
    if environ.get("HTTP_IF_NONE_MATCH") == _variant.etag:
        start_response(_unchanged_status, _unchanged_headers)
        return []
    start_response(_ok_status, _ok_headers)
    return [_body]


published = PublishedSite(bare, _site)
