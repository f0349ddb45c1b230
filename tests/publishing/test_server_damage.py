"""Site: what it serves when the folder is damaged."""

import logging
import shutil
import time

import pytest

from publishing.fastpath import FastPath
from publishing.server import PublishedSite
from publishing.site import Site
from publishing.store import Store
from tests.publishing.bodies import found, make_cold, publish, ruin, site_file


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "published", hot_limit=3)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "published"


@pytest.mark.parametrize("loss", ["not counted", "removed", "replaced", "empty"])
def test_a_flip_is_noticed_in_a_moment_without_the_counter(root, store, loss):
    publish(store, 1, a=b"one")
    site = Site(root)
    found(site, "a")

    counter = root / "counter"
    count = counter.read_bytes()
    if loss == "empty":
        # A site that has it mapped would die of the cut, so this one starts without.
        counter.write_bytes(b"")
        site = Site(root)
        found(site, "a")
        publish(store, 2, a=b"two")
    elif loss == "not counted":
        publish(store, 2, a=b"two")
        counter.write_bytes(count)
    else:
        counter.unlink()
        publish(store, 2, a=b"two")
        if loss == "replaced":
            counter.unlink()
            counter.write_bytes(count)
    time.sleep(0.06)

    assert found(site, "a") == [b"two"]


def test_the_site_goes_on_from_memory_when_the_folder_is_gone(root, store, caplog):
    publish(store, 1, a=b"one", b=b"two")
    site = Site(root)
    found(site, "a")

    shutil.rmtree(root)
    seen = []
    for _ in range(3):
        time.sleep(0.06)
        seen.append(found(site, "a", "b"))

    assert seen == [[b"one", None]] * 3
    folder = [r for r in caplog.records if "published folder" in r.message]
    assert [record.levelno for record in folder] == [logging.ERROR]


def test_the_site_comes_back_with_the_folder(root, store):
    publish(store, 1, a=b"one")
    site = Site(root)
    found(site, "a")

    root.rename(root.with_name("away"))
    time.sleep(0.06)
    found(site, "a")
    root.with_name("away").rename(root)
    publish(store, 2, a=b"two")
    time.sleep(0.06)

    assert found(site, "a") == [b"two"]


@pytest.mark.parametrize("damage", ["cut", "empty", "missing", "folder", "other"])
def test_a_damaged_document_is_served_on_from_memory(root, store, damage, caplog):
    publish(store, 1, a=b"one" * 100)
    site = Site(root)
    found(site, "a")

    publish(store, 2, a=b"two" * 100)
    for suffix in (".html", ".html.gz", ".html.br"):
        ruin(site_file(root, f"a{suffix}").resolve(), damage)
    seen = found(site, "a", "a", "a")

    assert seen == [b"one" * 100] * 3
    assert [record.message.partition(":")[0] for record in caplog.records] == ["Cannot read /a"]


def test_a_damaged_document_that_was_never_read_is_not_served(root, store):
    publish(store, 1, a=b"one" * 100, b=b"two")
    for suffix in (".html", ".html.gz", ".html.br"):
        ruin(site_file(root, f"a{suffix}").resolve(), "cut")

    assert found(Site(root), "a", "b") == [None, b"two"]


def test_a_document_is_served_anew_once_it_is_repaired(root, store):
    publish(store, 1, a=b"one" * 100)
    file = site_file(root, "a.html").resolve()
    for suffix in ("", ".gz", ".br"):
        ruin(file.with_name(file.name + suffix), "cut")
    site = Site(root)
    before = found(site, "a")

    file.write_bytes(b"one" * 100)
    time.sleep(1.1)

    assert (before, found(site, "a")) == ([None], [b"one" * 100])


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [("", "cut"), ("", "empty")]
    + [(suffix, damage) for suffix in (".gz", ".br") for damage in ("cut", "empty", "missing")],
)
@pytest.mark.parametrize("is_hot", [True, False])
def test_one_damaged_file_is_made_up_for_by_the_others(root, store, damage, suffix, is_hot):
    publish(store, 1, a=b"one" * 100)
    if not is_hot:
        make_cold(store, 2)
        make_cold(store, 3)
    ruin(site_file(root, f"a.html{suffix}").resolve(), damage)

    entry = Site(root).find("/a")

    damaged = {"": set(), ".gz": {"gzip"}, ".br": {"br"}}[suffix]
    assert set(entry.variants) == {"identity", "gzip", "br"} - damaged
    assert entry.body == b"one" * 100


def test_a_repaired_document_reaches_those_who_ask_in_the_same_words(root, store):
    ask = b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
    publish(store, 1, a=b"one")
    published = PublishedSite(None, Site(root))
    fast = FastPath(published, server="gunicorn", http_date=str, longest=8190, most_lines=100)

    def answered():
        pieces, length = fast.answer(ask)
        assert length == len(ask)
        return b"".join(pieces).partition(b"\r\n\r\n")[2]

    seen = [answered()]
    publish(store, 2, a=b"two")
    file = site_file(root, "a.html").resolve()
    for suffix in ("", ".gz", ".br"):
        ruin(file.with_name(file.name + suffix), "cut")
    seen += [answered(), answered()]
    file.write_bytes(b"two")
    time.sleep(1.1)
    seen.append(answered())

    assert seen == [b"one", b"one", b"one", b"two"]
