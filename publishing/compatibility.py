"""Whether this gunicorn, set up this way, is one the fast worker knows from inside."""

import inspect
import os
from typing import Any

import gunicorn
from gunicorn import config, glogging
from gunicorn.http.unreader import Unreader
from gunicorn.workers import gthread

from publishing.requests import SCHEME_HEADERS

_MAJOR_VERSION = 27
_PARAMETERS = {
    (gthread.ThreadWorker, "accept"): ["self", "listener"],
    (gthread.ThreadWorker, "enqueue_req"): ["self", "conn"],
    (gthread.ThreadWorker, "finish_request"): ["self", "conn", "fs"],
    (gthread.ThreadWorker, "handle"): ["self", "conn"],
    (gthread.ThreadWorker, "load_wsgi"): ["self"],
    (gthread.ThreadWorker, "murder_keepalived"): ["self", "force"],
    (gthread.ThreadWorker, "murder_pending"): ["self"],
    (gthread.ThreadWorker, "on_client_socket_readable"): ["self", "conn", "client"],
    (gthread.ThreadWorker, "_cap_keepalive"): ["self", "deadline"],
    (gthread.TConn, "__init__"): ["self", "cfg", "sock", "client", "server"],
    (gthread.TConn, "close"): ["self", "graceful"],
    (gthread.TConn, "init"): ["self"],
    (gthread.TConn, "set_timeout"): ["self"],
    (Unreader, "unread"): ["self", "data"],
}


def unknown_internals() -> str | None:
    """What in the installed gunicorn is not as the fast worker needs it; None when all is."""
    if gunicorn.version_info[0] != _MAJOR_VERSION:
        return f"gunicorn {gunicorn.__version__} is not gunicorn {_MAJOR_VERSION}"
    for (owner, name), parameters in _PARAMETERS.items():
        method = getattr(owner, name, None)
        if method is None or list(inspect.signature(method).parameters) != parameters:
            return f"gunicorn's {owner.__name__}.{name} is not as expected"
    for name in ("DEFAULT_WORKER_DATA_TIMEOUT", "STOP_KEEPALIVE_LINGER"):
        if not hasattr(gthread, name):
            return f"gunicorn's gthread has no {name}"
    return None


def is_switched_off() -> bool:
    return os.environ.get("FAST_WORKER", "1") == "0"


def needs_gunicorn(cfg: Any, log: Any) -> str | None:
    """The setting that wants every request to go gunicorn's own way; None when none does."""
    reasons = {
        "FAST_WORKER=0": is_switched_off(),
        "TLS": cfg.is_ssl,
        "cleartext HTTP/2": cfg.http2_cleartext != "off",
        "a protocol other than HTTP": cfg.protocol != "http" or cfg.proxy_protocol != "off",
        # A logger of its own (statsd) counts the requests it is told of.
        "the logger": type(log) is not glogging.Logger,
        "the access log": getattr(log, "access_log_enabled", True),
        "the log level": cfg.loglevel == "debug",
        "a request hook": _is_hooked(cfg, "pre_request") or _is_hooked(cfg, "post_request"),
        "keep-alive, which is off": not cfg.keepalive,
        "SCRIPT_NAME": os.environ.get("SCRIPT_NAME"),
        "secure_scheme_headers": not cfg.secure_scheme_headers.keys() <= SCHEME_HEADERS,
    }
    return next((reason for reason, needed in reasons.items() if needed), None)


def _is_hooked(cfg: Any, name: str) -> bool:
    return cfg.settings[name].get() is not config.make_settings()[name].get()
