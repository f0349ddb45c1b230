"""Reads a published document from the disk, and believes none of its files unseen."""

import os
import zlib
from collections.abc import Mapping

import brotli

from publishing import paths
from publishing.document import etag
from publishing.responses import Entry, make_entry
from publishing.snapshot import Moved, Snapshot, Unreadable, file_identity

_ENCODING_OF = {suffix: encoding for encoding, suffix in paths.ENCODINGS.items()}
_GZIP_CONTAINER = 16 + zlib.MAX_WBITS


def load(snapshot: Snapshot, path: str, *, https: bool) -> Entry:
    """The document at `path` as it is in `snapshot`; a damaged encoding of it is left out.

    Raises FileNotFoundError when there is none, Moved when it went on to a newer edition, other
    OSErrors, and Unreadable when what is there cannot be what was published.
    """
    plain, found = snapshot.read(paths.file_name(path))
    stored = {"identity": plain}
    for name in paths.file_names(path)[1:]:
        try:
            stored[_ENCODING_OF[name[-3:]]] = snapshot.read(name)[0]
        except OSError:
            continue
        except Moved:
            # A hot document's file is here or nowhere, as long as the edition is.
            if path not in snapshot.hashes or not os.path.isdir(snapshot.edition):
                raise
    content_hash, bodies = _sound(path, stored, snapshot.hashes.get(path))
    entry = make_entry(path, content_hash, bodies, https=https)
    entry.snapshot = snapshot
    # A damaged file is not the state to recognise later.
    entry.identity = file_identity(found) if bodies["identity"] is plain else None
    return entry


def _sound(
    path: str, stored: Mapping[str, bytes], expected: str | None
) -> tuple[str, dict[str, bytes]]:
    """The content's hash, and the encodings that hold just this content."""
    decoded = {encoding: _decode(encoding, body) for encoding, body in stored.items()}
    # Without a manifest's word the gzip form comes first: its checksum tells that it is whole.
    for encoding in ("gzip", "identity", "br"):
        body = decoded.get(encoding)
        if not body and expected is None:
            continue
        if body is not None and expected in (None, content_hash := etag(body)):
            sound = {e: stored[e] for e in stored if decoded[e] == body}
            return content_hash, sound if "identity" in sound else sound | {"identity": body}
    raise Unreadable(f"{path}: not what was published.")


def _decode(encoding: str, body: bytes) -> bytes | None:
    """The content; None when it cannot be decoded to the end."""
    try:
        if encoding == "gzip":
            return zlib.decompress(body, wbits=_GZIP_CONTAINER)
        if encoding == "br":
            return brotli.decompress(body)
    except (zlib.error, brotli.error):
        return None
    return body
