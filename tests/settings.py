"""The settings under test: the real ones, in a folder that is thrown away."""

import os
import tempfile

# Removed at exit, with the object.
folder = tempfile.TemporaryDirectory(prefix="statuspage-test-")
os.environ.setdefault("DATA_DIR", folder.name)
os.environ.setdefault("SITE_URL", "http://status.example.com")
os.environ.setdefault("ALLOWED_HOSTS", "*")

from statuspage.settings import *  # noqa: E402, F403
from statuspage.settings import STORAGES  # noqa: E402

# Hashed names need collectstatic first; the browser tests read the plain ones.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
