"""Another machine serves the same page: it has the database in common, and no folder."""

import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

import pytest

from tests.processes import MANAGE, wait_until
from tests.services import postgresql
from tests.survival.people import Reader, Readers, Staff, state_in

pytestmark = pytest.mark.slow_once


def test_a_change_is_served_by_another_machine_at_once(deploy):
    with postgresql() as server:
        one = deploy("one", DATABASE_URL=server.url)
        other = deploy("other", DATABASE_URL=server.url)
        one.start()
        wait_until(lambda: one.get("/freshz")[0] == 200)
        staff = Staff(one)

        with following(other), reading(other) as reader:
            delays = [delay_of(staff, other, number) for number in range(1, 11)]

            server.stop()
            wait_until(lambda: "Cannot follow" in other.log.read_text())
            server.start()
            wait_until(lambda: staff.ask("/admin/")[0] == 200)
            after_the_restart = delay_of(staff, other, 11)
        one.stop()

    # By looking once a second alone it would be half a second; it is told.
    assert median(delays) < 0.5
    assert max(delays) < 1
    # It may be trying to connect just then.
    assert after_the_restart < 10
    assert reader.broken == []
    assert reader.states == sorted(reader.states)
    assert reader.states[-1] == 11


@contextmanager
def following(deployment):
    """A machine without a worker: its web server, and what follows the page."""
    bind = f"127.0.0.1:{deployment.port}"
    web = [sys.executable, "-m", "gunicorn", "--config", "python:statuspage.gunicorn"]
    commands = [[*MANAGE, "publish", "--follow"], [*web, "--bind", bind, "statuspage.wsgi"]]
    with deployment.log.open("w") as log:
        processes = [
            subprocess.Popen(command, env=deployment.environment, stdout=log, stderr=log)
            for command in commands
        ]
    try:
        wait_until(lambda: Readers(deployment).store().revision)
        wait_until(lambda: answers(deployment))
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(10)


def answers(deployment):
    try:
        return deployment.get("/")[0] == 200
    except ConnectionError:
        return False


@contextmanager
def reading(deployment):
    """Somebody who reads the home page all the time."""
    reader = Reader(deployment, "/")
    reader.start()
    try:
        yield reader
    finally:
        reader.stop()


def delay_of(staff, other, number):
    """Seconds from the author's answer until the other machine serves it."""
    assert staff.post_anew(f"State number {number} ends.")[0] == 200
    answered = time.monotonic()
    wait_until(lambda: state_in(other.get("/")[1]) == number)
    return time.monotonic() - answered
