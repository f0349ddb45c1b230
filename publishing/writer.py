"""Writes the documents of a whole new site: beside whoever renders them, where they are many.

A document is compressed and written in a third of the time in which it is rendered, and Python
does one thing at a time: so the writing has a process of its own, on another core.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, BinaryIO, cast

from publishing import durable, paths
from publishing.document import Document

# A process takes a moment to start, so small sites are written without.
FEW = 2000
_HOME = Path(__file__).resolve().parent.parent
_DONE = b"done\n"


class Writer:
    """Any number of documents below a folder; one at the same path is replaced."""

    def __init__(self, folder: Path, *, few: int = FEW) -> None:
        self._folder = folder
        self._few = few
        self._beside: _Beside | None = None

    def write(self, document: Document) -> None:
        """Write it now, or soon; raises the error of this document, or of one before it."""
        if self._few > 0:
            self._few -= 1
            write_files(self._folder, document)
            return
        self._beside = self._beside or _Beside(self._folder)
        self._beside.send(f"{document.path}\n{len(document.body)}\n".encode() + document.body)

    def finish(self) -> None:
        """Wait until all is written; raises the error of a document that is not."""
        if self._beside:
            self._beside.finish()

    def close(self) -> None:
        """Write no more, finished or not."""
        if self._beside:
            self._beside.close()


class _Beside:
    """The process that writes."""

    def __init__(self, folder: Path) -> None:
        # In a session of its own: Ctrl-C ends whoever renders, and that ends the writing.
        self._process = subprocess.Popen(  # noqa: S603 - this module, and a folder of ours
            [sys.executable, "-m", "publishing.writer", str(folder)],
            cwd=_HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)

    def send(self, message: bytes) -> None:
        try:
            self._input.write(message)
            self._input.flush()
        except BrokenPipeError:
            raise _error(self._output.readline()) from None

    def finish(self) -> None:
        self.send(b"\n")
        answer = self._output.readline()
        if answer != _DONE:
            raise _error(answer)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def write_files(folder: str | Path, document: Document) -> None:
    """The files of a document; not fsynced: who serves them waits for the disk, once for all."""
    for name in paths.file_names(document.path):
        file = f"{folder}/{name}"
        durable.make_folder(os.path.dirname(file))
        content = document.encoded(name)
        try:
            durable.write(file, content, fsync=False)
        except FileExistsError:
            os.unlink(file)
            durable.write(file, content, fsync=False)


def _error(answer: bytes) -> OSError:
    number, _, file = answer.decode().rstrip("\n").partition(" ")
    if not number:
        return ChildProcessError("the process that writes the new site has ended")
    return OSError(int(number), os.strerror(int(number)), file)


def main(folder: str, documents: BinaryIO, answers: BinaryIO) -> None:
    """Write what comes, until nothing more does; an empty line asks whether all is written."""
    while path := documents.readline().decode():
        if path == "\n":
            answers.write(_DONE)
            answers.flush()
            continue
        body = documents.read(int(documents.readline()))
        try:
            write_files(folder, Document(path.rstrip("\n"), body))
        except OSError as error:
            answers.write(f"{error.errno} {error.filename}\n".encode())
            return


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
