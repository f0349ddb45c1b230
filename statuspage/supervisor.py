"""Keeps a few processes running as if they were one."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY = 0.1
_LONGEST_PAUSE = 30.0
# One that ran for so long has recovered: its next end is news, and not the same trouble again.
_RECOVERED_AFTER = 60.0
# gunicorn gives its requests five; ten is when service managers kill.
_PATIENCE = 8.0


class Child:
    """A process that ends with this one, however this one ends."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            command,
            # Ctrl-C reaches the supervisor alone, which stops its children in order.
            start_new_session=True,
            preexec_fn=partial(_end_with, os.getpid()),
        )

    @property
    def code(self) -> int | None:
        """The exit code as a shell tells it; None while the process runs."""
        code = self._process.poll()
        return 128 - code if code is not None and code < 0 else code

    def ask_to_stop(self) -> None:
        if self.code is None:
            self._process.terminate()

    def stop(self, deadline: float) -> None:
        """Wait until it has stopped, then kill it with all it has started."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Kept:
    """A command that is started again, after a growing pause, whenever it ends."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._failures = 0
        self._due_at = 0.0
        self._started_at = 0.0
        self.child: Child | None = None

    def tend(self) -> None:
        """Start the command where it does not run and its time has come."""
        if self.child is not None:
            if self.child.code is None:
                return
            now = time.monotonic()
            recovered = now - self._started_at > _RECOVERED_AFTER
            self._failures = 1 if recovered else self._failures + 1
            self._due_at = now + min(2.0 ** (self._failures - 1), _LONGEST_PAUSE)
            self.child = None
        if time.monotonic() >= self._due_at:
            self._started_at = time.monotonic()
            self.child = Child(self._command)


def supervise(
    main: Sequence[str], *, beside: Sequence[str], tick: Callable[[], None] = lambda: None
) -> int:
    """Run `main`, and keep another command running, until `main` ends or a signal says stop.

    Calls `tick` every tenth of a second. Returns the code to exit with: 0 after a signal.
    """
    signals: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: signals.append(number))
    main_child = Child(main)
    kept = Kept(beside)
    try:
        while not signals and main_child.code is None:
            kept.tend()
            tick()
            time.sleep(_LOOK_EVERY)
        return 0 if signals else main_child.code or 0
    finally:
        children = [child for child in (main_child, kept.child) if child]
        for child in children:
            child.ask_to_stop()
        deadline = time.monotonic() + _PATIENCE
        for child in children:
            child.stop(deadline)


def _end_with(parent: int) -> None:
    """In a child before it becomes its command: get SIGTERM when the parent dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        # It may have died in between.
        if os.getppid() != parent:
            os._exit(1)
