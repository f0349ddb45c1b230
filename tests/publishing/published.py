"""What a web server finds in the published folder: plain files, by following links."""

import os
import zlib
from pathlib import Path

import brotli

from publishing import media, paths
from publishing.store import Document


def served(root: Path) -> dict[str, bytes]:
    """Path to content of every document; all its encodings must be there, and hold the same."""
    files = dict(_files(root / "live" / "site"))
    documents = {path: body for name, body in files.items() if (path := paths.path_of(name))}
    expected = {name: body for path, body in documents.items() for name, body in _all(path, body)}
    assert {name: _decoded(name, body) for name, body in files.items()} == expected
    return documents


def contents(documents: list[Document]) -> dict[str, bytes]:
    return {document.path: document.body for document in documents}


def leftovers(root: Path) -> list[str]:
    """What a writer that was stopped left behind: temporary files, unused folders, dead links."""
    found = [str(file.relative_to(root)) for file in root.rglob(".new")]
    for file in (root / "live" / "site").rglob("*"):
        if file.is_symlink() and not file.exists():
            found.append(str(file.relative_to(root)))
    current = os.readlink(root / "live" / "current").removeprefix("editions/")
    editions = sorted(os.listdir(root / "live" / "editions"))
    # Readers may still have the two before the current one open.
    found += editions[: editions.index(current)][:-2]
    found += editions[editions.index(current) + 1 :]
    return found


def _files(site: Path):
    for folder, _, names in os.walk(site):
        for name in names:
            file = Path(folder, name)
            if file.exists():
                yield str(file.relative_to(site)), file.read_bytes()


def _all(path: str, body: bytes):
    yield paths.file_name(path), body
    if media.of(path).compress:
        yield paths.file_name(path) + ".gz", body
        yield paths.file_name(path) + ".br", body


def _decoded(name: str, body: bytes) -> bytes:
    if name.endswith(".gz"):
        return zlib.decompress(body, wbits=31)
    return brotli.decompress(body) if name.endswith(".br") else body
