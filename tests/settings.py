"""The settings under test: the real ones, in a folder that is thrown away."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="statuspage-test-"))
os.environ.setdefault("SITE_URL", "http://status.example.com")
os.environ.setdefault("ALLOWED_HOSTS", "*")

from statuspage.settings import *  # noqa: F403
from statuspage.settings import STORAGES

# Hashed names need collectstatic first; the browser tests read the plain ones.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
