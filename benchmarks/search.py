"""How long a search takes in a history of 10,000 incidents with 40,000 updates.

`python -m benchmarks.search` prints milliseconds for each database, and the limit beside them.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.services import postgresql

INCIDENTS, LIMIT_MS = 10_000, 100
SUBJECTS = ["queue", "database", "certificate", "gateway", "cache", "login", "webhook", "export"]
PLACES = ["Frankfurt", "Oregon", "São Paulo", "Tokyo", "Sydney", "Zürich", "Mumbai", "Paris"]
# "status" is in every incident, "number 4711" in one.
QUERIES = [
    "status", "s", "status sao paulo", "queue", "que", "certificate zurich", '"is slow in tokyo"',
    '"we are looking"', "number 4711", "4711", "pelican", "status status status", "oregon log",
    "a b c d e f g h", "login webhook", "database paris", '"database in paris"', "api.example.com",
    "export identified", "w",
]  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        report("SQLite", {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"})
    with postgresql() as server, tempfile.TemporaryDirectory() as folder:
        report("PostgreSQL", {"DATA_DIR": folder, "DATABASE_URL": server.url})


def report(name: str, settings: dict[str, str]) -> None:
    environment = {
        **os.environ,
        **settings,
        "STATIC_ROOT": f"{settings['DATA_DIR']}/static",
        "DJANGO_SETTINGS_MODULE": "statuspage.settings",
    }
    for command in ["collectstatic --noinput -v0", "migrate -v0"]:
        subprocess.run([sys.executable, "manage.py", *command.split()], env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search", "work"],
        env=environment, check=True, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    told = json.loads(done.stdout)
    slowest = max(told["ms"], key=told["ms"].get)
    print(f"{name:<11} whole index {told['index']:6.1f} s, one incident {told['one']:5.1f} ms")
    print(f"{name:<11} search, median of {len(QUERIES)} {median(told['ms'].values()):6.0f} ms")
    print(f"{name:<11} search, worst {told['ms'][slowest]:13.0f} ms    limit {LIMIT_MS}: {slowest}")


def work() -> None:
    """In a process with the database: fill it, and search."""
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.test import Client

    from benchmarks.dataset import fill
    from incidents.models import Incident
    from pages.signals import page_changed
    from public.search import index

    # Nothing of it is read from files.
    page_changed.disconnect(dispatch_uid="publish")
    fill(incidents=INCIDENTS)
    reword()
    began = time.perf_counter()
    index.rebuild()
    whole = time.perf_counter() - began
    incident = Incident.objects.order_by("pk")[0]
    Incident.objects.filter(pk=incident.pk).update(changed_in=2**40)
    one = 1000 * median(timed(index.update) for _ in range(20))
    client = Client()
    ms = {
        query: 1000
        * median(timed(lambda q=query: client.get("/search", {"q": q})) for _ in range(3))
        for query in QUERIES
    }
    print(json.dumps({"index": whole, "one": one, "ms": ms}))


def timed(call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def reword() -> None:
    """Give every incident words of its own."""
    from incidents.models import Incident, IncidentUpdate

    chance = random.Random(1)
    incidents = list(Incident.objects.all())
    for number, incident in enumerate(incidents):
        incident.name = f"{chance.choice(SUBJECTS)} in {chance.choice(PLACES)}, number {number}"
    write(incidents, "name")
    updates = list(IncidentUpdate.objects.all())
    for update in updates:
        subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
        update.body = (
            f"The **status** of the {subject} is slow in {place}. We are looking into it.\n\n"
            f"- `host{chance.randrange(5000)}` at api.example.com\n- {update.status}"
        )
    write(updates, "body")


def write(rows: list, field: str) -> None:
    # An upsert: `bulk_update` takes minutes on PostgreSQL.
    type(rows[0]).objects.bulk_create(
        rows, 500, update_conflicts=True, unique_fields=["id"], update_fields=[field]
    )


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    work() if len(sys.argv) > 1 else main()
