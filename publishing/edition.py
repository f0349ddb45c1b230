"""An edition: the hot documents of one moment, which readers get all together."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from publishing import durable, paths
from publishing.document import Document, etag

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What an edition says of itself; `documents` is path to ETag, the last changed at the end."""

    revision: int
    published_at: datetime
    documents: Mapping[str, str]


def read_manifest(file: str | Path) -> Manifest | None:
    """The manifest in a file; None when it is missing or damaged, as nothing is known then."""
    try:
        fields = json.loads(Path(file).read_bytes())
        return Manifest(
            revision=int(fields["revision"]),
            published_at=datetime.fromisoformat(fields["published_at"]),
            documents=dict(fields["documents"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


class Edition:
    """The folder of an edition. Its files never change; only names are added and removed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = int(folder.name.removeprefix("e"))

    def manifest(self) -> Manifest | None:
        """What the edition says of itself; None when that is missing or damaged."""
        return read_manifest(self.folder / MANIFEST)

    def names(self) -> set[str]:
        """The names of all files but the manifest."""
        return set(_walk(str(self.folder), "")) - {MANIFEST}

    def etags(self, names: set[str]) -> dict[str, str]:
        """Path to ETag of the documents among `names`, the last changed at the end.

        A document that the manifest does not tell of was put here by a publish that was killed,
        or the manifest is lost; it counts as changed long ago.
        """
        manifest = self.manifest()
        told = manifest.documents if manifest else {}
        found = {path for name in names if (path := paths.path_of(name))}
        untold = {path: self._etag(path) for path in sorted(found - told.keys())}
        return untold | {path: told[path] for path in told if path in found}

    def adopt(self, name: str, file: str) -> None:
        """Link a file that is served from elsewhere, so that it can be served from here."""
        target = f"{self.folder}/{name}"
        durable.make_folder(os.path.dirname(target))
        try:
            os.link(file, target)
        except FileExistsError:
            if not os.path.samefile(file, target):
                os.unlink(target)
                os.link(file, target)

    def fsync_jobs(self, names: Iterable[str]) -> Iterator[Callable[[], None]]:
        """What puts the folders of `names` on the disk."""
        for folder in durable.folders_of(names):
            yield partial(durable.fsync_folder, self.folder / folder)

    def build(
        self, *, previous: "Edition", kept: Iterable[str], changed: list[Document], about: Manifest
    ) -> None:
        """Make the folder: links to the files `kept` of the previous edition, and new documents."""
        kept = list(kept)
        new = {name: document for document in changed for name in paths.file_names(document.path)}
        for folder in sorted(durable.folders_of([*kept, *new])):
            durable.make_folder(self.folder / folder)
        for name in kept:
            os.link(f"{previous.folder}/{name}", f"{self.folder}/{name}")
        durable.in_parallel(partial(self._write, name, document) for name, document in new.items())
        # Last: an edition with a manifest is a complete one.
        self.write_manifest(about)
        durable.in_parallel(self.fsync_jobs([*kept, *new]))

    def write_manifest(self, about: Manifest) -> None:
        """Write what the edition says of itself."""
        fields = {
            "revision": about.revision,
            "published_at": about.published_at.isoformat(),
            "documents": dict(about.documents),
        }
        durable.write(self.folder / MANIFEST, json.dumps(fields, indent=1).encode())

    def _write(self, name: str, document: Document) -> None:
        durable.write(f"{self.folder}/{name}", document.encoded(name))

    def _etag(self, path: str) -> str:
        return etag((self.folder / paths.file_name(path)).read_bytes())


def _walk(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name
