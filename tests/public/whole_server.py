"""The whole server as a reader meets it: the published site, and Django behind it."""

from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from publishing.server import PublishedSite
from publishing.site import Site


def ask(path, **environ):
    """Status, headers and body of an answer."""
    asked, told = {"PATH_INFO": path, **environ}, []
    setup_testing_defaults(asked)
    server = PublishedSite(get_wsgi_application(), Site(settings.PUBLISHED_DIR))
    body = b"".join(server(asked, lambda status, headers: told.append((status, dict(headers)))))
    ((status, headers),) = told
    return status, headers, body
