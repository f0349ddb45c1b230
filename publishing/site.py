"""The published site in memory: finished answers by path, as fresh as the folder."""

import logging
import mmap
import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from time import monotonic

from publishing import paths
from publishing.loading import load
from publishing.responses import Entry
from publishing.snapshot import Moved, Snapshot, Unreadable, served_links

logger = logging.getLogger(__name__)

MEMORY = 64 * 1024 * 1024
LARGEST_KEPT = 8 * 1024 * 1024

# The counter tells of a publish at once. Should the writer die between flip and count, or the
# counter be lost, the links tell within this time.
_LINKS_EVERY = 0.05
# How long a file that cannot be read is left alone.
_RETRY_AFTER = 1.0
_COUNTER_SIZE = 8
_LOADS = 3
_QUICKLY_READ = 256 * 1024
_RETRIES = 1000


class Site:
    """Finds published documents. Any number of threads may share one.

    A document that became unreadable is served on from memory, as long as it is in there.
    `find("/404")` has the page a 404 view may answer with.
    """

    def __init__(self, root: Path, *, https: bool = False, memory: int = MEMORY):
        self._root = Path(root)
        self._https = https
        self._memory = memory
        self._lock = Lock()
        self._loading = Lock()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._size = 0
        self._snapshot: Snapshot | None = None
        self._state = object()
        self._counter: mmap.mmap | None = None
        self._counter_file: tuple[int, int] | None = None
        self._counted = b""
        self._look_again_at = 0.0
        self._retry_at: dict[str, float] = {}
        self._told: set[str] = set()
        self._refresh()

    def state(self) -> object:
        """Another object whenever an answer that `recall` gave earlier may be out of date.

        Every request calls this, so it costs neither lock nor system call.
        """
        counter = self._counter
        if (counter is None or counter[:] == self._counted) and monotonic() < self._look_again_at:
            return self._state
        self._refresh()
        return self._state

    def recall(self, path: str) -> Entry | None:
        """The document at `path` if it is in memory and up to date; never touches a file."""
        self.state()
        entry = self._entries.get(path)
        if entry is not None and entry.snapshot is self._snapshot:
            entry.used = True
            return entry
        return None

    def find_quickly(self, path: str) -> Entry | None:
        """As `find`, but None as well when it would take more than a millisecond."""
        entry = self.recall(path)
        if entry is not None:
            return entry
        if not self._is_quick(path) or not self._loading.acquire(blocking=False):
            return None
        try:
            return self._load(path)
        finally:
            self._loading.release()

    def find(self, path: str) -> Entry | None:
        """The document at `path`, None when none is published there."""
        return self.recall(path) or self._find_on_disk(path)

    def _find_on_disk(self, path: str) -> Entry | None:
        try:
            paths.check(path)
        except paths.InvalidPath:
            return None
        # One at a time: after a publish everybody wants the same page.
        with self._loading:
            return self.recall(path) or self._load(path)

    def _is_quick(self, path: str) -> bool:
        """Whether the document is in memory and still the same, or hot and not large."""
        snapshot = self._snapshot
        if snapshot is None:
            return False
        known = self._entries.get(path)
        if known is not None and _is_unchanged(known, snapshot):
            return True
        return snapshot.hot_size(path) <= _QUICKLY_READ

    def _load(self, path: str) -> Entry | None:
        for _ in range(_LOADS):
            snapshot = self._snapshot
            known = self._entries.get(path)
            if snapshot is None or monotonic() < self._retry_at.get(path, 0.0):
                return known
            if known is not None and _is_unchanged(known, snapshot):
                known.snapshot = snapshot
                return known
            try:
                entry = load(snapshot, path, https=self._https)
            except (OSError, Moved, Unreadable) as error:
                problem: Exception = error
            else:
                self._keep(entry)
                return entry
            self._refresh()
            if self._snapshot is snapshot:
                break
        return self._without_files(path, problem)

    def _without_files(self, path: str, problem: Exception) -> Entry | None:
        """The last good state of a document that cannot be read; None when it was taken away."""
        snapshot = self._snapshot
        is_gone = isinstance(problem, FileNotFoundError | Moved)
        if is_gone and (snapshot is None or path not in snapshot.hashes):
            self._forget(path)
            return None
        self._tell_once(path, f"Cannot read {path}: {problem}")
        if len(self._retry_at) >= _RETRIES:
            self._retry_at.clear()
        self._retry_at[path] = monotonic() + _RETRY_AFTER
        return self._entries.get(path)

    def _keep(self, entry: Entry) -> None:
        """Hold the entry in memory; what was not asked for of late makes room."""
        if entry.size > LARGEST_KEPT:
            return
        with self._lock:
            self._take_out(entry.path)
            self._entries[entry.path] = entry
            self._size += entry.size
            while self._size > self._memory:
                path, oldest = next(iter(self._entries.items()))
                if oldest.used and oldest is not entry:
                    # A second chance instead of an order that every read would have to update.
                    oldest.used = False
                    self._entries.move_to_end(path)
                else:
                    self._take_out(path)

    def _forget(self, path: str) -> None:
        with self._lock:
            self._take_out(path)

    def _take_out(self, path: str) -> None:
        entry = self._entries.pop(path, None)
        if entry is not None:
            self._size -= entry.size
            self._state = object()

    def _refresh(self) -> None:
        """Look at the folder, and go on with another edition if one is served."""
        # Before the lock: those who come now because of the time need not look as well. But as
        # long as nothing is published, everybody looks for the first edition.
        if self._snapshot is not None:
            self._look_again_at = monotonic() + _LINKS_EVERY
        with self._lock:
            # Read before the links, so that a flip in between is found next time; told after
            # them, so that no other thread takes the old edition for the one counted.
            counted = self._count()
            try:
                known = self._snapshot
                if known is None or served_links(self._root) != known.links:
                    self._snapshot = Snapshot.take(self._root)
                    self._state = object()
                    self._retry_at = {}
                    self._told = set()
            except (OSError, Unreadable) as error:
                # That nothing was ever published is no trouble yet.
                if self._snapshot is not None or not isinstance(error, FileNotFoundError):
                    self._tell_once("", f"Cannot read the published folder: {error}")
            self._counted = counted

    def _count(self) -> bytes:
        file = self._root / "counter"
        try:
            found = os.stat(file)
            if found.st_size < _COUNTER_SIZE:
                # Reading a mapped page that has been cut off would kill the process.
                self._counter = self._counter_file = None
            elif self._counter_file != (found.st_dev, found.st_ino):
                with file.open("rb") as opened:
                    self._counter = mmap.mmap(
                        opened.fileno(), _COUNTER_SIZE, access=mmap.ACCESS_READ
                    )
                    opened_file = os.fstat(opened.fileno())
                self._counter_file = (opened_file.st_dev, opened_file.st_ino)
        except (OSError, ValueError):
            self._counter = self._counter_file = None
        return b"" if self._counter is None else self._counter[:]

    def _tell_once(self, subject: str, problem: str) -> None:
        if subject not in self._told:
            self._told.add(subject)
            logger.error("%s", problem)


def _is_unchanged(entry: Entry, snapshot: Snapshot) -> bool:
    """Whether the entry, made in an older edition, is what `snapshot` has, too."""
    if content_hash := snapshot.hashes.get(entry.path):
        return entry.content_hash == content_hash
    if entry.snapshot is None or entry.snapshot.generation != snapshot.generation:
        return False
    return entry.identity is not None and entry.identity == snapshot.identity(entry.path)
