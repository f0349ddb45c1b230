"""The database is gone: readers notice nothing, staff are told, and one post heals it all."""

import json
import time

import pytest

from tests.processes import wait_until
from tests.services import postgresql
from tests.survival.outages import SQLite
from tests.survival.people import Readers, Staff, surfaces_of

pytestmark = pytest.mark.slow_once

TYPED = "The disk is full,\nand we <know> it."
NEWS = "We are back, and this is news."
UNKNOWN = ("/nothing", "/incidents/0000bbbbcccc", "/history/1999-01", "/api/v2/nothing.json")


def check_that_nobody_but_staff_notices(readers, staff, *, within):
    readers.find_the_same()
    for path in UNKNOWN:
        assert readers.get(path)[::2] == (404, readers.store().read("/404")), path
    assert readers.get("/healthz")[::2] == (200, b"ok\n")

    status, _, body = timed(lambda: readers.get("/freshz"), within=within)
    assert status == 503
    assert json.loads(body)["problems"][-1].startswith("The database cannot be reached: ")

    status, page = timed(lambda: staff.post(TYPED), within=within)
    assert status == 503
    assert "Nothing was posted" in page
    assert "The disk is full,\nand we &lt;know&gt; it." in page


def timed(action, *, within):
    """What `action` returns, in so many seconds."""
    began = time.monotonic()
    answer = action()
    assert time.monotonic() - began < within
    return answer


def check_that_one_post_heals_everything(deployment, readers):
    staff = Staff(deployment)
    status, _ = staff.post_anew(NEWS)

    assert status == 200
    without = [
        path for path in surfaces_of(staff.code) if NEWS.encode() not in readers.get(path)[2]
    ]
    assert without == []
    # What was refused was not kept for later either.
    assert TYPED.splitlines()[0].encode() not in readers.get("/")[2]
    wait_until(lambda: readers.get("/freshz")[0] == 200, seconds=15)


def live_through(deployment, *, lose, regain, within=5):
    """The whole story, with a restart of everything while the database is away."""
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    readers, staff = Readers(deployment), Staff(deployment)
    readers.look()

    lose()
    try:
        check_that_nobody_but_staff_notices(readers, staff, within=within)
        deployment.stop()
        timed(deployment.start, within=20)
        check_that_nobody_but_staff_notices(readers, staff, within=within)
    finally:
        regain()

    wait_until(lambda: staff.ask("/admin/")[0] == 200, seconds=10)
    check_that_one_post_heals_everything(deployment, readers)


def test_the_sqlite_file_is_moved_away(deploy):
    deployment = deploy()
    file = SQLite(deployment)

    live_through(deployment, lose=file.move_away, regain=file.come_back)


def test_the_sqlite_file_is_replaced_by_garbage(deploy):
    deployment = deploy()
    file = SQLite(deployment)

    live_through(deployment, lose=file.turn_to_garbage, regain=file.heal)


def test_postgresql_is_stopped(deploy):
    with postgresql() as server:
        deployment = deploy(DATABASE_URL=server.url)

        live_through(deployment, lose=server.stop, regain=server.start)


def test_postgresql_hangs(deploy):
    with postgresql() as server:
        deployment = deploy(DATABASE_URL=server.url)

        live_through(deployment, lose=server.hang, regain=server.go_on, within=10)
