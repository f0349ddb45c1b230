import mmap
import os
import threading

import pytest

from publishing.store import Document, Overtaken, Store
from tests.publishing.published import contents, leftovers, served

OLD = [Document("/", b"old home"), Document("/incidents/a", b"old incident")]
NEW = [Document("/", b"new home"), Document("/api/v2/summary.json", b"{}")]


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    store.publish(OLD, revision=1)
    return store


def generations(root) -> list[str]:
    return sorted(os.listdir(root / "generations"))


def rebuilt(store, documents, *, revision):
    with store.rebuild(revision=revision) as rebuild:
        for document in documents:
            rebuild.add(document)
        rebuild.swap()


def test_a_rebuild_replaces_the_whole_site_at_once(store, tmp_path):
    with store.rebuild(revision=2) as rebuild:
        for document in NEW:
            rebuild.add(document)
        during = served(tmp_path)
        rebuild.swap()

    assert during == contents(OLD)
    assert served(tmp_path) == contents(NEW)
    assert store.revision == 2
    assert sorted(store.paths()) == ["/", "/api/v2/summary.json"]
    assert leftovers(tmp_path) == []


def test_a_rebuild_can_be_the_first_thing_that_is_published(tmp_path):
    store = Store(tmp_path)

    rebuilt(store, NEW, revision=3)

    assert served(tmp_path) == contents(NEW)
    assert store.revision == 3


def test_a_rebuilt_site_goes_on_with_publishing(store, tmp_path):
    rebuilt(store, NEW, revision=2)

    store.publish([Document("/", b"newer")], revision=3, removed=["/api/v2/summary.json"])

    assert served(tmp_path) == {"/": b"newer"}


def test_a_document_added_twice_is_served_as_it_was_added_last(store, tmp_path):
    rebuilt(store, [*NEW, Document("/", b"newest")], revision=2)

    assert served(tmp_path) == contents(NEW) | {"/": b"newest"}


def test_a_rebuild_that_is_not_swapped_in_leaves_nothing_behind(store, tmp_path):
    with store.rebuild(revision=2) as rebuild:
        rebuild.add(NEW[0])

    assert served(tmp_path) == contents(OLD)
    assert generations(tmp_path) == ["g00000001"]


def test_a_rebuild_that_fails_leaves_nothing_behind(store, tmp_path):
    with pytest.raises(ZeroDivisionError), store.rebuild(revision=2) as rebuild:
        rebuild.add(Document("/", b"%d" % (1 // 0)))

    assert served(tmp_path) == contents(OLD)
    assert generations(tmp_path) == ["g00000001"]


def test_a_publish_does_not_wait_for_a_rebuild_which_takes_its_change_along(store, tmp_path):
    change = Document("/incidents/a", b"newer incident")

    with store.rebuild(revision=1) as rebuild:
        for document in NEW:
            rebuild.add(document)
        store.publish([change], revision=2, removed=["/api/v2/summary.json"])
        with pytest.raises(Overtaken) as overtaken:
            rebuild.swap()
        between = served(tmp_path)
        rebuild.add(change)
        rebuild.remove("/api/v2/summary.json")
        rebuild.revision = overtaken.value.served_revision
        rebuild.swap()

    assert between == {"/": b"old home", "/incidents/a": b"newer incident"}
    assert served(tmp_path) == {"/": b"new home", "/incidents/a": b"newer incident"}
    assert store.revision == 2


def test_a_site_that_is_served_takes_no_more_documents(store, tmp_path):
    with store.rebuild(revision=2) as rebuild:
        rebuild.add(NEW[0])
        rebuild.swap()
        with pytest.raises(RuntimeError):
            rebuild.add(NEW[1])

    assert served(tmp_path) == contents(NEW[:1])


def test_the_generation_before_is_kept_for_readers_and_older_ones_are_removed(store, tmp_path):
    for revision in range(2, 5):
        rebuilt(store, NEW, revision=revision)

    assert generations(tmp_path) == ["g00000003", "g00000004"]
    assert (tmp_path / "generations/g00000003/site/index.html").read_bytes() == b"new home"


def test_publishing_leaves_a_rebuild_in_another_thread_alone(store, tmp_path):
    is_half_built, may_go_on = threading.Event(), threading.Event()

    def rebuild_slowly():
        with store.rebuild(revision=9) as rebuild:
            rebuild.add(NEW[0])
            is_half_built.set()
            may_go_on.wait(10)
            rebuild.add(NEW[1])
            rebuild.swap()

    builder = threading.Thread(target=rebuild_slowly)
    builder.start()
    is_half_built.wait(10)
    store.publish(OLD[:1], revision=2)
    may_go_on.set()
    builder.join(10)

    assert served(tmp_path) == contents(NEW)


def test_readers_are_told_of_a_rebuild_by_the_counter_they_have_mapped(store, tmp_path):
    with open(tmp_path / "counter", "rb") as file:
        mapped = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)
    before = int.from_bytes(mapped, "little")

    rebuilt(store, NEW, revision=2)

    assert int.from_bytes(mapped, "little") == before + 1


def files_with(root, word):
    return [file for file in root.rglob("*") if file.is_file() and word in file.read_bytes()]


@pytest.mark.parametrize("hot_limit", [0, 100])
def test_what_is_forgotten_lies_in_no_file_and_the_rest_is_served_on(tmp_path, hot_limit):
    store = Store(tmp_path, hot_limit=hot_limit)
    store.publish([Document("/", b"secret"), Document("/a", b"kept")], revision=1)
    rebuilt(store, [Document("/", b"secret again"), Document("/a", b"kept")], revision=2)
    store.publish([Document("/", b"harmless")], revision=3)
    before = files_with(tmp_path, b"secret")

    store.forget()

    assert len(before) > 1
    assert files_with(tmp_path, b"secret") == []
    assert served(tmp_path) == {"/": b"harmless", "/a": b"kept"}


def test_a_site_that_is_being_built_is_not_forgotten(store, tmp_path):
    with store.rebuild(revision=2) as rebuild:
        rebuild.add(NEW[0])
        store.forget()
        rebuild.add(NEW[1])
        rebuild.swap()

    assert served(tmp_path) == contents(NEW)
