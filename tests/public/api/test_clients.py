"""A client written for Statuspage, from npm, that is only told another host name."""

import json
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.factories import make_component, make_incident, make_maintenance
from tests.public.api.published import published

NODE_MODULES = Path(__file__).parents[3] / "build/clients/node_modules"

# It asks for the upcoming maintenances, whichever of the three lists it is asked for.
READ_EVERYTHING = """
const { Statuspage } = require("statuspage.io");
const client = new Statuspage("any");
client.setApiUrl(process.argv[1]);
Promise.all([
    client.api.getSummary(),
    client.api.getStatus(),
    client.api.getComponents(),
    client.api.incidents.getAll(),
    client.api.incidents.getUnresolved(),
    client.api.scheduledMaintenances.getUpcoming(),
]).then(documents => console.log(JSON.stringify(documents)));
"""


@pytest.fixture
def site(clock):
    """The published documents, served as files are; yields their address."""
    api = make_component()
    make_incident(component_statuses=[(api, "partial_outage")])
    make_incident(name="Over", status="resolved")
    make_maintenance(components=[api])
    documents = published()

    class Files(BaseHTTPRequestHandler):
        def do_GET(self):
            body = documents.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_client_of_statuspage_reads_our_documents(site):
    assert (NODE_MODULES / "statuspage.io").is_dir(), "make test installs statuspage.io from npm"

    client = subprocess.run(
        [str(shutil.which("node")), "-e", READ_EVERYTHING, site],
        env={"NODE_PATH": str(NODE_MODULES)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    names = [
        "summary", "status", "components",
        "incidents", "incidents/unresolved", "scheduled-maintenances/upcoming",
    ]  # fmt: skip
    documents = published()
    assert client.stderr == ""
    assert json.loads(client.stdout) == [
        json.loads(documents[f"/api/v2/{name}.json"]) for name in names
    ]
