"""One command runs everything, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import time

import psycopg
import pytest

from tests.processes import MANAGE, Deployment, wait_until

pytestmark = pytest.mark.database

SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from incidents.models import ScheduledMaintenance
now = timezone.now()
maintenance = ScheduledMaintenance.objects.schedule(
    name="Database upgrade",
    body="Deliveries pause.",
    scheduled_for=now + timedelta(seconds=1),
    scheduled_until=now + timedelta(seconds=3),
)
print(maintenance.code)
"""
UPDATES = """
from incidents.models import Incident
incident = Incident.objects.get(code="{code}")
print(*incident.updates.order_by("pk").values_list("status", flat=True))
"""


@pytest.fixture(scope="module")
def static_root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("collected")
    Deployment(folder, static_root=folder / "static").manage("collectstatic", "--noinput")
    return folder / "static"


@pytest.fixture
def database():
    """Environment for an empty database: a new one where the tests run on PostgreSQL."""
    url = os.environ.get("DATABASE_URL")
    if url is None:
        yield {}
        return
    name = f"frame_{time.time_ns()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": url.rpartition("/")[0] + "/" + name}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def deployment(tmp_path, static_root, database):
    deployment = Deployment(tmp_path, static_root=static_root, **database)
    yield deployment
    deployment.clean_up()


def test_serve_sets_up_an_empty_folder_and_one_signal_stops_it(deployment):
    deployment.start()

    answers = [deployment.get(path)[0] for path in ("/", "/healthz", "/admin/login/")]
    asked_at = time.monotonic()
    code = deployment.stop()

    assert answers == [200, 200, 200]
    assert code == 0
    assert time.monotonic() - asked_at < 10
    assert deployment.processes() == {}


def test_the_demo_login_is_told_at_each_start(deployment):
    told = []
    for _ in range(2):
        deployment.start()
        told += re.findall(r"Demo login: demo / (\S+)", deployment.log.read_text())
        deployment.stop(signal.SIGINT)

    kept = (deployment.data_dir / "demo_login").read_text().strip()
    assert told == [kept, kept]


def test_what_is_kept_is_for_the_owner_and_what_is_published_for_all(deployment):
    deployment.start()

    kept = [file for file in deployment.data_dir.iterdir() if file.is_file()]
    published = [deployment.data_dir / "published" / "live" / "site" / "index.html"]

    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    assert [file.stat().st_mode & 0o777 for file in published] == [0o644]


def test_without_the_demo_the_page_is_empty_and_has_no_login(deployment):
    deployment.environment["DEMO"] = "0"
    deployment.start()

    count = "from components.models import Component; print(Component.objects.count())"
    components = deployment.manage("shell", "--no-imports", "-c", count)

    assert components == "0\n"
    assert "Demo login" not in deployment.log.read_text()
    assert not (deployment.data_dir / "demo_login").exists()


def test_a_maintenance_starts_and_ends_by_itself(deployment):
    deployment.start()

    code = deployment.manage("shell", "--no-imports", "-c", SCHEDULE).strip()

    wait_until(lambda: "Completed" in deployment.get(f"/incidents/{code}")[1])
    updates = deployment.manage("shell", "--no-imports", "-c", UPDATES.format(code=code))
    assert updates == "scheduled in_progress completed\n"


def test_a_killed_worker_is_replaced_and_the_web_server_does_not_notice(deployment):
    deployment.start()
    (worker,) = wait_until(lambda: deployment.ids("worker"))
    web = deployment.ids("gunicorn")

    os.kill(worker, signal.SIGKILL)

    wait_until(lambda: deployment.ids("worker") - {worker})
    assert deployment.ids("gunicorn") == web
    assert deployment.get("/")[0] == 200


def test_nothing_outlives_a_killed_supervisor(deployment):
    deployment.start()
    wait_until(lambda: deployment.ids("worker"))

    assert deployment.stop(signal.SIGKILL) == -signal.SIGKILL

    wait_until(lambda: deployment.processes() == {}, seconds=10)


def test_serve_ends_with_the_web_server_and_says_how_it_ended(deployment):
    deployment.start()
    web = min(deployment.ids("gunicorn"))

    os.kill(web, signal.SIGKILL)

    assert deployment.process.wait(15) == 128 + signal.SIGKILL
    assert deployment.processes() == {}


def test_a_taken_port_is_one_clear_line(deployment):
    with socket.create_server(("127.0.0.1", deployment.port)):
        done = subprocess.run(
            [*MANAGE, "serve"], env=deployment.environment, capture_output=True, text=True
        )

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"CommandError: Cannot listen on port {deployment.port} of 127.0.0.1: "
        "Address already in use. Set PORT to another one, such as PORT=8001.\n",
    )


def test_missing_static_files_are_one_clear_line(deployment, tmp_path):
    environment = {**deployment.environment, "STATIC_ROOT": str(tmp_path)}

    done = subprocess.run([*MANAGE, "serve"], env=environment, capture_output=True, text=True)

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "CommandError: The static files are missing: run manage.py collectstatic first.\n",
    )


def test_without_its_database_serve_shows_the_page_as_last_published(deployment):
    deployment.start()
    page = deployment.get("/")
    deployment.stop()

    # Nobody listens on the port that the system hands out and gets back.
    deployment.environment["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/nowhere"
    deployment.start()

    assert deployment.get("/") == page
    assert "The page is served as last published." in deployment.log.read_text()
