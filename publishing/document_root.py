"""The document root: the folder a web server serves, with one entry for each file of the site."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from publishing import durable, paths
from publishing.document import etag


class DocumentRoot:
    """Entries are regular files (cold), or links through the current edition (hot)."""

    def __init__(self, folder: Path, *, scratch: Path) -> None:
        self.folder = folder
        self._scratch = scratch

    def file(self, name: str) -> str:
        """Where the entry `name` is."""
        return f"{self.folder}/{name}"

    def is_hot(self, name: str) -> bool:
        """Whether the entry `name` leads through the current edition."""
        return os.path.islink(self.file(name))

    def exists(self, name: str) -> bool:
        """Whether a reader finds a file there."""
        return os.path.exists(self.file(name))

    def read(self, path: str) -> bytes | None:
        """The body of a document as a reader gets it; None when there is none."""
        try:
            return Path(self.file(paths.file_name(path))).read_bytes()
        except FileNotFoundError:
            return None

    def etag(self, path: str) -> str | None:
        """The ETag of a document that is served from a regular file; None when there is none."""
        body = self.read(path)
        return None if body is None else etag(body)

    def point(self, names: Iterable[str]) -> None:
        """Make entries lead through the current edition, where they may find no file yet."""
        names = list(names)
        for name in names:
            durable.make_folder(os.path.dirname(self.file(name)))
            target = "../" * (name.count("/") + 1) + "current/" + name
            durable.point(self.file(name), target, scratch=self._scratch)
        self._fsync(names)

    def settle(self, names: Iterable[str]) -> None:
        """Make entries regular files with the content they lead to now."""
        settled = [name for name in names if self.is_hot(name) and self.exists(name)]
        for name in settled:
            source = os.path.realpath(self.file(name))
            durable.replace(self.file(name), source, scratch=self._scratch)
        self._fsync(settled)

    def drop_dangling(self, names: Iterable[str]) -> None:
        """Remove those entries that lead nowhere."""
        for name in names:
            if self.is_hot(name) and not self.exists(name):
                os.unlink(self.file(name))

    def paths(self) -> Iterator[str]:
        """The path of every document there is."""
        return self._walk(str(self.folder), "")

    def _walk(self, folder: str, prefix: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(entry.path, name + "/")
                # is_file() follows links: one that leads nowhere is no document.
                elif (path := paths.path_of(name)) and entry.is_file():
                    yield path

    def _fsync(self, names: list[str]) -> None:
        if names:
            folders = durable.folders_of(names)
            durable.in_parallel(
                partial(durable.fsync_folder, self.folder / folder) for folder in folders
            )
