"""The published site: documents stored as files that any web server can serve.

What readers get is one edition or the next, never a mix, whenever the writer is killed.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from publishing import paths
from publishing.document import Document
from publishing.edition import Manifest
from publishing.rebuild import Overtaken, Rebuild
from publishing.root import Root

__all__ = ["Document", "Overtaken", "Rebuild", "Store"]

# A publish links every hot document into the next edition, 0.1 ms each, changed or not; to warm up
# a cold one takes 0.6 ms, once. One change touches about thirty.
_HOT_LIMIT = 100


class Store:
    """Any number of processes may have a store on the same folder, and all may write."""

    def __init__(self, root: Path, *, hot_limit: int = _HOT_LIMIT) -> None:
        self._root = Root(root)
        self._hot_limit = hot_limit

    @property
    def revision(self) -> int | None:
        """The revision that is served; None when nothing was published, or nothing is known."""
        manifest = self._root.manifest()
        return manifest.revision if manifest else None

    @property
    def published_at(self) -> datetime | None:
        """When what is served was published; None when nothing was, or nothing is known."""
        manifest = self._root.manifest()
        return manifest.published_at if manifest else None

    def read(self, path: str) -> bytes | None:
        """The body of the document that is served at `path`; None when there is none."""
        with suppress(paths.InvalidPath):
            paths.check(path)
            served = self._root.served()
            return served.site.read(path) if served else None
        return None

    def __contains__(self, path: str) -> bool:
        """Whether a document is served at `path`."""
        served = self._root.served()
        return served is not None and served.site.exists(paths.file_name(path))

    def paths(self) -> Iterator[str]:
        """The path of every published document, in no order."""
        served = self._root.served()
        return served.site.paths() if served else iter(())

    def publish(
        self, documents: Iterable[Document], *, revision: int, removed: Iterable[str] = ()
    ) -> bool:
        """Serve these documents, and no more the removed ones, from one moment on.

        False when a newer revision is served already; then nothing changes. An error of the disk
        is raised, and readers have nothing of the change (or all, when the last fsync failed).
        """
        # Before the lock: rendering is slow, and a path may be refused.
        new = {document.path: document for document in documents}
        gone = set(removed) - new.keys()
        for path in gone:
            paths.check(path)
        with self._root.writing():
            generation = self._root.heal()
            served = self._root.manifest()
            if served and served.revision > revision:
                return False
            about = Manifest(revision, datetime.now(UTC), {})
            try:
                edition = generation.prepare(new, removed=gone, about=about)
                try:
                    generation.flip(edition)
                finally:
                    self._root.announce()
            except BaseException:
                with suppress(OSError):
                    generation.heal()
                raise
            generation.cool_down(edition, hot_limit=self._hot_limit)
            generation.retire(edition)
        self._root.sweep()
        return True

    def forget(self) -> None:
        """Remove from the disk what was served before, which is kept for slow readers otherwise.

        One who looked a document up a moment ago may find it gone, and asks again.
        """
        with self._root.writing():
            generation = self._root.heal()
            generation.retire(generation.heal(), keep=0)
        self._root.sweep(keep=0)

    @contextmanager
    def rebuild(self, *, revision: int) -> Iterator[Rebuild]:
        """Build a whole new site beside the served one; left without swap(), it is thrown away.

        Nobody waits for it: changes are published meanwhile, and swap() tells when they were.
        """
        with ExitStack() as stack:
            with self._root.writing():
                generation = self._root.create()
                self._root.claim(generation, stack)
            rebuild = Rebuild(self._root, generation, revision=revision)
            try:
                yield rebuild
            finally:
                rebuild.close()
                served = self._root.served()
                if served is None or served.folder != generation.folder:
                    shutil.rmtree(generation.folder)
        self._root.sweep()
