"""The process that publishes is killed in the middle of it."""

import random
import signal
import subprocess
import time

import pytest

from tests.processes import MANAGE, wait_until
from tests.survival.people import Readers, Staff

pytestmark = pytest.mark.slow_once

FILL = "from benchmarks.dataset import fill; fill(incidents=150, components=5)"


def test_a_killed_rebuild_leaves_no_trace_that_readers_could_see(deploy):
    deployment = deploy()
    deployment.start()
    deployment.manage("shell", "--no-imports", "--command", FILL)
    deployment.manage("publish", "--all")
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    readers = Readers(deployment)
    readers.look()
    chance = random.Random(20260814)

    for _ in range(5):
        kill_a_rebuild(deployment, after=chance.uniform(0, 0.5))
    for path, body in readers.seen.items():
        status, _, now = readers.get(path)
        # A rebuild that came through has another moment in it.
        assert status == 200, path
        assert len(now) == pytest.approx(len(body), abs=200), path

    status, _ = Staff(deployment).post_anew("All is told.")

    assert status == 200
    assert b"All is told." in readers.get("/")[2]
    # The one that is served, and at most the one before it.
    wait_until(lambda: len(generations(deployment)) <= 2)
    wait_until(lambda: readers.get("/freshz")[0] == 200)


def kill_a_rebuild(deployment, *, after):
    """Kill it so many seconds after it has begun to write."""
    before = generations(deployment)
    rebuild = subprocess.Popen(
        [*MANAGE, "publish", "--all"],
        env=deployment.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: generations(deployment) - before)
    time.sleep(after)
    rebuild.send_signal(signal.SIGKILL)
    rebuild.wait()


def generations(deployment):
    return {folder.name for folder in (deployment.data_dir / "published/generations").iterdir()}


def test_without_a_worker_every_post_is_published(deploy):
    deployment = deploy()
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    readers, staff = Readers(deployment), Staff(deployment)

    for number in range(3):
        for worker in deployment.ids("worker"):
            subprocess.run(["kill", "-9", str(worker)], check=False)
        staff.post_anew(f"News number {number}.")

        assert f"News number {number}.".encode() in readers.get("/")[2]
