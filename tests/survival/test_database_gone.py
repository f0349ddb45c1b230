"""The database is gone: readers notice nothing, staff are told, and one post heals it all."""

import json
import time

import pytest

from tests.processes import wait_until
from tests.services import postgresql
from tests.survival.people import Readers, Staff

pytestmark = pytest.mark.slow_once


class SQLite:
    """The file of a deployment, and ways to lose it."""

    def __init__(self, deployment):
        self.file = deployment.data_dir / "db.sqlite3"
        names = ["db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"]
        self.files = [self.file.with_name(name) for name in names]
        self.kept = {}

    def move_away(self):
        for file in self.files:
            if file.exists():
                file.rename(file.with_suffix(file.suffix + ".away"))
        # Nor can a new one be made there.
        self.file.mkdir()

    def come_back(self):
        self.file.rmdir()
        for file in self.files:
            away = file.with_suffix(file.suffix + ".away")
            if away.exists():
                away.rename(file)

    def turn_to_garbage(self):
        self.kept = {file: file.read_bytes() for file in self.files if file.exists()}
        for file in self.kept:
            file.unlink()
        self.file.write_bytes(b"This is no database. " * 1000)

    def heal(self):
        for file in self.files:
            file.unlink(missing_ok=True)
        for file, content in self.kept.items():
            file.write_bytes(content)


def check_that_nobody_but_staff_notices(deployment, readers, staff):
    readers.find_the_same()
    for path in ("/nothing", "/incidents/0000bbbbcccc", "/history/1999-01"):
        status, _, body = readers.get(path)
        assert (status, b"There is nothing here" in body) == (404, True), path
    assert readers.get("/healthz")[::2] == (200, b"ok\n")

    status, _, body = readers.get("/freshz")
    assert status == 503
    assert "database" in json.loads(body)["problems"][-1]

    began = time.monotonic()
    status, page = staff.post("The disk is full,\nand we <know> it.")
    assert time.monotonic() - began < 5
    assert status == 503
    assert "Nothing was posted" in page
    assert "The disk is full,\nand we &lt;know&gt; it." in page


def check_that_one_post_heals_everything(deployment, readers):
    staff = Staff(deployment)
    status, _ = staff.post_anew("We are back, and this is news.")

    assert status == 200
    for path in ("/", "/live", "/api/v2/summary.json", "/history.atom"):
        assert b"We are back, and this is news." in readers.get(path)[2], path
    wait_until(lambda: readers.get("/freshz")[0] == 200)


def live_through(deployment, *, lose, regain):
    """The whole story, with a restart of everything while the database is away."""
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    readers, staff = Readers(deployment), Staff(deployment)
    readers.look()

    lose()
    try:
        check_that_nobody_but_staff_notices(deployment, readers, staff)
        deployment.stop()
        began = time.monotonic()
        deployment.start()
        assert time.monotonic() - began < 20
        check_that_nobody_but_staff_notices(deployment, readers, staff)
    finally:
        regain()

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
