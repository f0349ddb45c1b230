"""All settings, read from the environment. README.md has a row for every variable."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.module_loading import import_string

from statuspage.sign_in import *  # noqa: F403

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", default=BASE_DIR / "var")).absolute()
PUBLISHED_DIR = DATA_DIR / "published"


def kept_secret_key() -> str:
    """The key kept in `DATA_DIR`; made once, readable by the owner only."""
    path = DATA_DIR / "secret_key"
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Written whole and linked: of two processes that start together, one key wins.
            draft = DATA_DIR / f".secret_key.{secrets.token_hex(8)}"
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Set SECRET_KEY, or let DATA_DIR ({DATA_DIR}) be written: {error}"
        ) from error


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or kept_secret_key()

PORT = env.int("PORT", default=8000)
BIND = env("BIND", default="127.0.0.1")
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
site = urlsplit(SITE_URL)
if site.scheme not in {"http", "https"} or not site.hostname:
    raise ImproperlyConfigured(f"SITE_URL must look like https://status.example.com: {SITE_URL}")
SITE_IS_HTTPS = site.scheme == "https"
# Without a public address it runs on somebody's own machine, which has several names.
LOCAL_HOSTS = [] if "SITE_URL" in env.ENVIRON else ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[site.hostname, *LOCAL_HOSTS])

INSTALLED_APPS = [
    # Before ours, which take out of the admin what these put there.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "statuspage.apps.StatuspageConfig",
    "public.apps.PublicConfig",
    "incidents.apps.IncidentsConfig",
    "components.apps.ComponentsConfig",
    "pages.apps.PagesConfig",
    "accounts.apps.AccountsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of all that asks the database: sessions, users, messages.
    "accounts.middleware.DatabaseUnavailableMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.acting.ActingMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "statuspage.urls"
WSGI_APPLICATION = "statuspage.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue at BEGIN instead of failing at their first write.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: a post that was answered survives a power cut. NORMAL loses the last seconds.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        # A dead database is an answer within seconds, not a hanging page.
        "connect_timeout": 3,
        # Nor does it go on being dead once it is back: attempts do not wait longer and longer.
        "pool": {
            # By its name, as SQLite needs no driver.
            "connection_class": import_string("statuspage.postgresql.Connection"),
            "min_size": 0,
            "max_size": 8,
            "timeout": 4,
            "reconnect_timeout": 3,
        },
        **DATABASES["default"].get("OPTIONS", {}),
    }
    # A connection that a restart of the database has ended is replaced, not handed out.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True


def mailer(url: dict[str, Any]) -> dict[str, Any]:
    """What `MAILERS` calls what `env.email_url` has read."""
    backend = url["EMAIL_BACKEND"]
    options: dict[str, Any] = {}
    if backend.endswith("smtp.EmailBackend"):
        options = {
            "host": url["EMAIL_HOST"],
            "port": url["EMAIL_PORT"],
            "username": url["EMAIL_HOST_USER"],
            "password": url["EMAIL_HOST_PASSWORD"],
            "use_tls": bool(url.get("EMAIL_USE_TLS")),
            "use_ssl": bool(url.get("EMAIL_USE_SSL")),
            "timeout": 5,
        }
    elif backend.endswith("filebased.EmailBackend"):
        options = {"file_path": url["EMAIL_FILE_PATH"]}
    return {"BACKEND": backend, "OPTIONS": options}


MAILERS = {"default": mailer(env.email_url("EMAIL_URL", default="consolemail://"))}
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default=f"status@{site.hostname}")
# Who is reminded of promises to readers; and who, once those are overdue for ten minutes.
STAFF_EMAIL = env.list("STAFF_EMAIL", default=[])
ESCALATION_EMAIL = env.list("ESCALATION_EMAIL", default=[])
STAFF_WEBHOOK_URL = env("STAFF_WEBHOOK_URL", default="")
if STAFF_WEBHOOK_URL and urlsplit(STAFF_WEBHOOK_URL).scheme not in {"http", "https"}:
    raise ImproperlyConfigured("STAFF_WEBHOOK_URL must begin with https:// or http://.")

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# Staff pages are English and UTC; the public page prints in the page's own zone.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("de", "Deutsch"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# From the root: whatever language a page is in, its style sheets are the same.
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=BASE_DIR / "build" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "statuspage.staticfiles.StaticStorage"},
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 63072000 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SITE_IS_HTTPS
SECURE_HSTS_PRELOAD = SITE_IS_HTTPS
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# For the address to which single sign-on comes back.
ACCOUNT_DEFAULT_HTTP_PROTOCOL = site.scheme
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SITE_IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "public.views.form_expired"
# TLS ends at the proxy, which also redirects: here every request looks like http.
SILENCED_SYSTEM_CHECKS = ["security.W008"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
