"""When the disk refuses, what is served stays as it was, and the error is told."""

import errno
import os
import resource
import subprocess
from contextlib import contextmanager
from itertools import count

import pytest

from publishing.store import Document, Store
from tests.publishing.published import contents, leftovers, served

OLD = [Document(path, b"old") for path in ("/", "/kept", "/removed", "/cold")]
NEW = [Document(path, b"new") for path in ("/", "/cold", "/incidents/new")]
PUBLISHED = {"/": b"new", "/kept": b"old", "/cold": b"new", "/incidents/new": b"new"}
LARGE = Document("/", os.urandom(200_000))


@contextmanager
def files_no_larger_than(size: int):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.fixture
def disk(tmp_path):
    """A folder, and a context in which it has room for a given number of files and no more.

    Who may not mount a disk of that size gets files that cannot grow instead.
    """
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=4m,nr_inodes=150"]
    mounted = subprocess.run(["mount", *options, "tmpfs", folder], check=False)
    if mounted.returncode:
        yield folder, lambda number: files_no_larger_than(number * 16)
        return
    yield folder, lambda number: room_for(number, folder)
    subprocess.run(["umount", folder], check=True)


@contextmanager
def room_for(number: int, folder):
    """Use up every file the disk can hold but some."""
    fillers = []
    try:
        for name in count():
            fillers.append(folder / f"{name}")
            fillers[-1].touch()
    except OSError:
        del fillers[-1]
    for filler in fillers[:number]:
        filler.unlink()
    yield
    for filler in fillers[number:]:
        filler.unlink()


def old_store(folder) -> Store:
    # So that one document is hot and the others are cold.
    store = Store(folder, hot_limit=1)
    store.publish(OLD, revision=1)
    return store


def test_a_publish_that_cannot_be_written_changes_nothing(tmp_path):
    store = old_store(tmp_path)

    with files_no_larger_than(100_000), pytest.raises(OSError, match="File too large") as refused:
        store.publish([*NEW, LARGE], revision=2, removed=["/removed"])

    assert refused.value.errno == errno.EFBIG
    assert served(tmp_path) == contents(OLD)
    assert store.revision == 1
    assert leftovers(tmp_path) == []


def test_a_rebuild_that_cannot_be_written_changes_nothing(tmp_path):
    store = old_store(tmp_path)

    with (
        files_no_larger_than(100_000),
        pytest.raises(OSError, match="File too large"),
        store.rebuild(revision=2) as rebuild,
    ):
        rebuild.add(LARGE)

    assert served(tmp_path) == contents(OLD)
    assert os.listdir(tmp_path / "generations") == ["g00000001"]


def test_a_disk_that_is_full_at_any_moment_of_a_publish_changes_nothing(disk):
    folder, room = disk
    store = old_store(folder / "published")

    refusals = []
    for files in range(150):
        with room(files):
            refusal = publish_on_full_disk(store)
        if refusal is None:
            break
        refusals.append(refusal)
        assert served(folder / "published") == contents(OLD)
        assert leftovers(folder / "published") == []

    assert len(refusals) > 10
    assert set(refusals) <= {errno.ENOSPC, errno.EFBIG}
    assert served(folder / "published") == PUBLISHED
    assert store.revision == 2


def publish_on_full_disk(store: Store) -> int | None:
    try:
        store.publish(NEW, revision=2, removed=["/removed"])
    except OSError as error:
        return error.errno
    return None
