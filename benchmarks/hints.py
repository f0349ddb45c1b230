"""How long the hints on a text take, which staff see while they type it.

`python -m benchmarks.hints` prints milliseconds for a short and a long text, and the limit beside
them.
"""

import time
from statistics import median

from incidents.hints import Draft, hints_for

LIMIT_MS = 50
TIMES = 100
TEXT = (
    "Since 12:10 UTC some customers in Europe cannot log in. We found the cause: a database ran "
    "out of connections.\n\n* E-mails are not being sent\n* The API works, but is slow\n\n"
    "What was accepted is kept in a queue. We will post an update in 1 hour.\n\n"
)


def main() -> None:
    for length in (300, 5_000):
        text = (TEXT * (length // len(TEXT) + 1))[:length]
        ms = 1000 * median(timed(text) for _ in range(TIMES))
        print(f"hints on {length:5,} characters, median {ms:6.1f} ms    limit {LIMIT_MS}")


def timed(text: str) -> float:
    draft = Draft(text, "Logins fail", "identified", component_statuses=["degraded_performance"])
    began = time.perf_counter()
    hints_for(draft)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
