"""Site: what it finds as one edition follows another, and what it holds in memory."""

import os
import time
from threading import Thread

import pytest

from publishing.site import Site
from publishing.store import Store
from tests.publishing.bodies import found, make_cold, publish, rebuild, site_file


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "published", hot_limit=3)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "published"


def test_the_first_publish_is_found_at_once(root, store):
    site = Site(root)

    before = found(site, "a")
    publish(store, 1, a=b"one")

    assert (before, found(site, "a")) == ([None], [b"one"])


def test_a_publish_is_seen_by_the_very_next_request(root, store):
    publish(store, 1, a=b"0", b=b"still")
    site = Site(root)

    seen = []
    for revision in range(2, 30):
        publish(store, revision, a=b"%d" % revision)
        seen.append(found(site, "a", "b"))

    assert seen == [[b"%d" % revision, b"still"] for revision in range(2, 30)]


def test_a_quick_find_leaves_out_what_is_large_or_neither_hot_nor_in_memory(root, store):
    large = os.urandom(600_000)
    publish(store, 1, cold=b"one", kept=b"one")
    make_cold(store, 2)
    make_cold(store, 3)
    site = Site(root)
    found(site, "kept")
    publish(store, 4, a=b"four", large=large)

    names = ("cold", "kept", "a", "large", "missing")
    quick = [site.find_quickly(f"/{name}") for name in names]

    assert [entry and entry.body for entry in quick] == [None, b"one", b"four", None, None]
    assert found(site, *names) == [b"one", b"one", b"four", large, None]


def test_a_document_that_did_not_change_is_not_read_again(root, store):
    publish(store, 1, a=b"one", b=b"same")
    site = Site(root)
    before = site.find("/b")

    publish(store, 2, a=b"two")

    assert site.find("/b") is before


def test_a_removed_document_is_gone_from_memory_too(root, store):
    publish(store, 1, a=b"one", b=b"two")
    site = Site(root)
    found(site, "a", "b")

    publish(store, 2, removed=["/a"])

    assert found(site, "a", "b") == [None, b"two"]


def test_a_document_is_found_while_it_cools_down_and_warms_up_again(root, store):
    publish(store, 1, a=b"one")
    site = Site(root)

    seen = [found(site, "a")]
    make_cold(store, 2)
    make_cold(store, 3)
    assert not site_file(root, "a.html").is_symlink()
    seen.append(found(site, "a"))
    publish(store, 4, a=b"four")
    seen.append(found(site, "a"))

    assert seen == [[b"one"], [b"one"], [b"four"]]


def test_a_reader_that_slept_through_a_change_does_not_tell_the_old_state(root, store):
    publish(store, 1, a=b"one")
    site = Site(root)
    found(site, "a")

    publish(store, 2, a=b"two")
    make_cold(store, 3)
    make_cold(store, 4)

    assert not site_file(root, "a.html").is_symlink()
    assert found(site, "a") == [b"two"]


def test_a_new_generation_replaces_everything(root, store):
    publish(store, 1, a=b"one", b=b"one")
    site = Site(root)
    found(site, "a", "b")

    rebuild(store, 2, a=b"two", c=b"two")

    assert found(site, "a", "b", "c") == [b"two", None, b"two"]


def test_memory_is_bounded_and_holds_what_is_read(root, store):
    bodies = {f"page{number}": os.urandom(100_000) for number in range(12)}
    publish(store, 1, **bodies)
    site = Site(root, memory=2_000_000)

    often_read = site.find("/page0")
    for name in bodies:
        assert found(site, name) == [bodies[name]]
        assert site.find("/page0") is often_read

    assert site._size == sum(entry.size for entry in site._entries.values()) <= 2_000_000
    assert site.recall("/page0") is not None
    assert site.recall("/page1") is None
    assert found(site, *bodies) == list(bodies.values())


def test_a_very_large_document_is_served_but_not_kept(root, store):
    body = bytes(range(256)) * 33_000
    publish(store, 1, large=body)
    site = Site(root)

    assert found(site, "large", "large") == [body, body]
    assert site.recall("/large") is None


def test_threads_see_whole_editions_in_order_while_others_are_published(root, store):
    site = Site(root)
    done = []
    wrong = []

    def page(revision):
        return b"%d-" % revision * 300

    def read():
        last = 0
        while not done:
            time.sleep(0.0005)
            for body in found(site, "a", "b"):
                revision = int(body.partition(b"-")[0]) if body else 0
                if revision < last or body != page(revision):
                    wrong.append((last, body))
                last = revision

    publish(store, 1, a=page(1), b=page(1))
    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for revision in range(2, 60):
        publish(store, revision, a=page(revision), b=page(revision))
        wrong += [body for body in found(site, "a", "b") if body != page(revision)]
    done.append(True)
    for thread in threads:
        thread.join()

    assert wrong == []
