"""A server of the staff pages in a process of its own, with an SQLite file that can be taken away.

A process of its own because the file is the subject: the other tests go on with theirs.
"""

import os
import re
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery"


class StaffServer:
    def __init__(self, folder: Path) -> None:
        self.database = folder / "db.sqlite3"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DATA_DIR": str(folder),
            "SITE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        }

    def start(self) -> None:
        self._manage("migrate", "-v0")
        self._manage("createsuperuser", "--noinput", "--username=alice", "--email=a@example.com")
        self._process = subprocess.Popen(
            self._command("runserver", "--noreload", f"127.0.0.1:{self.port}"),
            cwd=ROOT, env=self._environment, stdout=self._log.open("w"), stderr=subprocess.STDOUT,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, self._log.read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def _answers(self) -> bool:
        try:
            build_opener().open(f"{self.url}/admin/login/").close()
        except URLError:
            return False
        return True

    def _manage(self, *arguments: str) -> None:
        subprocess.run(self._command(*arguments), cwd=ROOT, env=self._environment, check=True)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "manage.py", *arguments]


class Browser:
    """Keeps cookies and sends the token of the last form, as a browser does."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self._token = ""

    def get(self, path: str) -> tuple[int, str]:
        return self._open(Request(self._url + path))

    def post(self, path: str, **typed: str) -> tuple[int, str]:
        data = urlencode({**typed, "csrfmiddlewaretoken": self._token}).encode()
        return self._open(Request(self._url + path, data, {"Referer": self._url + path}))

    def sign_in(self) -> None:
        self.get("/admin/login/")
        status, page = self.post("/admin/login/?next=/admin/", login="alice", password=PASSWORD)
        assert (status, "Declare incident" in page) == (200, True), page

    def _open(self, request: Request) -> tuple[int, str]:
        try:
            answer = self._opener.open(request, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            page = answer.read().decode()
        if token := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page):
            self._token = token[1]
        return answer.status, page
