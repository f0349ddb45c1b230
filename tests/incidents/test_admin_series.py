"""Staff plan work that comes back: they see its dates before anything is saved."""

import re
from datetime import UTC, date, datetime, time

import pytest
import time_machine

from incidents.models import MaintenanceSeries
from pages.models import Page
from tests.factories import make_component, make_series
from tests.incidents.refused import everything
from tests.staff import errors_in, make_staff, messages_after, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/incidents/maintenanceseries/add/"
TYPED = {
    "name": "Patch day",
    "body": "Servers restart.",
    "repeats": "weekly",
    "every": "2",
    "weekdays": ["TU", "TH"],
    "first_day": "2026-08-17",
    "at": "02:30",
    "minutes": "90",
    "ahead": "2",
    "lead_days": "30",
    "starts_itself": "on",
    "notify": "on",
}
# Not one of the series; no day; of no calendar.
NO_DAYS = ["2026-08-19", "soon", "2026-02-30"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 8, 14, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def client():
    Page.current()
    Page.objects.update(time_zone="Europe/Paris")
    return sign_in(make_staff())


def at(series, noun=""):
    return f"/admin/incidents/maintenanceseries/{series.pk}/change/{noun}"


def dates(response):
    (listed,) = re.findall("<ol>(.*?)</ol>", response.text.split('class="dates"')[1], re.DOTALL)
    return re.findall("<li>(.*?)</li>", listed)


def save(client, address, typed):
    """Look at the dates first, and then save them."""
    seen = re.search('name="_seen" value="(.*?)"', client.post(address, typed).text)[1]
    return client.post(address, {**typed, "_seen": seen, "save": "1"})


def test_the_next_five_are_shown_before_anything_is_saved(client):
    before = everything()

    response = client.post(ADD, TYPED)

    assert dates(response) == [
        "Tue 2026-08-18 02:30 CEST",
        "Thu 2026-08-20 02:30 CEST",
        "Tue 2026-09-01 02:30 CEST",
        "Thu 2026-09-03 02:30 CEST",
        "Tue 2026-09-15 02:30 CEST",
    ]
    assert everything() == before


def test_what_was_seen_is_saved(client):
    api = make_component()

    response = save(client, ADD, {**TYPED, "components": [api.pk]})

    series = MaintenanceSeries.objects.get()
    assert messages_after(client, response) == ["Saved: announced when their time comes."]
    assert (series.name, series.body, series.rule, series.time_zone) == (
        "Patch day", "Servers restart.", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Europe/Paris",
    )  # fmt: skip
    assert (series.first_day, series.at, series.minutes) == (date(2026, 8, 17), time(2, 30), 90)
    assert (series.ahead, series.lead_days, list(series.components.all())) == (2, 30, [api])
    assert (
        series.starts_itself, series.completes_itself, series.moves_components, series.notify,
    ) == (True, False, False, True)  # fmt: skip


def test_what_was_changed_since_is_shown_once_more(client):
    seen = re.search('name="_seen" value="(.*?)"', client.post(ADD, TYPED).text)[1]

    response = client.post(ADD, {**TYPED, "at": "03:00", "_seen": seen, "save": "1"})

    assert (dates(response)[0], MaintenanceSeries.objects.count()) == (
        "Tue 2026-08-18 03:00 CEST", 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "rule", "first"),
    [
        (
            {"repeats": "monthly", "every": "1", "place": "2", "weekday": "TU"},
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU", "Tue 2026-09-08 02:30 CEST",
        ),
        (
            {"repeats": "monthly", "every": "", "place": "-1", "weekday": "SU"},
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1SU", "Sun 2026-08-30 02:30 CEST",
        ),
        (
            {"repeats": "rule", "rule": "rrule:freq=monthly;bymonthday=1"},
            "FREQ=MONTHLY;BYMONTHDAY=1", "Tue 2026-09-01 02:30 CEST",
        ),
    ],
)  # fmt: skip
def test_a_series_repeats_as_was_chosen(client, typed, rule, first):
    shown = dates(client.post(ADD, {**TYPED, **typed}))

    save(client, ADD, {**TYPED, **typed})

    assert (shown[0], MaintenanceSeries.objects.get().rule) == (first, rule)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"weekdays": []}, {"weekdays": ["Tick at least one weekday."]}),
        ({"repeats": "rule"}, {"rule": ["Write a rule."]}),
        (
            {"repeats": "rule", "rule": "FREQ=MINUTELY"},
            {"rule": ["A series takes place once a day at most."]},
        ),
        (
            {"repeats": "rule", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
            {"rule": ["This rule gives no day within the next five years."]},
        ),
        (
            {"repeats": "rule", "rule": "tuesdays"},
            {"rule": ["Write a rule like FREQ=MONTHLY;BYDAY=2TU. It says days, not times of day."]},
        ),
        ({"minutes": "4000"}, {"minutes": ["One would begin before the one before it is over."]}),
        ({"first_day": "17.8.2026"}, {"first_day": ["Write a date like 2026-08-14."]}),
        ({"at": "half past"}, {"at": ["Write a time like 02:30."]}),
        ({"body": ""}, {"body": ["Write what readers should know."]}),
    ],
)
def test_what_is_refused_is_said_at_its_field(client, typed, errors):
    before = everything()

    response = client.post(ADD, {**TYPED, **typed, "save": "1"})

    assert (response.status_code, errors_in(response)) == (422, errors)
    assert everything() == before


@pytest.mark.parametrize(
    ("rule", "chosen"),
    [
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
            {"repeats": "weekly", "every": "2", "weekdays": ["TU", "TH"]},
        ),
        (
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1SU",
            {"repeats": "monthly", "every": "1", "place": "-1", "weekday": "SU"},
        ),
        ("FREQ=WEEKLY;BYDAY=MO", {"repeats": "weekly", "every": "1", "weekdays": ["MO"]}),
        ("FREQ=DAILY;COUNT=99", {"repeats": "rule", "rule": "FREQ=DAILY;COUNT=99"}),
    ],
)
def test_a_series_comes_back_as_it_was_chosen(client, rule, chosen):
    series = make_series(rule=rule)

    form = client.get(at(series)).context["form"]

    assert {name: form[name].value() for name in chosen} == chosen


def test_staff_plan_a_series_otherwise_in_the_zone_it_has(client):
    series = make_series(time_zone="America/New_York")

    response = save(client, at(series), {**TYPED, "name": "Patches"})

    series.refresh_from_db()
    assert messages_after(client, response) == ["Saved: it holds for what is not announced yet."]
    assert (series.name, series.time_zone) == ("Patches", "America/New_York")


def test_staff_skip_one_and_change_their_mind(client):
    series = make_series()
    day = {"day": "2026-08-18"}

    said, left_out = [], []
    for typed in (day, day | {"unskip": "1"}, *({"day": no} for no in NO_DAYS)):
        said += messages_after(client, client.post(at(series, "occurrences/"), typed))
        left_out.append([f"{one.day}" for one in series.occurrences.all()])

    assert left_out == [["2026-08-18"], [], [], [], []]
    assert said == [
        "2026-08-18 is left out.",
        "2026-08-18 takes place.",
        "The series does not take place on that day.",
        "The series does not take place on that day.",
        "The series does not take place on that day.",
    ]


def test_staff_end_a_series(client):
    series = make_series()

    said = [messages_after(client, client.post(at(series, "end/"))) for _ in range(2)]

    series.refresh_from_db()
    assert said == [
        ["Ended: no more of it is announced. What is announced takes place."],
        ["This series has ended."],
    ]
    assert series.ended_at is not None
    assert "End the series" not in client.get(at(series)).text
