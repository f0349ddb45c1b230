"""A writer may be killed between any two system calls; readers never see half a change."""

import os
import re
import signal
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publishing.store import Document, Store
from tests.publishing.published import leftovers, served
from tests.publishing.tracing import traced

CALLS = (
    "fsync,fdatasync,sync,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,mkdir,rmdir,ftruncate,pwrite64"
)
# Cold and hot documents change, go, stay and are new; so many are hot that some must cool down.
PUBLISH = """
import sys
from pathlib import Path
from publishing.store import Document, Store
names = ["/", "/api/v2/summary.json", "/cold-changed", "/incidents/new"]
Store(Path(sys.argv[1]), hot_limit=3).publish(
    [Document(name, b"new " * 50) for name in names],
    revision=3,
    removed=["/cold-removed", "/hot-removed"],
)
"""
PUBLISHED = {
    "/": b"new " * 50,
    "/api/v2/summary.json": b"new " * 50,
    "/cold-changed": b"new " * 50,
    "/cold-kept": b"old",
    "/hot-kept": b"old",
    "/incidents/new": b"new " * 50,
}
REBUILD = """
import sys
from pathlib import Path
from publishing.store import Document, Store
with Store(Path(sys.argv[1])).rebuild(revision=3) as rebuild:
    for name in ["/", "/incidents/new"]:
        rebuild.add(Document(name, b"new " * 50))
    rebuild.swap()
"""
REBUILT = {"/": b"new " * 50, "/incidents/new": b"new " * 50}
LATER = Document("/later", b"later")


@pytest.fixture
def root(tmp_path):
    store = Store(tmp_path / "published")
    cold = ["/", "/cold-changed", "/cold-kept", "/cold-removed"]
    hot = ["/hot-removed", "/hot-kept", "/api/v2/summary.json"]
    with store.rebuild(revision=1) as rebuild:
        for path in cold:
            rebuild.add(Document(path, b"old"))
        rebuild.swap()
    store.publish([Document(path, b"old") for path in hot], revision=2)
    return tmp_path / "published"


@pytest.mark.parametrize(("script", "new"), [(PUBLISH, PUBLISHED), (REBUILD, REBUILT)])
def test_a_writer_killed_at_any_system_call_leaves_all_old_or_all_new(root, script, new):
    old = served(root)
    points = [(call, n) for call, most in count_calls(root, script).items() for n in most]

    def outcome(point):
        copy = copied(root, root.with_name("{}-{}".format(*point)))
        was_killed = run_killed_at(point, script, copy)
        seen = served(copy)
        Store(copy).publish([LATER], revision=4)
        healed = served(copy) == seen | {LATER.path: LATER.body} and leftovers(copy) == []
        verdict = "old" if seen == old else "new" if seen == new else seen
        return was_killed, verdict, healed, len(os.listdir(copy / "generations")) <= 2

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = Counter(zip(points, pool.map(outcome, points), strict=True))

    verdicts = {verdict for _, verdict in outcomes}
    # Which thread makes the last call is chance, so a few points are never reached.
    assert sum(killed for _, (killed, *_) in outcomes) > len(points) * 0.7
    assert {verdict[1:] for verdict in verdicts} == {("old", True, True), ("new", True, True)}


def count_calls(root: Path, script: str) -> dict[str, range]:
    """The calls a writer makes, each with the numbers at which it can be killed."""
    copy = copied(root, root.with_name("counted"))
    trace = copy.with_name("trace")
    traced(script, copy, "-e", f"trace={CALLS}", "-o", trace)
    # strace counts for each thread on its own.
    made = Counter(re.findall(r"^(\d+) +(\w+)\(", trace.read_text(), re.MULTILINE))
    most: Counter[str] = Counter()
    for (_, call), times in made.items():
        most[call] = max(most[call], times)
    return {call: range(1, times + 1) for call, times in most.items()}


def run_killed_at(point: tuple[str, int], script: str, root: Path) -> bool:
    call, number = point
    injection = f"inject={call}:signal=SIGKILL:when={number}"
    options = ["-e", f"trace={call}", "-e", injection, "-o", "/dev/null"]
    ended = traced(script, root, *options, check=False)
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def copied(root: Path, copy: Path) -> Path:
    # Unlike shutil.copytree, cp keeps hard links.
    subprocess.run(["cp", "-a", root, copy], check=True)
    return copy
