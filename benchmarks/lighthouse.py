"""What Google's Lighthouse says of the pages: `python -m benchmarks.lighthouse`.

The demo page is served as `make run` does it, and looked at as by a phone on a slow network. Each
score is the best of some rounds: a busy machine can only lower it. Needs `make test` to have
installed what npm brings, and Chromium.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.conftest import CHROMIUM
from tests.processes import Deployment

ROUNDS = int(os.environ.get("ROUNDS", "3"))
LIMIT = 100
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = Path("build/clients/node_modules/.bin/lighthouse")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def main():
    print(f"{'':10}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"   limit {LIMIT}")
    folder = Path(tempfile.mkdtemp())
    deployment = Deployment(folder, static_root=folder / "static")
    try:
        deployment.manage("collectstatic", "--noinput")
        deployment.start()
        for name, path in addresses(deployment).items():
            report(name, [look_at(deployment, path, folder) for _ in range(ROUNDS)])
    finally:
        deployment.clean_up()
        shutil.rmtree(folder)


def addresses(deployment):
    _, body = deployment.get("/api/v2/incidents.json")
    code = json.loads(body)["incidents"][0]["id"]
    return {"home": "/", "incident": f"/incidents/{code}", "history": "/history", "api": "/api"}


def look_at(deployment, path, folder):
    """One report; its `audits` say what keeps a page from the limit."""
    out = folder / "report.json"
    subprocess.run(
        [
            *(LIGHTHOUSE, f"http://127.0.0.1:{deployment.port}{path}", "--quiet"),
            *("--output=json", f"--output-path={out}", f"--chrome-flags={' '.join(FLAGS)}"),
            *("--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"),
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        check=True,
    )
    return json.loads(out.read_text())


def report(name, rounds):
    """Print the scores, and what keeps them from the limit."""
    scores = [max(round(one["categories"][each]["score"] * 100) for one in rounds)
              for each in CATEGORIES]  # fmt: skip
    verdict = "held" if min(scores) >= LIMIT else "MISSED"
    print(f"{name:10}" + "".join(f"{score:16}" for score in scores) + f"   {verdict}")
    best = max(rounds, key=lambda one: sum(one["categories"][each]["score"] for each in CATEGORIES))
    for category in CATEGORIES:
        for part in best["categories"][category]["auditRefs"]:
            audit = best["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"{'':10}{category}: {audit['title']} {audit.get('displayValue', '')}")


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    main()
