"""Another machine serves the same page: it has the database in common, and no folder."""

import subprocess
import time
from statistics import median

import pytest

from tests.processes import MANAGE, wait_until
from tests.services import postgresql
from tests.survival.people import Readers, Staff

pytestmark = pytest.mark.slow_once


def test_a_change_is_served_by_another_machine_at_once(deploy):
    with postgresql() as server:
        one = deploy("one", DATABASE_URL=server.url)
        other = deploy("other", DATABASE_URL=server.url)
        one.start()
        wait_until(lambda: one.get("/freshz")[0] == 200)
        staff, readers = Staff(one), Readers(other)
        command = [*MANAGE, "publish", "--follow"]
        follower = subprocess.Popen(command, env=other.environment, stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: readers.store().revision)
            delays = [delay_of(staff, readers, f"News number {number}.") for number in range(5)]

            server.stop()
            time.sleep(3)
            server.start()
            wait_until(lambda: staff.post_anew("After the restart.")[0] == 200)
            wait_until(lambda: b"After the restart." in readers.store().read("/"))
        finally:
            follower.terminate()
            follower.wait(10)
        one.stop()

    # By looking once a second alone it would be half a second; it is told.
    assert median(delays) < 0.5


def delay_of(staff, readers, news):
    """Seconds from the author's answer until the other machine has it."""
    assert staff.post_anew(news)[0] == 200
    answered = time.monotonic()
    wait_until(lambda: news.encode() in readers.store().read("/"))
    return time.monotonic() - answered
