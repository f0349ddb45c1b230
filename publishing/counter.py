"""The counter by which readers learn, without a system call, that another edition is served."""

import os
import struct
import time
from pathlib import Path

_COUNT = struct.Struct("<Q")


class Counter:
    """A file of 8 bytes, little-endian and unsigned, that readers keep mapped into memory.

    It is never replaced nor cut: a reader that has mapped it would see no change any more, or die.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def ensure(self) -> None:
        """Make the file if it is missing, so that `increment` needs no space on a full disk."""
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if os.fstat(descriptor).st_size < _COUNT.size:
                os.fchmod(descriptor, 0o644)
                # Not from 0: a reader that knew the lost file must not meet its number again.
                os.pwrite(descriptor, _COUNT.pack(time.time_ns()), 0)
        finally:
            os.close(descriptor)

    def increment(self) -> None:
        """Tell the readers to look again. Only one process at a time may call this."""
        descriptor = os.open(self._file, os.O_RDWR)
        try:
            (count,) = _COUNT.unpack(os.pread(descriptor, _COUNT.size, 0))
            os.pwrite(descriptor, _COUNT.pack((count + 1) % 2**64), 0)
        finally:
            os.close(descriptor)
