"""The process that publishes is killed: in the middle of it, or before it could begin."""

import os
import random
import signal
import subprocess

import pytest

from tests.processes import MANAGE, wait_until
from tests.survival.people import Readers, Staff, surfaces_of

pytestmark = pytest.mark.slow_once

FILL = "from benchmarks.dataset import fill; fill(incidents=300, components=5)"
KILLS = 4


def test_a_killed_rebuild_leaves_no_trace_that_readers_could_see(deploy):
    deployment = deploy()
    deployment.start()
    deployment.manage("shell", "--no-imports", "--command", FILL)
    deployment.manage("publish", "--all")
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    readers, staff = Readers(deployment), Staff(deployment)
    readers.look()
    served = os.readlink(deployment.data_dir / "published/live")
    chance = random.Random(20260814)

    for _ in range(KILLS):
        kill_a_rebuild(deployment, at=chance.randrange(1, len(readers.seen)))

    assert os.readlink(deployment.data_dir / "published/live") == served
    readers.find_the_same()

    status, _ = staff.post_anew("All is told.")

    assert status == 200
    surfaces = surfaces_of(staff.code)
    assert [path for path in surfaces if b"All is told." not in readers.get(path)[2]] == []
    # The one that is served, and at most the one before it.
    wait_until(lambda: len(generations(deployment)) <= 2)
    wait_until(lambda: readers.get("/freshz")[0] == 200)


def kill_a_rebuild(deployment, *, at):
    """Kill it when it has written so many files, which are fewer than a third of all."""
    before = generations(deployment)
    rebuild = subprocess.Popen(
        [*MANAGE, "publish", "--all"],
        env=deployment.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    (new,) = wait_until(lambda: generations(deployment) - before)
    folder = deployment.data_dir / "published/generations" / new
    wait_until(lambda: sum(len(files) for *_, files in os.walk(folder)) >= at)
    rebuild.send_signal(signal.SIGKILL)
    assert rebuild.wait() == -signal.SIGKILL


def generations(deployment):
    return {folder.name for folder in (deployment.data_dir / "published/generations").iterdir()}


def test_without_a_worker_every_post_is_published(deploy):
    deployment = deploy()
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    readers, staff = Readers(deployment), Staff(deployment)
    readers.look()
    (worker,) = wait_until(lambda: deployment.ids("worker"))

    # Or it would start another.
    deployment.process.send_signal(signal.SIGSTOP)
    os.kill(worker, signal.SIGKILL)
    readers.find_the_same()
    for number in range(3):
        status, _ = staff.post_anew(f"News number {number}.")

        assert status == 200
        assert f"News number {number}.".encode() in readers.get("/")[2]

    deployment.process.send_signal(signal.SIGCONT)
    wait_until(lambda: deployment.ids("worker") - {worker})
    wait_until(lambda: readers.get("/freshz")[0] == 200)
