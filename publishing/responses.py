"""A published document as the bytes that answer a request for it."""

from collections.abc import Mapping

from publishing import media
from publishing.conditional import is_known, preferred_encodings
from publishing.snapshot import Snapshot

OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"

# What describes a body says nothing in an answer that has none (RFC 9110, 15.4.5).
_ABOUT_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding"}
# As Django says it of the staff pages: two years.
_HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload")

type Headers = list[tuple[str, str]]
type Answer = tuple[str, Headers, bytes, bytes]


class Variant:
    """One document in one encoding, ready to send.

    Both answers it can give are (status, headers, the header lines as bytes with the empty line
    that ends them, body).
    """

    __slots__ = ("body", "etag", "not_modified", "ok")

    def __init__(self, headers: Headers, etag: str, body: bytes):
        self.etag = etag
        self.body = body
        self.ok: Answer = (OK, headers, _lines(headers), body)
        bare = [header for header in headers if header[0] not in _ABOUT_THE_BODY]
        self.not_modified: Answer = (NOT_MODIFIED, bare, _lines(bare), b"")


class Entry:
    """A document in memory, with the content hash and the variants of one moment."""

    __slots__ = ("content_hash", "identity", "path", "size", "snapshot", "used", "variants")

    def __init__(self, path: str, content_hash: str, variants: Mapping[str, Variant]):
        self.path = path
        self.content_hash = content_hash
        self.variants = variants
        self.size = sum(len(variant.body) + 2048 for variant in variants.values())
        self.used = True
        # Where it was last found to be up to date, and the file it was read from.
        self.snapshot: Snapshot | None = None
        self.identity: tuple[int, ...] | None = None

    @property
    def body(self) -> bytes:
        """The document itself, without any encoding."""
        return self.variants["identity"].body

    def answer(self, accept_encoding: str | None, if_none_match: str | None) -> Answer:
        """The answer to a GET: in the best encoding, or 304 when the reader has it already."""
        variants = self.variants
        for encoding in preferred_encodings(accept_encoding):
            if encoding in variants:
                break
        variant = variants[encoding]
        if if_none_match is not None and is_known(variant.etag, if_none_match):
            return variant.not_modified
        return variant.ok


def make_entry(path: str, content_hash: str, bodies: Mapping[str, bytes], *, https: bool) -> Entry:
    """The entry of the document at `path`; `bodies` are by encoding, "identity" among them."""
    kind = media.of(path)
    variants = {}
    for encoding, body in bodies.items():
        etag = f'"{content_hash}"' if encoding == "identity" else f'"{content_hash}-{encoding}"'
        headers = [("Content-Type", kind.content_type), ("Content-Length", str(len(body)))]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        headers += [("ETag", etag), *kind.headers.items()]
        if https:
            headers.append(_HSTS)
        variants[encoding] = Variant(headers, etag, body)
    return Entry(path, content_hash, variants)


def _lines(headers: Headers) -> bytes:
    """The header lines exactly as gunicorn would write them."""
    return "".join([*(f"{name}: {value}\r\n" for name, value in headers), "\r\n"]).encode("latin-1")
