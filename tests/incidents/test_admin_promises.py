"""How staff promise the next update, and keep the promise with one press."""

from datetime import timedelta

import pytest

from incidents.models import Incident, PromiseDefaults
from pages.models import Page
from tests.factories import make_component, make_incident, make_maintenance
from tests.incidents.conftest import NOON
from tests.public.reading import read
from tests.staff import errors_in, make_staff, messages_after, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADD = "/admin/incidents/incident/add/"


@pytest.fixture
def client():
    return sign_in(make_staff())


def declare(client, **typed):
    typed = {"name": "Mail", "status": "investigating", "body": "We look.", **typed}
    response = client.post(ADD, typed)
    assert response.status_code == 302, errors_in(response)
    return Incident.objects.latest("pk")


def minutes(incident):
    by = incident.updates.latest("pk").next_update_by
    return by and (by - NOON) / timedelta(minutes=1)


def change(incident, noun=""):
    return f"/admin/incidents/incident/{incident.pk}/change/{noun}"


def test_the_form_proposes_what_the_impact_asks_for_and_no_better_status(client):
    form = client.get(ADD).context["form"]

    assert (form["next_update_in"].value(), form["status"].value()) == ("impact", "investigating")
    assert form.fields["next_update_in"].choices[0] == (
        "impact", "As its impact asks: minor 1 hour, major 30 min, critical 20 min",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "promised"),
    [
        ("degraded_performance", 60),
        ("partial_outage", 30),
        ("major_outage", 20),
        ("operational", None),
    ],
)
def test_the_promise_follows_from_the_impact_when_it_is_posted(client, status, promised):
    api = make_component(at=NOON)

    incident = declare(client, next_update_in="impact", **{f"components-{api.pk}": status})

    assert minutes(incident) == promised


def test_an_impact_stated_by_hand_asks_for_its_own_promise(client):
    PromiseDefaults(critical=10).save()

    assert minutes(declare(client, next_update_in="impact", impact_override="critical")) == 10


@pytest.mark.parametrize(
    ("typed", "promised"),
    [
        ({"next_update_in": "45"}, 45),
        ({"next_update_in": ""}, None),
        ({"next_update_in": "45", "next_update_by": "14:30"}, 30),
        ({"next_update_by": " 14:30 "}, 30),
        ({"next_update_by": "2026-08-15 14:00"}, 1440),
        ({"next_update_by": "01:30"}, 11.5 * 60),
    ],
)
def test_a_promise_is_so_many_minutes_or_a_time_of_the_pages_clock(client, typed, promised):
    Page.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/Paris"})

    assert minutes(declare(client, **typed)) == promised


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("11:58", "The next update is promised for a time before this one."),
        ("25:00", "Write a time like 14:30, or with its day: 2026-08-14 14:30."),
        ("soon", "Write a time like 14:30, or with its day: 2026-08-14 14:30."),
    ],
)
def test_a_time_that_has_passed_or_is_none_is_refused(client, typed, error):
    response = client.post(
        ADD,
        {"name": "Mail", "status": "investigating", "body": "x", "next_update_by": typed},
    )

    assert (response.status_code, errors_in(response)) == (422, {"next_update_by": [error]})


def test_a_resolution_promises_nothing(client):
    incident = make_incident(impact_override="critical")

    client.post(
        change(incident, "updates/"),
        {"status": "resolved", "body": "Over.", "next_update_in": "impact"},
    )

    incident.refresh_from_db()
    assert (incident.status, minutes(incident)) == ("resolved", None)


def main(page):
    """What is between the frame of Django's admin, which is not written for strict readers."""
    return read(page.text[page.text.index("<main") : page.text.index("</main>") + len("</main>")])


def press(client, page, label="No change"):
    """Find the button on the page, and press it: what is in its form is sent."""
    (form,) = [form for form in main(page).all("form") if label in form.text()]
    typed = {field.attributes["name"]: field.attributes["value"] for field in form.all("input")}
    return client.post(form.attributes["action"], typed)


@pytest.mark.parametrize("place", ["", "incident"])
def test_one_press_says_that_nothing_is_new_in_the_name_of_who_pressed_it(client, place):
    incident = make_incident(status="identified", impact_override="critical")
    page = client.get(change(incident) if place else "/admin/")

    response = press(client, page)

    told = incident.updates.latest("pk")
    assert messages_after(client, response) == [
        "Posted: Update, visible since 12:00 UTC View on the page"
    ]
    assert (told.body, told.by.username, told.status, told.notify, minutes(incident)) == (
        "No change since the last update. We keep working on it.", "alice", "identified", True, 20,
    )  # fmt: skip


def test_a_press_that_crosses_with_somebody_elses_update_posts_nothing(client):
    incident = make_incident()
    page = client.get("/admin/")
    incident.post_update(status="identified", body="A disk is full.")

    response = press(client, page)

    assert (response.status_code, incident.updates.count()) == (422, 2)
    assert list(errors_in(response)) == ["form-head"]


def test_there_is_no_such_button_for_what_is_over_or_has_not_begun(client):
    over = make_incident(status="resolved")
    work = make_maintenance()
    looking = sign_in(make_staff("viewer", ["incidents.view_incident"]))
    make_incident(name="Open")

    pages = [
        client.get(change(over)),
        client.get(f"/admin/incidents/scheduledmaintenance/{work.pk}/change/"),
        looking.get("/admin/"),
    ]

    assert ["No change, next" in page.text for page in pages] == [False, False, False]


def test_the_report_lists_kept_and_missed_promises_by_quarter_and_incident(client, clock):
    incident = make_incident(next_update_by=NOON + timedelta(minutes=30))
    clock.shift(60)
    incident.post_update(status="identified", body="x", next_update_by=NOON + timedelta(minutes=10))
    clock.shift(3600)

    report = client.get("/admin/incidents/incident/promises/")
    timeline = main(client.get(change(incident)))

    assert main(report).one(".card").lines() == [
        "2026 Q3",
        "1 promise kept, 1 missed",
        "Slow deliveries 1 promise kept, 1 missed",
    ]
    assert [part.lines()[-2] for part in timeline.all(".update")] == [
        "Next update promised by 2026-08-14 12:10 UTC · missed",
        "Next update promised by 2026-08-14 12:30 UTC · kept",
    ]


def test_who_may_not_see_incidents_does_not_see_the_report():
    newcomer = sign_in(make_staff("newcomer", []))

    assert newcomer.get("/admin/incidents/incident/promises/").status_code == 403


def test_staff_set_the_intervals(client):
    address = client.get("/admin/incidents/promisedefaults/").url

    saved = client.post(address, {"minor": "90", "major": "", "critical": "15"})
    refused = client.post(address, {"minor": "0", "major": "", "critical": "15"})

    defaults = PromiseDefaults.current()
    assert (saved.status_code, refused.status_code) == (302, 200)
    assert (defaults.minor, defaults.major, defaults.critical) == (90, None, 15)
