"""What is published keeps to the standards, as the W3C's own checker reads them."""

import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from pages.models import Language, Page

ROOT = Path(__file__).resolve().parent.parent
# `make test` puts it there.
VNU = ROOT / "build/clients/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.mark.slow_once
@pytest.mark.django_db(transaction=True)
def test_every_published_page_style_sheet_and_image_is_valid(published_dir):
    call_command("load_demo")
    page = Page.current()
    page.offered_languages = Language.values
    page.save_settings()
    call_command("publish", all=True, verbosity=0)

    site = published_dir / "live" / "site"
    files = [file for suffix in ("html", "css", "svg") for file in site.rglob(f"*.{suffix}")]
    # A fragment of the home page, without a head.
    files = [file for file in files if file.name != "live.html"]
    # What staff wrote stays in their language, and there may be more of it than of the page's.
    foreign = ["--filterpattern", ".*appears to be written in.*"]
    # Java takes seconds to start, so it gets all files at once.
    checked = subprocess.run(
        ["java", "-jar", VNU, "--also-check-css", "--also-check-svg", *foreign, *sorted(files)],
        capture_output=True,
        text=True,
    )

    assert {"index.html", "404.html", "history.html", "uptime.html", "de.html"} < {
        file.name for file in files
    }
    assert (checked.stderr, checked.returncode) == ("", 0)
