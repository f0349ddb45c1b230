"""The process that writes a large site beside whoever renders it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publishing import rebuild as rebuilding
from publishing.document import Document
from publishing.store import Store
from publishing.writer import Writer
from tests.publishing.published import contents, leftovers, served

PAGES = [Document(f"/incidents/{number}", b"page %d" % number * 999) for number in range(40)]

LARGE = Document("/history", bytes(range(256)) * 20_000)


def children() -> list[int]:
    """The processes that this one has started and that still run."""
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def write_all(writer):
    for page in PAGES:
        writer.write(page)
    writer.finish()


def rebuilt_without_writing(store, before):
    with store.rebuild(revision=2) as rebuild:
        rebuild.add(PAGES[0])
        (writing,) = set(children()) - set(before)
        os.kill(writing, signal.SIGKILL)
        rebuild.swap()


def given_up(store):
    with store.rebuild(revision=1) as rebuild:
        rebuild.add(PAGES[0])
        rebuild.add(Document("/", b"%d" % (1 // 0)))


@pytest.fixture
def beside(monkeypatch):
    """Every document of a rebuild is written by the process beside; gives those that ran before."""
    monkeypatch.setattr(rebuilding, "Writer", lambda folder: Writer(folder, few=0))
    return children()


def test_a_site_that_is_written_beside_is_the_same(tmp_path, beside):
    store = Store(tmp_path)

    with store.rebuild(revision=1) as rebuild:
        for page in PAGES:
            rebuild.add(page)
        during = children()
        rebuild.add(Document("/incidents/1", b"newer"))
        # Just sent, and hardly written.
        rebuild.add(LARGE)
        rebuild.remove(LARGE.path)
        rebuild.swap()

    assert served(tmp_path) == {**contents(PAGES), "/incidents/1": b"newer"}
    assert (len(during), children()) == (len(beside) + 1, beside)


def test_a_small_site_needs_no_process(tmp_path):
    before = children()

    with Store(tmp_path).rebuild(revision=1) as rebuild:
        rebuild.add(PAGES[0])
        during = children()
        rebuild.swap()

    assert during == before
    assert served(tmp_path) == contents(PAGES[:1])


def test_what_cannot_be_written_is_raised_as_it_would_be_here(tmp_path):
    (tmp_path / "incidents" / "1.html").mkdir(parents=True)
    writer = Writer(tmp_path, few=0)

    with pytest.raises(IsADirectoryError) as raised:
        write_all(writer)

    writer.close()
    assert raised.value.filename == f"{tmp_path}/incidents/1.html"


def test_a_rebuild_whose_writing_ends_early_changes_nothing(tmp_path, beside):
    store = Store(tmp_path)
    store.publish([Document("/", b"old")], revision=1)

    with pytest.raises(ChildProcessError):
        rebuilt_without_writing(store, beside)

    assert (served(tmp_path), store.revision) == ({"/": b"old"}, 1)
    assert (leftovers(tmp_path), children()) == ([], beside)


def test_a_rebuild_that_is_given_up_leaves_no_process(tmp_path, beside):
    with pytest.raises(ZeroDivisionError):
        given_up(Store(tmp_path))

    assert children() == beside


def test_the_writing_ends_with_whoever_renders(tmp_path):
    program = (
        "import os, sys, time\n"
        "from publishing.document import Document\n"
        "from publishing.writer import Writer\n"
        "writer = Writer(sys.argv[1], few=0)\n"
        "writer.write(Document('/', b'home'))\n"
        "writer.finish()\n"
        "print(open(f'/proc/self/task/{os.getpid()}/children').read(), flush=True)\n"
        "time.sleep(60)\n"
    )
    rendering = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    writing = Path(f"/proc/{int(rendering.stdout.readline())}")
    was_there = writing.exists()

    rendering.kill()
    rendering.communicate()
    deadline = time.monotonic() + 20
    while is_running(writing) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert (was_there, is_running(writing)) == (True, False)


def is_running(process: Path) -> bool:
    """Nobody may be there to collect it once it has ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
