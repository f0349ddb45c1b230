import json
import mmap
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publishing.paths import InvalidPath
from publishing.store import Document, Store
from tests.publishing.published import contents, leftovers, served

HOME = Document("/", b"<p>All good")
SUMMARY = Document("/api/v2/summary.json", b'{"status": "good"}')
INCIDENT = Document("/incidents/kctbh9vrtdwd", b"<p>Slow")
LOGO = Document("/static/logo.png", b"\x89PNG")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


def manifest(root: Path) -> dict:
    return json.loads((root / "live/current/manifest.json").read_bytes())


def hot_entries(root: Path) -> list[str]:
    """The plain files that are served through the current edition."""
    site = root / "live/site"
    links = [file for file in site.rglob("*") if file.is_symlink()]
    names = sorted(str(link.relative_to(site)) for link in links)
    return [name for name in names if not name.endswith((".gz", ".br"))]


def test_what_is_published_is_served_in_every_encoding(store, tmp_path):
    documents = [HOME, SUMMARY, INCIDENT, LOGO]

    published = store.publish(documents, revision=1)

    assert published
    assert served(tmp_path) == contents(documents)
    assert sorted(store.paths()) == [
        "/",
        "/api/v2/summary.json",
        "/incidents/kctbh9vrtdwd",
        "/static/logo.png",
    ]


def test_the_manifest_tells_revision_time_and_etags(store, tmp_path):
    before = datetime.now(UTC)

    store.publish([HOME, SUMMARY], revision=7)

    assert store.revision == 7
    assert before <= store.published_at <= datetime.now(UTC)
    assert manifest(tmp_path) == {
        "revision": 7,
        "published_at": store.published_at.isoformat(),
        "documents": {"/": HOME.etag, "/api/v2/summary.json": SUMMARY.etag},
    }


def test_nothing_is_known_of_a_store_that_was_never_published(store):
    assert (store.revision, store.published_at, list(store.paths())) == (None, None, [])


def test_a_published_document_can_be_read_again(store):
    nothing_yet = (store.read("/"), "/" in store)

    store.publish([HOME, INCIDENT], revision=1)
    store.publish([], revision=2, removed=[INCIDENT.path])

    assert nothing_yet == (None, False)
    assert (store.read(HOME.path), HOME.path in store) == (HOME.body, True)
    assert (store.read(INCIDENT.path), INCIDENT.path in store) == (None, False)


def test_an_etag_changes_if_and_only_if_the_content_does(store, tmp_path):
    store.publish([HOME, SUMMARY], revision=1)
    first = manifest(tmp_path)["documents"]

    store.publish([Document("/", b"<p>Down"), Document(SUMMARY.path, SUMMARY.body)], revision=2)

    second = manifest(tmp_path)["documents"]
    assert second == {"/api/v2/summary.json": first["/api/v2/summary.json"], "/": second["/"]}
    assert second["/"] != first["/"]


def test_an_unchanged_document_stays_the_same_file(store, tmp_path):
    store.publish([HOME, SUMMARY], revision=1)
    before = {name: os.stat(tmp_path / "live/site" / name).st_ino for name in hot_entries(tmp_path)}

    store.publish([Document("/", b"<p>Down"), SUMMARY], revision=2)

    after = {name: os.stat(tmp_path / "live/site" / name).st_ino for name in hot_entries(tmp_path)}
    assert {name for name in before if before[name] != after[name]} == {"index.html"}


def test_a_removed_document_is_gone_and_the_others_stay(store, tmp_path):
    store.publish([HOME, SUMMARY, INCIDENT], revision=1)

    store.publish([], revision=2, removed=[INCIDENT.path, "/never/there"])

    assert served(tmp_path) == contents([HOME, SUMMARY])
    assert sorted(store.paths()) == [HOME.path, SUMMARY.path]
    assert leftovers(tmp_path) == []


def test_a_removed_document_can_come_back(store, tmp_path):
    store.publish([HOME, INCIDENT], revision=1)
    store.publish([], revision=2, removed=[INCIDENT.path])

    store.publish([INCIDENT], revision=3)

    assert served(tmp_path) == contents([HOME, INCIDENT])


def test_a_document_that_is_both_published_and_removed_is_published(store, tmp_path):
    store.publish([HOME], revision=1, removed=[HOME.path])

    assert served(tmp_path) == contents([HOME])


def test_an_older_revision_changes_nothing(store, tmp_path):
    store.publish([HOME], revision=5)
    before = os.readlink(tmp_path / "live/current")

    published = store.publish([Document("/", b"<p>Yesterday"), INCIDENT], revision=4)

    assert not published
    assert served(tmp_path) == contents([HOME])
    assert os.readlink(tmp_path / "live/current") == before


def test_the_same_revision_may_be_published_again_as_time_passes(store, tmp_path):
    store.publish([HOME], revision=5)
    later = Document("/", b"<p>Tomorrow")

    assert store.publish([later], revision=5)
    assert served(tmp_path) == contents([later])


def test_documents_that_changed_longest_ago_cool_down_unnoticed(tmp_path):
    store = Store(tmp_path, hot_limit=2)
    documents = [Document(f"/incidents/{number}", b"%d" % number) for number in range(5)]

    store.publish(documents[:3], revision=1)
    store.publish(documents[3:], revision=2)

    assert served(tmp_path) == contents(documents)
    assert hot_entries(tmp_path) == ["incidents/3.html", "incidents/4.html"]


def test_a_cold_document_can_change_again(tmp_path):
    store = Store(tmp_path, hot_limit=1)
    store.publish([Document("/a", b"1"), Document("/b", b"1"), Document("/c", b"1")], revision=1)

    store.publish([Document("/a", b"2")], revision=2, removed=["/b"])

    assert served(tmp_path) == {"/a": b"2", "/c": b"1"}
    assert hot_entries(tmp_path) == ["a.html"]
    assert leftovers(tmp_path) == []


def test_a_cold_document_that_did_not_change_stays_cold(tmp_path):
    store = Store(tmp_path, hot_limit=1)
    store.publish([Document("/a", b"1"), Document("/b", b"1")], revision=1)

    store.publish([Document("/a", b"1"), Document("/b", b"1")], revision=2)

    assert hot_entries(tmp_path) == ["b.html"]
    assert served(tmp_path) == {"/a": b"1", "/b": b"1"}


def test_readers_of_the_last_two_editions_still_find_their_files(store, tmp_path):
    for revision in range(1, 6):
        store.publish([Document("/", b"%d" % revision)], revision=revision)

    editions = sorted((tmp_path / "live/editions").iterdir())

    assert [(edition / "index.html").read_bytes() for edition in editions] == [b"3", b"4", b"5"]


def test_the_counter_that_readers_have_mapped_moves_on_with_each_publish(store, tmp_path):
    store.publish([HOME], revision=1)
    with open(tmp_path / "counter", "rb") as file:
        mapped = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)
    first = int.from_bytes(mapped, "little")

    store.publish([HOME], revision=2)
    second = int.from_bytes(mapped, "little")
    store.publish([HOME], revision=1)
    third = int.from_bytes(mapped, "little")

    assert (second, third) == (first + 1, second)


def test_every_user_of_the_machine_may_read_what_is_published(store, tmp_path):
    umask = os.umask(0o077)
    try:
        store.publish([HOME, SUMMARY], revision=1)
        with store.rebuild(revision=2) as rebuild:
            rebuild.add(INCIDENT)
            rebuild.swap()
    finally:
        os.umask(umask)

    found = [file for file in tmp_path.rglob("*") if file.name != "lock" and not file.is_symlink()]
    modes = {(file.is_dir(), stat.S_IMODE(file.stat().st_mode)) for file in found}
    assert modes == {(True, 0o755), (False, 0o644)}


@pytest.mark.parametrize("path", ["", "about", "/a/", "//a", "/../a", "/a/.git", "/index", "/é"])
def test_a_document_cannot_be_where_no_file_may_be(store, tmp_path, path):
    store.publish([HOME], revision=1)

    with pytest.raises(InvalidPath):
        Document(path, b"")
    with pytest.raises(InvalidPath):
        store.publish([], revision=2, removed=[path])

    assert store.revision == 1
