"""What all tests share: a browser, a database that threads can share, and no silent gaps."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

# Playwright keeps an event loop in the thread in which the tests use the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--at-least", type=int, default=1, help="Fail when fewer tests than this are selected."
    )
    parser.addoption("--story", help="A story in plain text, to be told instead of our own.")


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: opens a browser (set by the fixtures it uses)")
    config.addinivalue_line("markers", "database: runs on PostgreSQL, too (set by its fixtures)")
    config.addinivalue_line("markers", "slow_once: brings a database of its own; runs once")


def pytest_itemcollected(item):
    fixtures = getattr(item, "fixturenames", ())
    if "browser" in fixtures:
        item.add_marker("browser")
    elif item.get_closest_marker("django_db") or not DATABASE_FIXTURES.isdisjoint(fixtures):
        item.add_marker("database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    at_least = config.getoption("at_least")
    if len(items) < at_least:
        raise pytest.UsageError(f"{len(items)} tests selected, at least {at_least} expected")
    # From the first browser on, an event loop runs in this thread: asyncio.run() would refuse.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_collectreport(report):
    """A file that is named as one of tests has tests."""
    if report.passed and Path(report.nodeid).name.startswith("test_") and not report.result:
        raise pytest.UsageError(f"{report.nodeid} holds no test")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return fail_when_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    return fail_when_skipped((yield))


def fail_when_skipped(report):
    """What was not tried did not pass."""
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the machine's own Chromium, which says nothing to anybody by itself."""
    assert CHROMIUM, "The tests need Chromium: apt install chromium"
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [*quiet, "--disable-gpu", "--disable-quic", "--no-first-run"],
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """Keep SQLite in a file: threads that share one in memory do not wait for each other."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def published_dir(tmp_path):
    """Each test has a published site of its own, and begins with none."""
    folder = tmp_path / "published"
    with override_settings(DATA_DIR=tmp_path, PUBLISHED_DIR=folder):
        yield folder


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test begins as a new process does, with nothing in memory."""
    from public import kept

    kept.clear()
