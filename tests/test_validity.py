"""What is published keeps to the standards, as the W3C's own checker reads them."""

import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
# `make test` puts it there.
VNU = ROOT / "build/clients/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.mark.slow_once
@pytest.mark.django_db(transaction=True)
def test_every_published_page_style_sheet_and_image_is_valid(published_dir):
    call_command("load_demo")
    call_command("publish", all=True, verbosity=0)

    site = published_dir / "live" / "site"
    files = [file for suffix in ("html", "css", "svg") for file in site.rglob(f"*.{suffix}")]
    # A fragment of the home page, without a head.
    files.remove(site / "live.html")
    # Java takes seconds to start, so it gets all files at once.
    checked = subprocess.run(
        ["java", "-jar", VNU, "--also-check-css", "--also-check-svg", *sorted(files)],
        capture_output=True,
        text=True,
    )

    assert {"index.html", "404.html", "history.html"} < {file.name for file in files}
    assert (checked.stderr, checked.returncode) == ("", 0)
