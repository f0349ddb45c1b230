"""nginx, set up as the documentation says, serves the published folder; the application is off."""

import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from publishing import media
from tests.processes import Deployment, wait_until
from tests.services import free_port
from tests.survival.people import Readers

pytestmark = pytest.mark.slow_once

DOCUMENTED = Path("docs/nginx.conf")
AROUND = """
worker_processes 1; daemon off; user root; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {server}
}}
"""


def configuration(deployment: Deployment, port: int) -> str:
    """The documented one, with this machine's port and folder, and without the certificate."""
    text = DOCUMENTED.read_text()
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    text = re.sub(r"\n *ssl_[^\n]*", "", text)
    text = text.replace("/var/lib/statuspage", str(deployment.data_dir))
    return text.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{deployment.port}")


@contextmanager
def nginx(deployment: Deployment, folder: Path):
    port = free_port()
    folder.mkdir()
    file = folder / "nginx.conf"
    file.write_text(AROUND.format(folder=folder, server=configuration(deployment, port)))
    process = subprocess.Popen(["nginx", "-c", str(file), "-e", f"{folder}/error.log"])
    try:
        wait_until(lambda: (folder / "nginx.pid").exists() or process.poll() is not None)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def test_the_folder_is_a_complete_site_without_the_application(deploy, tmp_path):
    deployment = deploy()
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    by_us = Readers(deployment)
    by_us.look()
    ours = {path: headers_of(by_us, path) for path in by_us.seen}

    with nginx(deployment, tmp_path / "nginx") as port:
        by_nginx = Readers(deployment, port=port)
        # What it has no file for is the application's.
        assert by_nginx.get("/healthz")[::2] == (200, b"ok\n")
        assert by_nginx.get("/history?page=2")[0] == 302
        assert by_nginx.get("/admin/login/")[0] == 200
        deployment.stop()

        by_nginx.look()
        by_nginx.find_the_same()
        theirs = {path: headers_of(by_nginx, path) for path in by_nginx.seen}
        status, headers, body = by_nginx.get("/incidents/0000bbbbcccc")

    assert by_nginx.seen == by_us.seen
    assert theirs == ours
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"There is nothing here" in body


def headers_of(readers: Readers, path: str) -> dict[str, str]:
    """Those that say what a document is, and who may do what with it."""
    told = {
        "Content-Type",
        *(name for name in media.of("/").headers),
        "Access-Control-Allow-Origin",
    }
    _, headers, _ = readers.get(path)
    return {name: value for name, value in headers.items() if name in told}
