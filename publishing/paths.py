"""A document's path on the site, and the names of the files that hold it."""

import re
from functools import lru_cache

from publishing import media

ENCODINGS = {"gzip": ".gz", "br": ".br"}

_MAX_LENGTH = 200
_SEGMENT = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
_PATH = re.compile(rf"/(?:\.well-known/)?(?:{_SEGMENT}/)*{_SEGMENT}")
# The file of the first is that of "/"; the second stands beside the documents of an edition.
_TAKEN = {"/index", "/manifest.json"}
_FILE_SUFFIX = re.compile(r"\.(?:html|gz|br)$")


class InvalidPath(ValueError):
    """No document can be at this path."""


def check(path: str) -> None:
    """Raise InvalidPath unless `path` may hold a document.

    What passes is safe below any folder: no dot files, no way up, nothing percent-encoded.
    """
    if path == "/":
        return
    if len(path) > _MAX_LENGTH or not _PATH.fullmatch(path):
        raise InvalidPath(path)
    if path in _TAKEN:
        raise InvalidPath(path)
    # "/a.json" is a file, so "/a.json/b" would need a folder of the same name.
    if any(_is_file_name(folder) for folder in path.split("/")[1:-1]):
        raise InvalidPath(path)


def file_name(path: str) -> str:
    """The file, relative to the document root, of the document at `path`; checks the path."""
    check(path)
    if path == "/":
        return "index.html"
    name = path.removeprefix("/")
    return name + media.PAGE if media.suffix(path) == media.PAGE else name


# Every publish asks this several times of every hot document.
@lru_cache(maxsize=2048)
def file_names(path: str) -> tuple[str, ...]:
    """All files of the document at `path`: the plain one first, then the encoded ones."""
    plain = file_name(path)
    if not media.of(path).compress:
        return (plain,)
    return (plain, *(plain + suffix for suffix in ENCODINGS.values()))


@lru_cache(maxsize=4096)
def path_of(name: str) -> str | None:
    """The path of the document whose plain file is called `name`; None when it is no such file."""
    path = "/" if name == "index.html" else "/" + name.removesuffix(media.PAGE)
    try:
        return path if file_name(path) == name else None
    except InvalidPath:
        return None


def _is_file_name(folder: str) -> bool:
    return bool(_FILE_SUFFIX.search(folder)) or media.suffix("/" + folder) != media.PAGE
