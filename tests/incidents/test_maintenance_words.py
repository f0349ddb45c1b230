"""What the page says by itself of a maintenance, in its own language and zone."""

import pytest

from pages.models import Page
from tests.factories import make_maintenance
from tests.incidents.conftest import NOON
from tests.incidents.moments import HOUR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def make_work():
    """A maintenance from noon to two."""
    return make_maintenance(scheduled_for=NOON, scheduled_until=NOON + 2 * HOUR)


def told(maintenance):
    return [update.body for update in maintenance.timeline()]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The maintenance takes longer than planned: now until 2026-08-15 01:00 CEST."),
        ("de", "Die Wartung dauert länger als geplant: nun bis 2026-08-15 01:00 CEST."),
    ],
)
def test_an_extension_into_another_day_says_so_in_the_zone_and_language_of_the_page(language, said):
    Page.current()
    Page.objects.update(time_zone="Europe/Paris", language=language)
    maintenance = make_work()
    maintenance.start()

    maintenance.extend(until=NOON + 11 * HOUR)

    assert told(maintenance)[0] == said


def test_a_window_that_moves_is_told_in_the_zone_of_the_page_before_and_once_it_has_begun():
    Page.current()
    Page.objects.update(time_zone="Europe/Paris")
    maintenance = make_work()

    maintenance.reschedule(scheduled_for=NOON, scheduled_until=NOON + 3 * HOUR)
    maintenance.start()
    maintenance.reschedule(scheduled_for=NOON, scheduled_until=NOON + HOUR)

    shortened, _, moved, _ = told(maintenance)
    assert shortened == "The maintenance is now planned until 2026-08-14 15:00 CEST."
    assert moved == (
        "The maintenance was moved. It now takes place from 2026-08-14 14:00 CEST to "
        "2026-08-14 17:00 CEST; before, it was planned from 2026-08-14 14:00 CEST to "
        "2026-08-14 16:00 CEST."
    )


def test_a_cancellation_is_told_in_the_language_of_the_page():
    Page.current()
    Page.objects.update(language="de")
    maintenance = make_work()

    maintenance.cancel(reason="Kein Strom.")

    assert told(maintenance)[0] == "Diese Wartung wurde abgesagt: Kein Strom."
