"""Runs a script that publishes under strace, to see its system calls or to die at one of them."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def traced(script: str, root: Path, *options: str | Path, check: bool = True) -> int:
    """Run `script` on the store at `root`; returns how it ended, below 0 for a signal."""
    # The interpreter itself: a wrapper before it would make system calls of its own.
    python = [os.path.realpath(sys.executable), "-S", "-B", "-c", script, root]
    project, packages = Path(__file__).parents[2], sysconfig.get_path("purelib")
    result = subprocess.run(
        ["strace", "-f", "-qq", *options, *python],
        env={**os.environ, "PYTHONPATH": f"{project}:{packages}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode == 0 or not check, result.stderr
    return result.returncode
