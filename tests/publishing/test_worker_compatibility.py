"""When the fast worker leaves everything to gunicorn."""

import warnings

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from publishing.compatibility import needs_gunicorn
from publishing.worker import worker_class
from tests.publishing.gunicorns import FAST, PLAIN


def reason(**settings):
    cfg = Config()
    for name, value in settings.items():
        cfg.set(name, value)
    return needs_gunicorn(cfg, cfg.logger_class(cfg))


def test_with_ordinary_settings_documents_take_the_fast_path():
    reasons = [reason(), reason(workers=4, threads=8, keepalive=5, max_requests=1000, timeout=60)]

    assert reasons == [None, None]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"certfile": "a.pem", "keyfile": "a.key"}, "TLS"),
        ({"http2_cleartext": "both"}, "cleartext HTTP/2"),
        ({"protocol": "uwsgi"}, "a protocol other than HTTP"),
        ({"proxy_protocol": "v1"}, "a protocol other than HTTP"),
        ({"accesslog": "-"}, "the access log"),
        ({"statsd_host": "localhost:8125"}, "the logger"),
        ({"loglevel": "debug"}, "the log level"),
        ({"pre_request": lambda worker, req: None}, "a request hook"),
        ({"post_request": lambda worker, req: None}, "a request hook"),
        ({"keepalive": 0}, "keep-alive, which is off"),
        ({"secure_scheme_headers": {"X-SCHEME": "https"}}, "secure_scheme_headers"),
    ],
)
def test_a_setting_the_fast_path_does_not_honour_switches_it_off(options, expected):
    assert reason(**options) == expected


@pytest.mark.parametrize(("name", "value"), [("FAST_WORKER", "0"), ("SCRIPT_NAME", "/status")])
def test_the_environment_switches_it_off(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert reason() == {"FAST_WORKER": "FAST_WORKER=0", "SCRIPT_NAME": "SCRIPT_NAME"}[name]


def test_another_logger_switches_it_off():
    class Counting(Logger):
        pass

    assert reason(logger_class=Counting) == "the logger"


def test_the_fast_worker_can_be_switched_off(monkeypatch):
    chosen = []
    for value in ("1", "0"):
        monkeypatch.setenv("FAST_WORKER", value)
        chosen.append(worker_class())

    assert chosen == [FAST, PLAIN]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("gunicorn.version_info", (28, 0, 0)), "is not gunicorn 27"),
        (
            ("gunicorn.workers.gthread.ThreadWorker.finish_request", lambda self, conn: None),
            "ThreadWorker.finish_request is not as expected",
        ),
        (("gunicorn.http.unreader.Unreader.unread", None), "Unreader.unread is not as expected"),
    ],
)
def test_an_unknown_gunicorn_is_served_with_plain_gthread(monkeypatch, change, problem):
    monkeypatch.setattr(*change)

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        chosen = worker_class()

    assert chosen == PLAIN
    assert [problem in str(warning.message) for warning in told] == [True]
