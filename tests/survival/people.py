"""Those who use a deployment from outside: its readers, and a member of staff."""

import gzip
import re
import threading
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import brotli

from publishing import media
from publishing.store import Store
from tests.processes import Deployment

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


class Readers:
    """Everything that is published, as it was when they looked first."""

    def __init__(
        self, deployment: Deployment, *, port: int | None = None, encodings: tuple = ("gzip", "br")
    ) -> None:
        self.deployment = deployment
        self.port = port or deployment.port
        self.encodings = encodings
        self.seen: dict[str, bytes] = {}
        self.etags: dict[str, str] = {}

    def store(self) -> Store:
        return Store(self.deployment.data_dir / "published")

    def look(self) -> None:
        """Read every address, and remember what stood there."""
        for path in self.addresses():
            status, headers, body = self.get(path)
            assert (status, body) == (200, self.store().read(path)), path
            self.seen[path], self.etags[path] = body, headers["ETag"]
        assert len(self.seen) > 20

    def addresses(self) -> list[str]:
        # /404 goes with its own status, and is nobody's address.
        return sorted(path for path in self.store().paths() if path != "/404")

    def find_the_same(self) -> None:
        """Every address answers as before, plain, compressed and to those who have it."""
        assert self.addresses() == sorted(self.seen)
        for path, body in self.seen.items():
            assert self.get(path)[::2] == (200, body), path
            unchanged = self.get(path, {"If-None-Match": self.etags[path]})
            assert unchanged[::2] == (304, b""), path
            for encoding in self.encodings if media.of(path).compress else ():
                status, headers, packed = self.get(path, {"Accept-Encoding": encoding})
                assert (status, headers["Content-Encoding"]) == (200, encoding), path
                assert UNPACK[encoding](packed) == body, path

    def get(self, path: str, headers: dict[str, str] | None = None):
        """Status, headers and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


class Reader(threading.Thread):
    """Reads one address again and again, over one connection, for the number of the state."""

    def __init__(self, deployment: Deployment, path: str) -> None:
        super().__init__(daemon=True)
        self.port, self.path = deployment.port, path
        self.states: list[int] = []
        self.broken: list[tuple[int, str]] = []
        self.is_over = False

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        while not self.is_over:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            body = answer.read().decode()
            if answer.status != 200 or not body.endswith(("</html>\n", "</div>\n", "}\n", "}")):
                self.broken.append((answer.status, body[-80:]))
            self.states.append(state_in(body))
        connection.close()

    def stop(self) -> None:
        self.is_over = True
        self.join(10)


def state_in(body: str) -> int:
    """Which of the states, told as "State number 7 ends.", is the newest here."""
    return max(map(int, re.findall(r"State number (\d+) ends", body)), default=0)


class Staff:
    """Somebody who has signed in to the demo page, and posts to its open incident."""

    def __init__(self, deployment: Deployment) -> None:
        self.address = f"http://127.0.0.1:{deployment.port}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        pk, self.code = open_incident(deployment)
        self.incident = f"/admin/incidents/incident/{pk}/change/"
        password = (deployment.data_dir / "demo_login").read_text().strip()
        self.send("/admin/login/", {"login": "demo", "password": password, "next": "/healthz"})
        self.form = self.fields_of(self.ask(self.incident)[1])
        assert set(self.form) == {"csrfmiddlewaretoken", "_newest_update"}

    def post(self, body: str) -> tuple[int, str]:
        """Post an update with the form as it was when the page was opened."""
        typed = {**self.form, "status": "identified", "body": body}
        return self.ask(self.incident + "updates/", typed)

    def post_anew(self, body: str) -> tuple[int, str]:
        """Open the page, and post an update."""
        self.form = self.fields_of(self.ask(self.incident)[1])
        return self.post(body)

    def send(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Open the form at an address, and send it filled in."""
        hidden = self.fields_of(self.ask(path)[1])
        return self.ask(path, {**hidden, **fields})

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        data = urlencode(fields).encode() if fields else None
        # The form's token is checked against the cookie and the place that the form came from.
        request = Request(self.address + path, data, {"Origin": self.address})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    @staticmethod
    def fields_of(page: str) -> dict[str, str]:
        """The hidden fields that a post needs."""
        found = {}
        for name in ("csrfmiddlewaretoken", "_newest_update"):
            for tag in re.findall(rf'<input[^>]*name="{name}"[^>]*>', page):
                found[name] = re.search(r'value="([^"]*)"', tag)[1]
        return found


def open_incident(deployment: Deployment) -> tuple[str, str]:
    """The key and the code of the newest open incident."""
    printed = deployment.manage(
        "shell",
        "--no-imports",
        "--command",
        "from incidents.models import Incident\n"
        "incident = Incident.objects.incidents().unresolved().latest('pk')\n"
        "print(incident.pk, incident.code)",
    )
    pk, code = printed.split()[-2:]
    return pk, code


def surfaces_of(code: str) -> list[str]:
    """Every address at which an update of an open incident can be read."""
    return [
        "/",
        "/live",
        "/history",
        f"/incidents/{code}",
        f"/api/v2/incidents/{code}.json",
        "/api/v2/summary.json",
        "/api/v2/incidents.json",
        "/api/v2/incidents/unresolved.json",
        "/history.json",
        "/history.atom",
        "/history.rss",
    ]
