"""nginx, set up as documented, serves the published folder, also with the application off."""

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
# As it is behind nginx: with a certificate in front, which the application does not see.
PUBLIC = {"SITE_URL": "https://status.example.com", "ALLOWED_HOSTS": "127.0.0.1"}
# nginx adds it to what the application, asked over http, sends without.
HSTS = {"Strict_Transport_Security": "max-age=63072000; includeSubDomains; preload"}
THE_APPLICATIONS = {
    "/healthz": 200,
    "/freshz": 200,
    "/history?page=2": 302,
    "/uptime?page=2": 302,
    "/admin/login/": 200,
    "/incidents/0000bbbbcccc": 404,
}
# Another one with every answer.
NONCE = re.compile(" 'nonce-[^']*'")
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
    command = ["nginx", "-c", str(file), "-e", f"{folder}/error.log"]
    with (folder / "printed").open("w") as printed:
        process = subprocess.Popen(command, stderr=printed)
    try:
        wait_until(lambda: (folder / "nginx.pid").exists() or process.poll() is not None)
        assert process.poll() is None, (folder / "printed").read_text()
        yield port
    finally:
        process.terminate()
        process.wait(10)


def test_the_folder_is_a_complete_site_without_the_application(deploy, tmp_path):
    deployment = deploy(**PUBLIC)
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    by_us = Readers(deployment)
    by_us.look()
    ours = {path: headers_of(by_us, path) for path in by_us.seen}
    policy = dict(headers_of(by_us, "/")) | {"Cache-Control": "public, max-age=10"}
    deployment.stop()

    with nginx(deployment, tmp_path / "nginx") as port:
        # Debian's nginx has no brotli.
        by_nginx = Readers(deployment, port=port, encodings=("gzip",))
        by_nginx.look()
        by_nginx.find_the_same()
        theirs = {path: headers_of(by_nginx, path) for path in by_nginx.seen}
        status, _, body = by_nginx.get("/incidents/0000bbbbcccc")
        headers_of_404 = headers_of(by_nginx, "/incidents/0000bbbbcccc")

    assert by_nginx.seen == by_us.seen
    assert theirs == ours
    assert (status, body) == (404, by_us.store().read("/404"))
    assert headers_of_404 == sorted(policy.items())
    assert (tmp_path / "nginx/printed").read_text() == ""


def test_what_is_not_published_is_the_applications_as_it_answers_it(deploy, tmp_path):
    deployment = deploy(**PUBLIC)
    deployment.start()
    wait_until(lambda: deployment.get("/freshz")[0] == 200)
    direct = Readers(deployment)

    with nginx(deployment, tmp_path / "nginx") as port:
        proxied = Readers(deployment, port=port)
        for path, status in THE_APPLICATIONS.items():
            assert proxied.get(path)[0] == direct.get(path)[0] == status, path
            assert headers_of(proxied, path) == headers_of(direct, path, **HSTS), path


def headers_of(readers: Readers, path: str, **more: str) -> list[tuple[str, str]]:
    """Those that say what a document is, and who may do what with it; each as often as it came."""
    told = {
        "Access-Control-Allow-Origin",
        "Content-Type",
        "Strict-Transport-Security",
        "X-Frame-Options",
        *media.of("/").headers,
    }
    _, headers, _ = readers.get(path)
    found = [(name, NONCE.sub("", value)) for name, value in headers.items() if name in told]
    return sorted([*found, *((name.replace("_", "-"), value) for name, value in more.items())])
