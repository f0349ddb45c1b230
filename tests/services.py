"""Servers that the tests start for themselves: a PostgreSQL that is thrown away.

`python -m tests.services COMMAND...` runs a command with DATABASE_URL set to it.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# PostgreSQL refuses to run as root; Debian's package brings this user.
POSTGRES_USER = "postgres"
# Nothing here has to survive a power cut; but a commit survives `stop`, as in production.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
}


class PostgreSQL:
    """A database cluster of its own, on a free port; `stop` and `hang` play outages."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "data"
        self._log = folder / "log"
        self._folder = folder
        self.port = free_port()
        self.url = f"postgres://{POSTGRES_USER}@127.0.0.1:{self.port}/postgres"

    def create(self) -> None:
        if os.geteuid() == 0:
            os.chown(self._folder, pwd.getpwnam(POSTGRES_USER).pw_uid, -1)
        self._run("initdb", "--auth=trust", f"--username={POSTGRES_USER}", "--encoding=UTF8",
                  "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        settings = {**SETTINGS, "port": str(self.port), "unix_socket_directories": self._folder}
        with (self._data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self) -> None:
        self._run("pg_ctl", "--wait", f"--log={self._log}", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def hang(self) -> None:
        """Keep every connection, and answer on none."""
        # The first one first, and woken last: without it none of the others comes or goes.
        os.kill(self._pid, signal.SIGSTOP)
        for pid in _children_of(self._pid):
            os.kill(pid, signal.SIGSTOP)

    def go_on(self) -> None:
        for pid in _children_of(self._pid):
            os.kill(pid, signal.SIGCONT)
        os.kill(self._pid, signal.SIGCONT)

    @property
    def _pid(self) -> int:
        return int((self._data / "postmaster.pid").read_text().split()[0])

    @property
    def is_running(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    def _run(self, program: str, *arguments: str) -> None:
        # To a file, not a pipe: the server would hold the pipe open for as long as it lives.
        with (self._folder / "output").open("w+") as output:
            command = [*as_postgres(), str(binaries() / program), f"--pgdata={self._data}"]
            done = subprocess.run(
                [*command, *arguments], stdout=output, stderr=subprocess.STDOUT, cwd="/"
            )
            output.seek(0)
            assert done.returncode == 0, output.read()


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Start a PostgreSQL, and leave nothing of it behind."""
    folder = Path(tempfile.mkdtemp(prefix="statuspage-postgresql-"))
    server = PostgreSQL(folder)
    try:
        server.create()
        server.start()
        yield server
    finally:
        if server.is_running:
            server.stop()
        shutil.rmtree(folder)


def _children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def as_postgres() -> list[str]:
    return ["setpriv", f"--reuid={POSTGRES_USER}", f"--regid={POSTGRES_USER}", "--init-groups",
            "--"] if os.geteuid() == 0 else []  # fmt: skip


def binaries() -> Path:
    """The folder of the newest PostgreSQL on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major_version)
    on_path = shutil.which("initdb")
    assert found or on_path, "The tests need PostgreSQL: apt install postgresql"
    return found[-1].parent if found else Path(str(on_path)).parent


def _major_version(initdb: Path) -> int:
    return int(initdb.parent.parent.name)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def main(command: list[str]) -> int:
    # As an exception, so that the server is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with postgresql() as server:
        environment = os.environ | {"DATABASE_URL": server.url}
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
