"""The application as gunicorn loads it: the published site, and Django behind it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from publishing.server import PublishedSite
from publishing.site import Site
from statuspage import patience
from statuspage.health import with_healthz

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "statuspage.settings")

patience.seconds = patience.FOR_THE_WEB
application = PublishedSite(
    with_healthz(get_wsgi_application()), Site(settings.PUBLISHED_DIR, https=settings.SITE_IS_HTTPS)
)
