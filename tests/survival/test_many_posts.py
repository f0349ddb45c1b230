"""Two processes post in a row while readers read."""

import re
import subprocess
from contextlib import contextmanager

import pytest

from tests.processes import MANAGE, wait_until
from tests.services import postgresql
from tests.survival.people import Reader, open_incident, state_in

pytestmark = pytest.mark.slow_once

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


@contextmanager
def reading(deployment, paths):
    """Two who read each of these addresses, without a pause."""
    readers = [Reader(deployment, path) for path in paths for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        yield readers
    finally:
        for reader in readers:
            reader.stop()


def live_through(deployment):
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    _, code = open_incident(deployment)
    paths = ["/", "/live", "/api/v2/summary.json", f"/incidents/{code}"]
    command = [*MANAGE, "shell", "--no-imports", "--command", POST]

    with reading(deployment, paths) as readers:
        posting = [subprocess.Popen(command, env=deployment.environment) for _ in range(2)]
        codes = [process.wait(120) for process in posting]
        last = state_in(deployment.get("/")[1])
        counted = [len(reader.states) for reader in readers]
        wait_until(
            lambda: all(len(r.states) > n + 2 for r, n in zip(readers, counted, strict=True))
        )

    assert codes == [0, 0]
    told = re.findall(r"State number \d+ ends", deployment.get(f"/incidents/{code}")[1])
    assert len(set(told)) == 2 * POSTS
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
