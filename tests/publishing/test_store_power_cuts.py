"""What a power cut may take away: whatever was not fsynced when a link was turned."""

import os
import re
from pathlib import Path

import pytest

from publishing.store import Document, Store
from tests.publishing.published import served
from tests.publishing.tracing import traced

PUBLISH = """
import sys
from pathlib import Path
from publishing.store import Document, Store
Store(Path(sys.argv[1])).publish(
    [Document("/", b"new"), Document("/cold", b"new"), Document("/incidents/new", b"new")],
    revision=3,
)
"""
REBUILD = """
import sys
from pathlib import Path
from publishing.store import Document, Store
with Store(Path(sys.argv[1])).rebuild(revision=3) as rebuild:
    rebuild.add(Document("/", b"new"))
    rebuild.swap()
"""


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "published"
    store = Store(root)
    with store.rebuild(revision=1) as rebuild:
        rebuild.add(Document("/cold", b"old"))
        rebuild.swap()
    store.publish([Document("/", b"old"), Document("/kept", b"old")], revision=2)
    return root


def test_all_of_an_edition_is_on_the_disk_before_it_is_served(root, tmp_path):
    generation = root / os.readlink(root / "live")
    before = generation / os.readlink(generation / "current")

    calls = trace(PUBLISH, root, tmp_path / "trace")

    edition = generation / os.readlink(generation / "current")
    turn = calls.index(("rename", generation / "current"))
    new = {file for file in edition.rglob("*") if not file.name.startswith("kept.")}
    entries = {generation / "site", generation / "site/incidents"}
    assert synced(calls[:turn]) == new | entries | {edition, edition.parent, before}
    assert calls[turn + 1] == ("fsync", generation)
    assert served(root)["/incidents/new"] == b"new"


def test_a_cold_file_is_on_the_disk_in_the_edition_before_its_entry_leads_there(root, tmp_path):
    generation = root / os.readlink(root / "live")
    before = generation / os.readlink(generation / "current")

    calls = trace(PUBLISH, root, tmp_path / "trace")

    assert calls.index(("fsync", before)) < calls.index(("rename", generation / "site/cold.html"))


def test_all_of_a_rebuild_is_on_the_disk_before_it_is_served(root, tmp_path):
    calls = trace(REBUILD, root, tmp_path / "trace")

    generation = root / os.readlink(root / "live")
    edition = generation / os.readlink(generation / "current")
    turn = calls.index(("rename", root / "live"))
    (sync,) = [n for n, (call, _) in enumerate(calls) if call == "sync"]
    assert sync < turn
    assert synced(calls[sync:turn]) == {
        edition,
        edition / "manifest.json",
        edition.parent,
        generation,
        generation.parent,
    }
    assert calls[turn + 1] == ("fsync", root)


def trace(script: str, root: Path, file: Path) -> list[tuple[str, Path]]:
    """The calls made, each with the file it works on, links as they are."""
    traced(script, root, "-y", "-s", "400", "-e", "trace=fsync,sync,rename", "-o", file)
    calls = re.findall(r'(fsync|sync|rename)\((?:\d+<(.*?)>|"[^"]*", "(.*?)")?', file.read_text())
    return [(call, Path(synced or named)) for call, synced, named in calls]


def synced(calls: list[tuple[str, Path]]) -> set[Path]:
    return {file for call, file in calls if call == "fsync"}
