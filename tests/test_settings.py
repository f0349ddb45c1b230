"""What can be set is what README.md says."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Django's and gunicorn's own, which we only pass on or look at.
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "SCRIPT_NAME"}

READ = re.compile(r'\b(?:env(?:\.\w+)?\(|os\.environ(?:\.get\(|\[))\s*"([A-Z_]+)"')
ROW = re.compile(r"^\| (`[A-Z_`, ]+`) \|", re.MULTILINE)


def variables_read():
    packages = [file.parent for file in ROOT.glob("*/__init__.py")]
    sources = [
        source.read_text()
        for package in packages
        if package.name not in {"tests", "benchmarks"}
        for source in package.rglob("*.py")
    ]
    return {name for source in sources for name in READ.findall(source)} - OF_OTHERS


def variables_documented():
    rows = ROW.findall((ROOT / "README.md").read_text())
    return {name for row in rows for name in re.findall(r"[A-Z_]+", row)}


def test_readme_has_a_row_for_every_setting_and_no_other():
    assert variables_documented() == variables_read()
