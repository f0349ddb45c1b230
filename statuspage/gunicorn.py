"""How gunicorn serves: `gunicorn --config python:statuspage.gunicorn statuspage.wsgi`."""

import os

import environ

from publishing.worker import worker_class as published_first
from statuspage.pools import close_pool

env = environ.Env()

worker_class = published_first()
workers = env.int("WEB_CONCURRENCY", default=os.cpu_count() or 1)
threads = 4
# Readers may come without a proxy: idle ones must not hold the places of others for long.
keepalive = 5
# Within the ten seconds for which service managers and Docker wait before they kill.
graceful_timeout = 5
# By default all gunicorns of one user would share one socket.
control_socket_disable = True
# That it starts and stops is said by `serve` already.
loglevel = "warning"
# Preloaded, a reload by HUP would go on with the old code.
preload_app = False


def worker_exit(server, worker):
    close_pool()
