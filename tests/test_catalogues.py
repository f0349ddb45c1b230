"""The translations are complete, and what is compiled is what was translated."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from pages.models import Language

LANGUAGES = [code for code in Language.values if code != "en"]
MADE_FROM = [
    "accounts", "components", "incidents", "lib", "locale", "pages", "public", "publishing",
    "statuspage", "templates",
]  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# Where the singular is said in a word, such as `Open Incident`, the number may be left out.
NUMBER = {"%(count)d", "%(count)s"}


def catalogue(path):
    """Message, or message and plural form, to its translation."""
    with path.open("rb") as file:
        messages = gettext.GNUTranslations(file)._catalog
    return {message: text for message, text in messages.items() if message != ""}


def compiled(folder, language):
    """What msgfmt makes of a catalogue; it complains of placeholders that do not agree."""
    made = folder / f"{language}.mo"
    source = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    command = ["msgfmt", "--check-format", "--statistics", "--output-file", made, source]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return catalogue(made), told.stderr


@pytest.fixture(scope="session")
def up_to_date(tmp_path_factory):
    """A copy of the sources, with catalogues into which all their words were gathered."""
    folder = tmp_path_factory.mktemp("sources")
    for name in MADE_FROM:
        shutil.copytree(settings.BASE_DIR / name, folder / name)
    shutil.copy(settings.BASE_DIR / "manage.py", folder)
    gather = [sys.executable, "manage.py", "makemessages", "--all", "--no-location", "--no-wrap"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "statuspage.settings"}
    subprocess.run(gather, cwd=folder, env=environment, check=True)
    return folder


@pytest.mark.slow_once
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_and_none_is_left_over(up_to_date, language):
    gathered = up_to_date / "locale" / language / "LC_MESSAGES" / "django.po"

    messages, told = compiled(up_to_date, language)

    kept = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.mo"
    assert re.findall(r"fuzzy|untranslated", told) == []
    assert "#~" not in gathered.read_text()
    assert catalogue(kept) == messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_says_every_value_that_the_english_says(language):
    path = Path(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.mo")

    differing = {
        message: text
        for message, text in catalogue(path).items()
        if isinstance(message, str)
        and set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(text)) - NUMBER
    }

    assert differing == {}
