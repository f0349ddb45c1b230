"""One document of the public site, and its bytes as each client may ask for them."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli

from publishing import paths

# Measured on a home page of 50 kB, on one core. zlib 6: 6.9 kB in 0.4 ms; 9 saves 6 % for three
# times the time. Brotli 5: 6.3 kB in 0.5 ms; 9 saves 3 % for 9 ms, 11 saves 10 % for 90 ms,
# which thirty documents would spend before the news is out.
_ZLIB_LEVEL = 6
_BROTLI_QUALITY = 5
_GZIP_CONTAINER = 16 + zlib.MAX_WBITS


def _gzip(body: bytes) -> bytes:
    # Unlike gzip.compress, this never writes the time: equal bodies make equal files.
    return zlib.compress(body, _ZLIB_LEVEL, wbits=_GZIP_CONTAINER)


def _brotli(body: bytes) -> bytes:
    return brotli.compress(body, quality=_BROTLI_QUALITY)


_ENCODERS: dict[str, Callable[[bytes], bytes]] = {".gz": _gzip, ".br": _brotli}


@dataclass(frozen=True)
class Document:
    """Bytes at a path of the public site. Raises InvalidPath where no document can be."""

    path: str
    body: bytes

    def __post_init__(self) -> None:
        paths.check(self.path)

    @property
    def etag(self) -> str:
        """The entity tag, without quotes."""
        return etag(self.body)

    def encoded(self, file_name: str) -> bytes:
        """The content of one of the document's files, as `paths.file_names` lists them."""
        encode = _ENCODERS.get(file_name[-3:])
        return encode(self.body) if encode else self.body


def etag(body: bytes) -> str:
    """A tag that changes if and only if the body does."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()
