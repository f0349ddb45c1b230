"""What one publish costs: thirty hot documents, beside few or many cold ones.

Limits: beside 10,000 cold documents a publish takes at most 1.5 times as long as beside 10
(medians); a publish that changes nothing but the revision takes at most half of a full one.
`python -m benchmarks.publish_store` prints the times and the ratios.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from publishing.store import Document, Store

ROUNDS = 25
COLD_LIMIT = 1.5
UNCHANGED_LIMIT = 0.5
WORDS = [
    "the",
    "database",
    "is",
    "slow",
    "and",
    "we",
    "are",
    "looking",
    "into",
    "requests",
    "failing",
]


def page(kilobytes: int, seed: object) -> bytes:
    """HTML of a status page: bars of ninety days, then words."""
    chance = random.Random(f"{seed}")
    rows = []
    while sum(map(len, rows)) < kilobytes * 1000:
        bars = [
            f'<rect x="{day * 4}" height="34" class="{chance.choice(["up"] * 9 + ["down"])}"/>'
            for day in range(20)
        ]
        words = " ".join(f"{chance.choice(WORDS)} {chance.randrange(10**6)}" for _ in range(20))
        rows.append(f"<section><svg>{''.join(bars)}</svg><p>{words}</p></section>\n")
    return "".join(rows).encode()


def news(revision: int) -> list[Document]:
    """The documents one incident update changes."""
    return [
        Document("/", page(60, revision)),
        Document("/history", page(40, revision)),
        Document("/incidents/kctbh9vrtdwd", page(8, revision)),
        *(Document(f"/history.{kind}", page(30, revision)) for kind in ("atom", "rss", "ics")),
        *(Document(f"/api/v2/{n}.json", page(15, (revision, n))) for n in range(16)),
        *(Document(f"/embed/{n}", page(5, (revision, n))) for n in range(8)),
    ]


def store_with(cold: int, folder: Path) -> Store:
    store = Store(folder)
    with store.rebuild(revision=0) as rebuild:
        for number in range(cold):
            rebuild.add(Document(f"/incidents/{number:012}", page(4, number % 50)))
        rebuild.swap()
    # The hot set at its limit, as it is on a page that has been in use for a while.
    store.publish([Document(f"/recent/{n}", page(4, n)) for n in range(100)], revision=0)
    return store


def milliseconds(store: Store, documents: list[Document], revision: int) -> float:
    start = time.perf_counter()
    store.publish(documents, revision=revision)
    return (time.perf_counter() - start) * 1000


def main() -> int:
    # Not the default folder: that may lie in memory, where fsync costs nothing.
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        start = time.perf_counter()
        stores = {cold: store_with(cold, Path(folder, f"{cold}")) for cold in (10, 10_000)}
        print(f"stores built in {time.perf_counter() - start:.0f} s")
        full: dict[int, list[float]] = {cold: [] for cold in stores}
        unchanged: list[float] = []
        for revision in range(1, ROUNDS + 1):
            documents = news(revision)
            for cold, store in stores.items():
                full[cold].append(milliseconds(store, documents, revision))
            unchanged.append(milliseconds(stores[10], documents, revision))
    few, many = (statistics.median(full[cold]) for cold in (10, 10_000))
    same = statistics.median(unchanged)
    print(f"publish of {len(documents)} documents beside 10 cold ones: {few:.1f} ms")
    print(f"... beside 10,000: {many:.1f} ms, ratio {many / few:.2f} (limit {COLD_LIMIT})")
    print(f"... unchanged: {same:.1f} ms, ratio {same / few:.2f} (limit {UNCHANGED_LIMIT})")
    return int(many / few > COLD_LIMIT or same / few > UNCHANGED_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
