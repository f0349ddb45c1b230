"""A thousand readers at once, while one edition follows another."""

import asyncio
import re
import resource

import pytest

from publishing.document import Document
from publishing.store import Store
from tests.publishing.gunicorns import FAST, PLAIN, gunicorn

READERS = 1000
EDITIONS = 50


def body(path, revision):
    """Long enough to be torn, and every line tells the edition."""
    return b"%b %d\n" % (path.encode(), revision) * 2000


class Readers:
    """They read home page and JSON in turn, each on one connection, and note what is wrong."""

    def __init__(self, port):
        self.port = port
        self.published = 1
        self.done = False
        self.read = 0
        self.wrong = []

    async def run(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        seen = 0
        while not self.done:
            seen = await self._ask(reader, writer, "/", seen)
            seen = await self._ask(reader, writer, "/summary.json", seen)
        # The last edition is out: nobody may get another one.
        await self._ask(reader, writer, "/", EDITIONS)
        writer.close()

    async def _ask(self, reader, writer, path, seen):
        at_least = max(seen, self.published)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"Content-Length: (\d+)", head)[1])
        got = await reader.readexactly(length)
        revision = int(got.partition(b"\n")[0].split()[1])
        if got != body(path, revision) or revision < at_least:
            self.wrong.append((path, at_least, revision, len(got)))
        self.read += 1
        return revision


def documents(revision):
    return [Document(path, body(path, revision)) for path in ("/", "/summary.json")]


async def publish_to(readers, store):
    tasks = [asyncio.create_task(readers.run()) for _ in range(READERS)]
    while readers.read < READERS:
        await asyncio.sleep(0.01)
    for revision in range(2, EDITIONS + 1):
        await asyncio.to_thread(store.publish, documents(revision), revision=revision)
        readers.published = revision
    readers.done = True
    await asyncio.gather(*tasks)


@pytest.mark.parametrize("worker", [FAST, PLAIN])
def test_every_reader_gets_whole_editions_in_their_order(tmp_path, worker):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    store = Store(tmp_path / "published")
    store.publish(documents(1), revision=1)

    options = ("--worker-connections", "2000", "--keep-alive", "60")
    with gunicorn(tmp_path / "published", tmp_path, worker, *options) as server:
        readers = Readers(server.port)
        asyncio.run(publish_to(readers, store))

    assert readers.wrong == []
    assert readers.read > 2 * READERS
