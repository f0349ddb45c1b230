"""The store's folder on disk: its generations, the one that is served, and the one writer."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from publishing import durable
from publishing.counter import Counter
from publishing.edition import Manifest, read_manifest
from publishing.generation import Generation


class Root:
    """The published folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._live = folder / "live"
        self._scratch = folder / ".new"
        self._generations = folder / "generations"
        self._counter = Counter(folder / "counter")

    def manifest(self) -> Manifest | None:
        """The manifest of the edition that is served; None when nothing is known of it."""
        return read_manifest(self._live / "current" / "manifest.json")

    def served(self) -> Generation | None:
        """The generation that is served; None before the first one, or when the link is lost."""
        with suppress(OSError, ValueError):
            generation = Generation(self.folder / os.readlink(self._live))
            return generation if generation.site.folder.is_dir() else None
        return None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer, of all threads and processes; waits for its turn."""
        durable.make_folder(self._generations)
        with ExitStack() as stack:
            while True:
                lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
                stack.callback(os.close, lock)
                fcntl.flock(lock, fcntl.LOCK_EX)
                # Whoever removed the file while we waited let others lock a new one.
                with suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(lock), os.stat(self.folder / "lock")):
                        break
            self._counter.ensure()
            yield

    def heal(self) -> Generation:
        """The generation that is served, found or made anew when the link is lost."""
        durable.clear(self._scratch)
        served = self.served()
        if served is None:
            complete = [generation for generation in self._all() if _manifest_of(generation)]
            served = max(complete, key=_age, default=None) or self.create()
            self.serve(served)
        return served

    def create(self) -> Generation:
        """Make an empty generation that nobody is served."""
        number = max((generation.number for generation in self._all()), default=0) + 1
        generation = Generation(self._generations / f"g{number:08}")
        generation.create()
        return generation

    def serve(self, generation: Generation) -> None:
        """Serve `generation` from now on."""
        durable.fsync_folder(self._generations)
        try:
            target = f"generations/{generation.folder.name}"
            durable.point(self._live, target, scratch=self._scratch)
            durable.fsync_folder(self.folder)
        finally:
            self.announce()

    def announce(self) -> None:
        """Tell the readers that something else is served now."""
        self._counter.increment()

    def sweep(self, *, keep: int = 1) -> None:
        """Remove the generations that nobody reads or builds; the last ones are kept.

        The lock is held only to choose them: removing a large site takes seconds.
        """
        with ExitStack() as stack:
            with self.writing():
                doomed = [old for old in self._unneeded(keep) if self.claim(old, stack)]
            for generation in doomed:
                shutil.rmtree(generation.folder, ignore_errors=True)

    def claim(self, generation: Generation, stack: ExitStack) -> bool:
        """Keep others from removing a generation until `stack` is left; False when they may."""
        with suppress(BlockingIOError, FileNotFoundError):
            descriptor = os.open(generation.folder, os.O_RDONLY | os.O_DIRECTORY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _unneeded(self, keep: int) -> list[Generation]:
        served = self.served()
        if served is None:
            return []
        others = [other for other in self._all() if other.number != served.number]
        # A reader may have looked up the last one a moment ago, and open a file in it only now.
        complete = [other for other in others if other.current()]
        kept = complete[len(complete) - keep :]
        return [other for other in others if other not in kept]

    def _all(self) -> list[Generation]:
        """All generations on the disk, the oldest first."""
        folders = self._generations.glob("g*")
        return sorted(map(Generation, folders), key=lambda generation: generation.number)


def _manifest_of(generation: Generation) -> Manifest | None:
    edition = generation.current()
    return edition.manifest() if edition else None


def _age(generation: Generation) -> tuple[int, int]:
    manifest = _manifest_of(generation)
    return (manifest.revision if manifest else -1, generation.number)
