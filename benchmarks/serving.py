"""How fast published pages are served: `python -m benchmarks.serving`.

Four servers give the same page to the same client in turn: a bare WSGI function on gunicorn's
gthread, PublishedSite on gthread, PublishedSite on FastWorker, and nginx with gzip_static. Needs
nginx and wrk. The limits are ratios, which hold on any machine.

gthread has two speeds, whatever it serves: in about every fourth round its threads get into each
other's way, and it answers a quarter of what it does otherwise. So the rounds are many and short.
"""

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from publishing.document import Document
from publishing.store import Store

ROUNDS = int(os.environ.get("ROUNDS", "15"))
SECONDS = int(os.environ.get("SECONDS", "1"))

GTHREAD, FAST = "gthread", "publishing.worker.FastWorker"
GUNICORN = [
    *(sys.executable, "-m", "gunicorn", "--workers=2", "--threads=4", "--keep-alive=5"),
    *("--no-control-socket", "--log-level=error"),
]
NGINX = """
worker_processes 2; daemon off; user root; pid {home}/nginx.pid; error_log {home}/error.log;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; }}
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  server {{
    listen 127.0.0.1:{port}; root {home}/published/live/site; index index.html; gzip_static on;
  }}
}}
"""
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """One of the four, and what was measured of it."""

    def __init__(self, command, port, home):
        self.port = port
        environment = os.environ | {"BENCHMARK_PUBLISHED": f"{home}/published"}
        self.process = subprocess.Popen(command, env=environment)
        self.rates, self.p99s, self.costs, self.unchanged_rates = [], [], [], []
        self.etag = self._wait_until_ready()

    def measure(self):
        """One round: the page, then the page again for readers who have it."""
        before = self._cpu_seconds()
        rate, p99 = wrk(self.port)
        self.costs.append((self._cpu_seconds() - before) / (rate * SECONDS))
        self.rates.append(rate)
        self.p99s.append(p99)
        self.unchanged_rates.append(wrk(self.port, f"If-None-Match: {self.etag}")[0])

    def memory(self):
        """The resident memory of the largest worker, in MB."""
        statuses = [Path(f"/proc/{pid}/status").read_text() for pid in self._pids()[1:]]
        return max(int(re.search(r"VmRSS:\s+(\d+)", text)[1]) for text in statuses) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def _pids(self):
        own = self.process.pid
        children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        return [own, *map(int, children)]

    def _cpu_seconds(self):
        stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in self._pids()]
        return sum(int(ticks) for stat in stats for ticks in stat.split()[11:13]) / TICKS

    def _wait_until_ready(self):
        for _ in range(100):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port)
                connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
                response = connection.getresponse()
                if response.status == 200 and response.headers["Content-Encoding"] == "gzip":
                    return response.headers["ETag"]
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"No answer from {self.process.args}")


def main():
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        # nginx started by root reads as another user.
        os.chmod(home, 0o755)
        store = Store(Path(home, "published"))
        store.publish([Document("/", page())], revision=1)
        ports = free_ports(4)
        commands = {
            "bare": [*GUNICORN, "-k", GTHREAD, "benchmarks.serving_apps:bare"],
            "published": [*GUNICORN, "-k", GTHREAD, "benchmarks.serving_apps:published"],
            "fast": [*GUNICORN, "-k", FAST, "benchmarks.serving_apps:published"],
            "nginx": ["nginx", "-c", f"{home}/nginx.conf"],
        }
        Path(home, "nginx.conf").write_text(NGINX.format(home=home, port=ports[3]))
        servers = {}
        for (name, command), port in zip(commands.items(), ports, strict=True):
            bind = [] if name == "nginx" else ["--bind", f"127.0.0.1:{port}"]
            servers[name] = Server([*command, *bind], port, home)
            stack.callback(servers[name].stop)
        for number in range(ROUNDS):
            # To and fro, so that a machine that slows down does so for all.
            for server in list(servers.values())[:: -1 if number % 2 else 1]:
                server.measure()
        report(**servers)


def report(bare, published, fast, nginx):
    """Print the medians, and the ratios beside their limits."""
    print(f"{'':10}{'requests/s':>12}{'p99 ms':>9}{'CPU us':>8}{'304/s':>10}{'worker MB':>11}")
    for name, server in locals().copy().items():
        print(
            f"{name:10}{median(server.rates):12,.0f}{median(server.p99s):9.2f}"
            f"{median(server.costs) * 1e6:8.1f}{median(server.unchanged_rates):10,.0f}"
            f"{server.memory():11.1f}"
        )
    at_least("requests/s, published / bare", ratio(published.rates, bare.rates), 0.85)
    at_least("requests/s, fast / nginx (aim 1.0)", ratio(fast.rates, nginx.rates), 0.85)
    at_least("304/s, published / bare", ratio(published.unchanged_rates, bare.unchanged_rates), 0.9)
    at_most("CPU per request, fast / nginx", ratio(fast.costs, nginx.costs), 1.3)
    at_most("p99, published / bare", ratio(published.p99s, bare.p99s), 1.5)
    at_most("p99, fast / nginx", ratio(fast.p99s, nginx.p99s), 2.0)
    at_most("worker memory, fast / bare", fast.memory() / bare.memory(), 1.2)


def ratio(ours, theirs):
    """The median over the rounds; each compares what was measured at nearly the same time."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def at_least(what, value, limit):
    print(f"{what:40} {value:5.2f}  at least {limit}  {'held' if value >= limit else 'MISSED'}")


def at_most(what, value, limit):
    print(f"{what:40} {value:5.2f}  at most {limit}   {'held' if value <= limit else 'MISSED'}")


def wrk(port, *headers):
    """Requests per second, and the 99th percentile of the latency in ms."""
    command = ["wrk", "-t1", "-c32", f"-d{SECONDS}s", "--latency"]
    for header in ("Accept-Encoding: gzip", *headers):
        command += ["-H", header]
    url = f"http://127.0.0.1:{port}/"
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(output)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", output).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    return rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def page():
    """About 60 kB of HTML that compress to about 9 kB."""
    chance = random.Random(1)
    words = [
        "incident",
        "status",
        "operational",
        "degraded",
        "update",
        "resolved",
        "monitoring",
        "api",
        "region",
    ]
    rows = (
        f'<div class="component"><p id="update-{chance.randrange(10**8)}">'
        f"{' '.join(chance.choices(words, k=12))}</p></div>\n"
        for _ in range(420)
    )
    return f"<!doctype html><title>Status</title>\n{''.join(rows)}".encode()


def free_ports(count):
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


if __name__ == "__main__":
    main()
