"""From a post to what readers get, with a short history and a long one; and the whole site anew.

`python -m benchmarks.publishing` prints milliseconds, and ratios against their limits.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from tests.services import free_port

SMALL, LARGE = 10, 10_000
ROUNDS = 25


def main() -> None:
    with ExitStack() as stack:
        small, large = (stack.enter_context(running(size)) for size in (SMALL, LARGE))
        for page in (small, large):
            page.ask("post")
        times = [(small.ask("post"), large.ask("post")) for _ in range(ROUNDS)]
        few, many = (median(each["ms"] for each in column) for column in zip(*times, strict=True))
        ratio = median(many["ms"] / few["ms"] for few, many in times)
        print(f"post to reader, {SMALL:>6} incidents   {few:6.0f} ms   limit 250")
        print(f"post to reader, {LARGE:>6} incidents   {many:6.0f} ms")
        print(f"ratio of the two, median of {ROUNDS} pairs {ratio:6.2f}      limit 1.30")
        whole = large.ask("all")
        print(
            f"publish --all, {whole['documents']} documents {whole['seconds']:9.1f} s    limit 60"
        )
        print(f"its memory                        {whole['megabytes']:6.0f} MB   limit 300")


class Asked:
    """A process that has a page of its own, and does what its standard input says."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def ask(self, what: str) -> dict:
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def running(size: int):
    """A filled page, its web server, and a process that posts to it."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {
            **os.environ,
            "DATA_DIR": folder,
            "STATIC_ROOT": f"{folder}/static",
            "PORT": str(port),
            "WEB_CONCURRENCY": "2",
            "DJANGO_SETTINGS_MODULE": "statuspage.settings",
        }
        environment.pop("DATABASE_URL", None)
        for command in ["collectstatic --noinput -v0", "migrate -v0"]:
            subprocess.run(
                [sys.executable, "manage.py", *command.split()], env=environment, check=True
            )
        poster = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.publishing", str(size)],
            env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        poster.stdout.readline()
        web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "statuspage.wsgi", "--log-level", "error",
             "--config", "python:statuspage.gunicorn", "--bind", f"127.0.0.1:{port}"],
            env=environment,
        )  # fmt: skip
        try:
            wait_for(port)
            yield Asked(poster)
        finally:
            for process in (poster, web):
                process.terminate()
                process.wait()


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            get(port)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def get(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        return answer.read().decode()


def work(size: int) -> None:
    """In the process that posts: fill the page, then answer what is asked."""
    import django

    django.setup()
    from benchmarks.dataset import fill
    from incidents.models import Incident
    from public.publish import publish_all

    fill(incidents=size)
    publish_all()
    incident = Incident.objects.declare(name="An open one", body="It begins.")
    port = int(os.environ["PORT"])
    print("ready", flush=True)
    for number, what in enumerate(sys.stdin):
        began = time.perf_counter()
        if what.strip() == "post":
            body = f"This is what we know now, number {number}."
            incident.post_update(status="identified", body=body)
            while body not in get(port):
                pass
            answer = {"ms": 1000 * (time.perf_counter() - began)}
        else:
            answer = run_publish_all()
        print(json.dumps(answer), flush=True)


def run_publish_all() -> dict:
    """As an operator runs it: in a process of its own, whose memory counts."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "publish", "--all"], stdout=subprocess.PIPE, text=True
    )
    megabytes = 0.0
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        used = sum(peak_memory(pid) for pid in [process.pid, *children])
        megabytes = max(megabytes, used)
        time.sleep(0.05)
    return {
        "documents": int(process.stdout.read().split()[1]),
        "seconds": time.perf_counter() - began,
        "megabytes": megabytes,
    }


def peak_memory(pid: int | str) -> float:
    """In MB; 0 once it has ended. A child's rusage begins with what its parent had."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return int(peak[1]) / 1024 if peak else 0.0


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    work(int(sys.argv[1])) if len(sys.argv) > 1 else main()
