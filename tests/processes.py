"""`manage.py serve` as a real process, and what becomes of the processes it starts."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.services import free_port

MANAGE = [sys.executable, "manage.py"]
PATIENCE = 40.0


def wait_until(condition, *, seconds=PATIENCE):
    """The first true answer of `condition`; fails when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"Not within {seconds} seconds: {condition}")


class Deployment:
    """A folder for DATA_DIR, and the environment in which commands use it."""

    def __init__(self, folder: Path, *, static_root: Path, **environment: str) -> None:
        self.data_dir = folder / "data"
        self.log = folder / "log"
        self.port = free_port()
        inherited = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "DATABASE_URL")
                     if name in os.environ}  # fmt: skip
        self.environment = {
            **inherited,
            "DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            "STATIC_ROOT": str(static_root),
            "WEB_CONCURRENCY": "2",
            **environment,
        }
        self.process: subprocess.Popen | None = None

    def manage(self, *arguments: str) -> str:
        """What a management command prints."""
        done = subprocess.run(
            [*MANAGE, *arguments], env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        """Start `serve`, and wait until it says that the page answers."""
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*MANAGE, "serve"], env=self.environment, stdout=log, stderr=log
            )
        wait_until(lambda: "Ctrl-C stops it" in self.log.read_text() or self.process.poll())
        assert self.process.poll() is None, self.log.read_text()

    def stop(self, number=signal.SIGTERM) -> int:
        """Send `serve` a signal; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def processes(self) -> dict[int, str]:
        """The living processes of this deployment: their ids, and what each runs."""
        marker = f"DATA_DIR={self.data_dir}".encode()
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if marker in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = _role((folder / "cmdline").read_bytes())
            except OSError:
                # It ended while we looked.
                continue
        return found

    def ids(self, role: str) -> set[int]:
        return {pid for pid, other in self.processes().items() if other == role}

    def clean_up(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)


def _role(command_line: bytes) -> str:
    for role in ("gunicorn", "worker", "serve"):
        if role.encode() in command_line.split(b"\0"):
            return role
    return command_line.decode()
