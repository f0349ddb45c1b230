"""Several processes publish at once; readers see one edition after the other, each whole."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publishing.store import Store
from tests.publishing.published import leftovers, served

PUBLISHES = 100
NAMES = ["index.html", "api/v2/summary.json", "incidents/a.html"]
WRITER = """
import sys
from pathlib import Path
from publishing.store import Document, Store
store = Store(Path(sys.argv[1]), hot_limit=2)
for revision in range(int(sys.argv[2]), int(sys.argv[3]) + 1, 2):
    body = b"revision %d " % revision * 2000
    names = ["/", "/api/v2/summary.json", "/incidents/a", "/incidents/%d" % (revision % 7)]
    store.publish([Document(name, body) for name in names], revision=revision)
"""
BUILDER = """
import sys
from pathlib import Path
from publishing.store import Document, Overtaken, Store
store = Store(Path(sys.argv[1]))
for _ in range(10):
    with store.rebuild(revision=store.revision or 0) as rebuild:
        while True:
            body = b"revision %d " % rebuild.revision * 2000
            for name in ["/", "/api/v2/summary.json", "/incidents/a"]:
                rebuild.add(Document(name, body))
            try:
                rebuild.swap()
            except Overtaken as overtaken:
                rebuild.revision = overtaken.served_revision
            else:
                break
"""


@pytest.fixture
def start(tmp_path):
    """Runs a script in a process of its own, which does not outlive the test."""
    processes = []

    def start(script, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-B", "-c", script, tmp_path, *map(str, arguments)],
            cwd=Path(__file__).parents[2],
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


def test_two_writers_at_once_never_mix_and_never_go_back(start, tmp_path):
    writers = [start(WRITER, first, PUBLISHES * 2) for first in (1, 2)]

    seen = revisions_seen(tmp_path, edition_read, while_running=writers)

    assert seen == sorted(seen)
    # The reader did look while it happened.
    assert len(set(seen)) > 5
    assert [writer.returncode for writer in writers] == [0, 0]
    assert Store(tmp_path).revision == PUBLISHES * 2
    assert revision_of(served(tmp_path)["/"]) == PUBLISHES * 2
    assert leftovers(tmp_path) == []


def test_each_document_moves_forward_while_sites_are_rebuilt_and_documents_published(
    start, tmp_path
):
    writer = start(WRITER, 2, PUBLISHES)
    while not (tmp_path / "live/site/index.html").exists():
        assert writer.poll() is None
    builder = start(BUILDER)

    seen = revisions_seen(tmp_path, document_read, while_running=[writer, builder])

    assert seen == sorted(seen)
    assert [writer.returncode, builder.returncode] == [0, 0]
    documents = served(tmp_path)
    bodies = [documents[path] for path in ("/", "/api/v2/summary.json", "/incidents/a")]
    assert [revision_of(body) for body in bodies] == [PUBLISHES] * 3
    assert len(os.listdir(tmp_path / "generations")) <= 2


def edition_read(root: Path) -> list[bytes]:
    """All documents of one edition: a second look at the link could find the next one."""
    edition = root / "live" / os.readlink(root / "live" / "current")
    return [(edition / name).read_bytes() for name in NAMES]


def document_read(root: Path) -> list[bytes]:
    """One document, found as a web server finds it. It is there at every moment."""
    return [(root / "live/site/index.html").read_bytes()]


def revisions_seen(root: Path, read, *, while_running) -> list[int]:
    seen = []
    while any(process.poll() is None for process in while_running):
        # Leaves the processors to the writers.
        time.sleep(0.002)
        try:
            bodies = read(root)
        except FileNotFoundError:
            # Before the first publish; after it, only a reader that was asleep for three more.
            assert not seen or read is edition_read
            continue
        (revision,) = {revision_of(body) for body in bodies}
        seen.append(revision)
    return seen


def revision_of(body: bytes) -> int:
    """The revision the whole body speaks of."""
    match = re.fullmatch(rb"(revision (\d+) )(?:\1)*", body)
    assert match
    assert len(body) == len(match[1]) * 2000
    return int(match[2])
