"""What is due happens once, and one failure does not stop the rest."""

import logging
import os
import subprocess
import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from incidents.models import IncidentUpdate, ScheduledMaintenance
from statuspage import clock
from tests.factories import make_component, make_maintenance, make_series
from tests.processes import MANAGE

pytestmark = pytest.mark.django_db(transaction=True)


def later(**span):
    return time_machine.travel(timezone.now() + timedelta(**span), tick=True)


def statuses(maintenance):
    return list(maintenance.updates.order_by("pk").values_list("status", flat=True))


def tick_at_once(count):
    """Let so many workers look at the same moment; returns what went wrong."""
    together = threading.Barrier(count)
    errors = []

    def work():
        try:
            together.wait()
            clock.Clock().tick()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_a_maintenance_starts_and_completes_at_its_times():
    maintenance = make_maintenance(components=[make_component()])

    call_command("worker", once=True)
    before = statuses(maintenance)
    with later(days=1, minutes=1):
        call_command("worker", once=True)
        during = statuses(maintenance)
    with later(days=1, hours=3):
        call_command("worker", once=True)

    assert before == ["scheduled"]
    assert during == ["scheduled", "in_progress"]
    assert statuses(maintenance) == ["scheduled", "in_progress", "completed"]


def test_a_window_that_passed_unseen_is_started_and_completed():
    maintenance = make_maintenance()

    with later(days=2):
        call_command("worker", once=True)

    assert statuses(maintenance) == ["scheduled", "in_progress", "completed"]


def test_a_reminder_falls_due_and_the_maintenance_still_waits():
    maintenance = make_maintenance()

    with later(hours=23, minutes=1):
        call_command("worker", once=True)

    maintenance.refresh_from_db()
    assert maintenance.reminded_at is not None
    assert statuses(maintenance) == ["scheduled"]


def test_workers_that_look_at_the_same_moment_start_a_maintenance_once():
    maintenances = [make_maintenance(name=f"Upgrade {number}") for number in range(3)]

    with later(days=1, minutes=1):
        errors = tick_at_once(4)

    assert errors == []
    assert [statuses(one) for one in maintenances] == [["scheduled", "in_progress"]] * 3


def test_workers_that_look_at_the_same_moment_announce_an_occurrence_once(caplog):
    today = timezone.now().date()
    series = [
        make_series(name=f"Patches {number}", first_day=today, rule="FREQ=DAILY", ahead=2)
        for number in range(3)
    ]

    errors = [*tick_at_once(4), *tick_at_once(4), *tick_at_once(4)]

    days = [one.occurrences.values_list("day", flat=True) for one in series]
    told = ScheduledMaintenance.objects.count()
    failed = [r.getMessage() for r in caplog.records if r.name == "statuspage.clock"]
    assert (errors, failed) == ([], [])
    assert [len(set(found)) for found in days] == [2, 2, 2]
    assert (told, IncidentUpdate.objects.count()) == (6, 6)


def test_a_job_that_fails_is_logged_once_and_the_others_are_done(caplog):
    broken = make_maintenance(name="Broken")
    sound = make_maintenance(name="Sound")
    # As a careless import may leave it: no update may be older than the maintenance itself.
    next_month = timezone.now() + timedelta(days=30)
    ScheduledMaintenance.objects.filter(pk=broken.pk).update(started_at=next_month)

    watch = clock.Clock()
    with later(days=1, minutes=1), caplog.at_level(logging.ERROR, logger="statuspage.clock"):
        watch.tick()
        watch.tick()

    told = [r.getMessage() for r in caplog.records if r.name == "statuspage.clock"]
    assert told == [f"Failed, and is tried again every second: start {broken.code}"]
    assert statuses(broken) == ["scheduled"]
    assert statuses(sound) == ["scheduled", "in_progress"]


def test_a_database_that_is_away_is_told_once_and_its_return_too(tmp_path):
    log = tmp_path / "log"
    database = tmp_path / "missing" / "db.sqlite3"
    environment = os.environ | {
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "statuspage.settings",
    }
    with log.open("w") as output:
        worker = subprocess.Popen([*MANAGE, "worker"], env=environment, stderr=output)
    try:
        time.sleep(4)
    finally:
        worker.terminate()
        stopping_at = time.monotonic()
        code = worker.wait(10)

    (told,) = log.read_text().splitlines()
    assert told.endswith("trying again: unable to open database file")
    assert (code, time.monotonic() - stopping_at < 2) == (0, True)
