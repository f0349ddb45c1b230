"""A published site in front of an application that tells what it was asked; for real gunicorns."""

import os
import time
from pathlib import Path

from publishing.server import PublishedSite
from publishing.site import Site


def echo(environ, start_response):
    """Tell method, path, query and the length of the body; `/sleep` takes two seconds."""
    body = environ["wsgi.input"].read()
    if environ["PATH_INFO"] == "/sleep":
        time.sleep(2)
    asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"], len(body))
    answer = " ".join(map(str, asked)).encode("utf-8")
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]


# With ECHO_ONLY, a WSGI callable that the fast worker does not know.
application = (
    echo
    if os.environ.get("ECHO_ONLY")
    else PublishedSite(echo, Site(Path(os.environ["PUBLISHED"])))
)
