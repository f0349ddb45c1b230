"""A generation: one complete site on disk, and how its next edition comes to be served.

A change touches several documents, and readers must get all of it or nothing, also when the
writer is killed between any two system calls. So the documents that change now and then are hot:
they lie in an edition, a folder of its own, and their entries in the document root lead through
the link `current`. Turning that one link changes them all. The others are cold: regular files
that cost a publish nothing, however many they are.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from publishing import durable, paths
from publishing.document import Document
from publishing.document_root import DocumentRoot
from publishing.edition import Edition, Manifest

# A reader may have looked up an edition a moment ago, and open a file in it only now.
_OLD_EDITIONS = 2


class Generation:
    """The folder of a generation. Only the one writer that holds the store's lock may change it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = int(folder.name.removeprefix("g"))
        self._scratch = folder / ".new"
        self.site = DocumentRoot(folder / "site", scratch=self._scratch)

    def create(self) -> None:
        """Make the folders of an empty site."""
        durable.make_folder(self.site.folder)
        durable.make_folder(self.folder / "editions")
        durable.fsync_folder(self.folder)

    def current(self) -> Edition | None:
        """The edition that is served; None before the first one, or when the link is lost."""
        with suppress(OSError, ValueError):
            edition = Edition(self.folder / os.readlink(self.folder / "current"))
            return edition if edition.folder.is_dir() else None
        return None

    def next_edition(self) -> Edition:
        """An edition that is not on the disk yet."""
        number = max((edition.number for edition in self._editions()), default=0) + 1
        return Edition(self.folder / "editions" / f"e{number:010}")

    def prepare(
        self, documents: Mapping[str, Document], *, removed: set[str], about: Manifest
    ) -> Edition:
        """Put the next edition on the disk, up to the point where `flip` makes readers see it.

        The documents named in `about` are replaced by those of the edition.
        """
        current = self.heal()
        names = current.names()
        etags = current.etags(names)
        hot = {path: tag for path, tag in etags.items() if self._is_hot(path)}
        changed = [new for new in documents.values() if not self._is_served(new, hot, names)]
        told = {document.path: document.etag for document in changed}
        kept = {path: hot[path] for path in hot if path not in told and path not in removed}
        self._warm_up([*told, *removed], current)
        edition = self.next_edition()
        edition.build(
            previous=current,
            kept=[name for name in _file_names(kept) if name in names],
            changed=changed,
            about=replace(about, documents=kept | told),
        )
        # Those that are new lead nowhere until the flip.
        self.site.point(name for name in _file_names(told) if not self.site.is_hot(name))
        return edition

    def flip(self, edition: Edition) -> None:
        """Serve `edition` from now on."""
        durable.fsync_folder(self.folder / "editions")
        target = f"editions/{edition.folder.name}"
        durable.point(self.folder / "current", target, scratch=self._scratch)
        durable.fsync_folder(self.folder)

    def heal(self) -> Edition:
        """Clear away what was never served, and return the edition that is."""
        edition = self.current()
        if edition is None:
            complete = [edition for edition in self._editions() if edition.manifest()]
            edition = complete[-1] if complete else self.next_edition()
            durable.make_folder(edition.folder)
            self.flip(edition)
        unfinished = [other for other in self._editions() if other.number > edition.number]
        self._forget(unfinished, edition)
        self._remove(unfinished)
        return edition

    def retire(self, current: Edition, *, keep: int = _OLD_EDITIONS) -> None:
        """Remove the editions before `current` that nobody reads any more: all but so many."""
        old = [other for other in self._editions() if other.number < current.number]
        # All of them, not the last alone: a writer may have been killed before it came to this.
        self._forget(old, current)
        self._remove(old[: max(0, len(old) - keep)])

    def cool_down(self, edition: Edition, *, hot_limit: int) -> None:
        """Make those documents cold that changed longest ago, so that editions stay small.

        Readers cannot tell: the file stays the same one. The next edition leaves it out.
        """
        manifest = edition.manifest()
        documents = list(manifest.documents) if manifest else []
        self.site.settle(_file_names(documents[: max(0, len(documents) - hot_limit)]))

    def _is_hot(self, path: str) -> bool:
        # Any, not all: a writer may have been killed between two files of a document.
        return any(self.site.is_hot(name) for name in paths.file_names(path))

    def _is_served(self, document: Document, hot: Mapping[str, str], names: set[str]) -> bool:
        """Whether readers get this very document already."""
        path = document.path
        if path in hot:
            return hot[path] == document.etag and names.issuperset(paths.file_names(path))
        return self.site.etag(path) == document.etag

    def _warm_up(self, documents: list[str], current: Edition) -> None:
        """Serve cold documents through the current edition, so that the flip changes them too."""
        cold = [
            name
            for name in _file_names(documents)
            if not self.site.is_hot(name) and self.site.exists(name)
        ]
        for name in cold:
            current.adopt(name, self.site.file(name))
        if cold:
            # After a power cut no entry may lead to a link that was never written.
            durable.in_parallel(current.fsync_jobs(cold))
            self.site.point(cold)

    def _editions(self) -> list[Edition]:
        """All editions on the disk, the oldest first."""
        folders = (self.folder / "editions").glob("e*")
        return sorted(map(Edition, folders), key=lambda edition: edition.number)

    def _forget(self, others: list[Edition], current: Edition) -> None:
        """Remove the entries of documents that only `others` have."""
        names = current.names() if others else set()
        for other in others:
            self.site.drop_dangling(other.names() - names)

    def _remove(self, editions: list[Edition]) -> None:
        for edition in editions:
            shutil.rmtree(edition.folder)


def _file_names(documents: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(map(paths.file_names, documents)))
