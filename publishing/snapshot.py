"""The edition that is served at one moment, as a reader sees it."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path

from publishing import paths
from publishing.edition import MANIFEST, read_manifest

# A publish between our two looks at the links is rare; four in a row do not happen.
_ATTEMPTS = 5


class Unreadable(Exception):
    """The published folder, or a document in it, cannot be made sense of."""


class Moved(Exception):
    """The document now lives in an edition that is newer than the snapshot."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One edition, by its resolved paths: whatever is flipped meanwhile, these stay the same.

    `hashes` are the content hashes of the hot documents.
    """

    links: tuple[str, str]
    generation: str
    edition: str
    hashes: Mapping[str, str]

    @classmethod
    def take(cls, root: Path) -> "Snapshot":
        """The edition served now; raises OSError or Unreadable when there is none to be had."""
        for _ in range(_ATTEMPTS):
            links = served_links(root)
            generation = os.path.join(root, links[0])
            edition = os.path.join(generation, links[1])
            manifest = read_manifest(os.path.join(edition, MANIFEST))
            if served_links(root) != links:
                continue
            if manifest is None:
                raise Unreadable(f"No manifest in {edition}.")
            return cls(links, generation, edition, manifest.documents)
        raise Unreadable(f"The edition served in {root} changes faster than it can be read.")

    def read(self, name: str) -> tuple[bytes, os.stat_result]:
        """The bytes of one file; FileNotFoundError when this edition does not have it.

        The edition comes first, and a link in the document root is never followed: behind it
        may be the next edition by now.
        """
        try:
            return _read(os.path.join(self.edition, name))
        except (FileNotFoundError, NotADirectoryError):
            pass
        try:
            return _read(os.path.join(self.generation, "site", name))
        except NotADirectoryError as error:
            raise FileNotFoundError(name) from error
        except OSError as error:
            if os.path.islink(os.path.join(self.generation, "site", name)):
                raise Moved(name) from error
            raise

    def hot_size(self, path: str) -> float:
        """The size of a hot document's plain file; infinite for every other path."""
        if path not in self.hashes:
            return inf
        try:
            return os.stat(os.path.join(self.edition, paths.file_name(path))).st_size
        except OSError:
            return inf

    def identity(self, path: str) -> tuple[int, ...] | None:
        """Tells one state of a cold document's file from another; None when it is no file."""
        try:
            found = os.lstat(os.path.join(self.generation, "site", paths.file_name(path)))
        except OSError:
            return None
        return file_identity(found) if stat.S_ISREG(found.st_mode) else None


def served_links(root: Path) -> tuple[str, str]:
    """Where `live` and, in there, `current` point to."""
    live = os.readlink(os.path.join(root, "live"))
    return live, os.readlink(os.path.join(root, live, "current"))


def file_identity(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _read(name: str) -> tuple[bytes, os.stat_result]:
    with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
        return file.read(), os.fstat(file.fileno())
