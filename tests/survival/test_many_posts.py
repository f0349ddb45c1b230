"""Two processes post in a row while readers read."""

import re
import subprocess
import threading
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

from tests.processes import MANAGE, wait_until
from tests.services import postgresql

pytestmark = pytest.mark.slow_once

PATHS = ["/", "/live", "/api/v2/summary.json", "/history.atom"]
POSTS = 25
# Each says how many there are by now, which tells an older state from a newer one.
POST = f"""
from incidents.models import Incident
from pages.models import Page
incident = Incident.objects.incidents().unresolved().latest("pk")
for _ in range({POSTS}):
    with Page.changing():
        number = incident.updates.count()
        incident.post_update(status="identified", body=f"State number {{number}} ends.")
"""


class Reader(threading.Thread):
    """Reads one address again and again, over one connection."""

    def __init__(self, deployment, path):
        super().__init__(daemon=True)
        self.port, self.path = deployment.port, path
        self.states = []
        self.broken = []
        self.is_over = False

    def run(self):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        while not self.is_over:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            body = answer.read().decode()
            whole = body.endswith(("</html>\n", "</div>\n", "}\n", "</feed>")) or not body.strip()
            if answer.status != 200 or not whole:
                self.broken.append((answer.status, body[-80:]))
            numbers = [int(number) for number in re.findall(r"State number (\d+) ends", body)]
            self.states.append(max(numbers, default=0))


@contextmanager
def reading(deployment):
    readers = [Reader(deployment, path) for path in PATHS for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        yield readers
    finally:
        for reader in readers:
            reader.is_over = True
        for reader in readers:
            reader.join(10)


def live_through(deployment):
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    command = [*MANAGE, "shell", "--no-imports", "--command", POST]

    with reading(deployment) as readers:
        posting = [subprocess.Popen(command, env=deployment.environment) for _ in range(2)]
        codes = [process.wait(120) for process in posting]
        last = max(map(int, re.findall(r"State number (\d+) ends", deployment.get("/")[1])))
        counted = [len(reader.states) for reader in readers]
        wait_until(
            lambda: all(len(r.states) > n + 2 for r, n in zip(readers, counted, strict=True))
        )

    assert codes == [0, 0]
    assert [reader.broken for reader in readers] == [[]] * len(readers)
    for reader in readers:
        assert reader.states == sorted(reader.states), reader.path
        assert reader.states[-1] == last, reader.path
    assert sum(len(reader.states) for reader in readers) > 1000


def test_on_sqlite(deploy):
    live_through(deploy())


def test_on_postgresql(deploy):
    with postgresql() as server:
        live_through(deploy(DATABASE_URL=server.url))
