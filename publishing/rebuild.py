"""A whole new site, built beside the one that is served."""

import os
from contextlib import suppress
from datetime import UTC, datetime

from publishing import durable, paths
from publishing.document import Document
from publishing.edition import Manifest
from publishing.generation import Generation
from publishing.root import Root
from publishing.writer import Writer


class Overtaken(Exception):
    """What is served has become newer than what was built: it lacks what changed since."""

    def __init__(self, served_revision: int) -> None:
        super().__init__(f"revision {served_revision} is served already")
        self.served_revision = served_revision


class Rebuild:
    """Takes the documents of the new site one by one, then serves them all at once.

    `revision` is that of the page when the documents were rendered; whoever adds what changed
    since moves it.
    """

    def __init__(self, root: Root, generation: Generation, *, revision: int) -> None:
        self.revision = revision
        self._root = root
        self._generation = generation
        self._writer = Writer(generation.site.folder)
        self._is_served = False

    def add(self, document: Document) -> None:
        """Put a document on the new site; one at the same path is replaced."""
        self._require_unserved()
        self._writer.write(document)

    def remove(self, path: str) -> None:
        """Take a document off the new site, if it is there."""
        self._require_unserved()
        self._writer.finish()
        for name in paths.file_names(path):
            with suppress(FileNotFoundError):
                os.unlink(self._generation.site.file(name))

    def swap(self) -> None:
        """Serve the new site from now on. Raises Overtaken when a newer revision is served.

        After Overtaken, add what changed, move `revision` on, and swap again.
        """
        self._writer.finish()
        # One call writes everything that is still in memory: tens of thousands of fsyncs would
        # take minutes. It waits for other programs' files too, but before the lock is taken.
        os.sync()
        with self._root.writing():
            served = self._root.manifest()
            if served and served.revision > self.revision:
                raise Overtaken(served.revision)
            edition = self._generation.next_edition()
            durable.make_folder(edition.folder)
            edition.write_manifest(Manifest(self.revision, datetime.now(UTC), {}))
            durable.fsync_folder(edition.folder)
            self._generation.flip(edition)
            self._is_served = True
            self._root.serve(self._generation)

    def close(self) -> None:
        """Write no more, whether it is served or not."""
        self._writer.close()

    def _require_unserved(self) -> None:
        if self._is_served:
            raise RuntimeError("the new site is served already")
