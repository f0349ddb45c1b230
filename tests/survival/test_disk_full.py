"""The disk is full while a change is published."""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from tests.processes import wait_until
from tests.survival.people import Readers, Staff, surfaces_of

pytestmark = pytest.mark.slow_once


@contextmanager
def small_disk(folder):
    """A file system of 24 MB at `folder`."""
    assert os.geteuid() == 0, "A small file system can be mounted by root alone."
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24M", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_up(folder):
    """Leave not a byte free; returns the file that holds them."""
    file = folder / "filler"
    with file.open("wb", buffering=0) as stream:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    stream.write(b"x" * size)
            except OSError:
                continue
    assert shutil.disk_usage(folder).free == 0
    return file


def test_a_post_stands_and_is_published_when_there_is_room_again(deploy, tmp_path):
    deployment = deploy(DATABASE_URL=f"sqlite:///{tmp_path}/elsewhere.sqlite3")
    with small_disk(deployment.data_dir / "published"):
        deployment.start()
        wait_until(lambda: deployment.get("/freshz")[0] == 200)
        readers, staff = Readers(deployment), Staff(deployment)
        readers.look()

        filler = fill_up(deployment.data_dir / "published")
        status, _ = staff.post("The giraffe ate the disk.")

        assert status == 200
        readers.find_the_same()
        status, _, body = readers.get("/freshz")
        assert status == 503
        assert "No space left on device" in json.loads(body)["problems"][0]
        assert "Readers may not see the present state" in staff.ask("/admin/")[1]

        filler.unlink()

        wait_until(lambda: b"giraffe" in readers.get("/")[2], seconds=15)
        without = [p for p in surfaces_of(staff.code) if b"giraffe" not in readers.get(p)[2]]
        assert without == []
        wait_until(lambda: readers.get("/freshz")[0] == 200, seconds=15)
        deployment.stop()


def test_with_the_database_on_the_full_disk_a_post_is_refused_whole(deploy):
    deployment = deploy()
    with small_disk(deployment.data_dir):
        deployment.start()
        wait_until(lambda: deployment.get("/freshz")[0] == 200)
        readers, staff = Readers(deployment), Staff(deployment)
        readers.look()

        filler = fill_up(deployment.data_dir)
        status, page = staff.post("The giraffe ate the disk.")

        assert status == 503
        assert "Nothing was posted" in page
        assert "The giraffe ate the disk." in page
        readers.find_the_same()

        filler.unlink()
        status, _ = staff.post_anew("The giraffe is gone.")

        assert status == 200
        assert b"The giraffe is gone." in readers.get("/")[2]
        assert b"The giraffe ate" not in readers.get("/")[2]
        check = "from django.db import connection as c\nwith c.cursor() as x:\n"
        check += " print(x.execute('PRAGMA integrity_check').fetchone()[0])"
        assert deployment.manage("shell", "--no-imports", "-c", check).split() == ["ok"]
        deployment.stop()
