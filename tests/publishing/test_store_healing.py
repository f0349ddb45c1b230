"""What a hand or a damaged disk took away, the next publish makes good."""

import fcntl
import json
import os
import threading
from contextlib import ExitStack, contextmanager

import pytest

from publishing.store import Document, Store
from tests.publishing.published import contents, leftovers, served

DOCUMENTS = [Document("/", b"home"), Document("/a", b"1"), Document("/b", b"1")]
CHANGE = Document("/a", b"2")
CHANGED = contents(DOCUMENTS) | {"/a": b"2"}


@pytest.fixture
def store(tmp_path):
    # One document is hot, two are cold.
    store = Store(tmp_path, hot_limit=1)
    store.publish(DOCUMENTS, revision=1)
    return store


@pytest.mark.parametrize("name", ["counter", "lock", "live", "live/current"])
def test_the_next_publish_works_after_a_file_was_removed_by_hand(store, tmp_path, name):
    (tmp_path / name).unlink()

    assert store.publish([CHANGE], revision=2)

    assert served(tmp_path) == CHANGED
    assert store.revision == 2
    assert (tmp_path / "counter").stat().st_size == 8
    assert leftovers(tmp_path) == []


def test_a_counter_that_was_lost_does_not_repeat_its_numbers(store, tmp_path):
    seen = (tmp_path / "counter").read_bytes()
    (tmp_path / "counter").unlink()

    store.publish([CHANGE], revision=2)

    counts = [int.from_bytes(count, "little") for count in (seen, _counter(tmp_path))]
    assert counts == sorted(set(counts))


def test_a_lock_removed_by_hand_lets_nobody_in_while_another_holds_the_new_one(store, tmp_path):
    publish = threading.Thread(target=store.publish, args=[[CHANGE]], kwargs={"revision": 2})
    old, new = ExitStack(), ExitStack()
    old.enter_context(locked(tmp_path / "lock"))
    publish.start()
    # Long enough for it to wait for the lock that is removed now.
    publish.join(0.2)
    (tmp_path / "lock").unlink()
    new.enter_context(locked(tmp_path / "lock"))

    old.close()
    publish.join(0.2)
    while_locked = (publish.is_alive(), served(tmp_path))
    new.close()
    publish.join(10)

    assert while_locked == (True, contents(DOCUMENTS))
    assert served(tmp_path) == CHANGED


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"revision": "x"}', b"\xff"])
def test_a_damaged_manifest_means_that_nothing_is_known_and_all_is_kept(store, tmp_path, content):
    (tmp_path / "live/current/manifest.json").write_bytes(content)

    known = (store.revision, store.published_at)
    store.publish([CHANGE], revision=0)

    assert known == (None, None)
    assert served(tmp_path) == CHANGED
    assert store.revision == 0


def test_after_a_damaged_manifest_an_unchanged_document_is_known_by_its_content(store, tmp_path):
    hot = Document("/b", b"1")
    (tmp_path / "live/current/manifest.json").unlink()

    store.publish([CHANGE], revision=2)

    documents = json.loads((tmp_path / "live/current/manifest.json").read_bytes())["documents"]
    assert documents == {hot.path: hot.etag, CHANGE.path: CHANGE.etag}


def test_a_live_link_that_is_lost_finds_the_newest_site_again(store, tmp_path):
    with store.rebuild(revision=3) as rebuild:
        rebuild.add(Document("/", b"rebuilt"))
        rebuild.swap()
    (tmp_path / "live").unlink()

    lost = (store.revision, list(store.paths()))
    published = store.publish([CHANGE], revision=2)

    assert lost == (None, [])
    assert not published
    assert served(tmp_path) == {"/": b"rebuilt"}


def test_a_lost_file_of_a_document_comes_back_when_it_is_published(store, tmp_path):
    store.publish([CHANGE], revision=2)
    (tmp_path / "live/current/a.html.gz").unlink()

    store.publish([CHANGE], revision=3)

    assert served(tmp_path) == CHANGED


def test_folders_that_a_killed_writer_left_are_removed(store, tmp_path):
    (tmp_path / "live/editions/e0000000009").mkdir()
    (tmp_path / "live/editions/e0000000009/new.html").write_bytes(b"never served")
    (tmp_path / "live/site/new.html").symlink_to("../current/new.html")
    (tmp_path / "live/.new").symlink_to("editions/e0000000009")
    (tmp_path / ".new").symlink_to("generations/g00000009")
    (tmp_path / "generations/g00000009/site").mkdir(parents=True)
    (tmp_path / "generations/g00000009/site/index.html").write_bytes(b"never served")

    store.publish([CHANGE], revision=2)

    assert served(tmp_path) == CHANGED
    assert leftovers(tmp_path) == []
    assert os.listdir(tmp_path / "generations") == ["g00000001"]


@contextmanager
def locked(file):
    with file.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _counter(root) -> bytes:
    return (root / "counter").read_bytes()
