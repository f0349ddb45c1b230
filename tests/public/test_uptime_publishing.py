"""The published uptime follows what is recorded, and is not made anew without need."""

import json
from datetime import timedelta

import pytest

from components.models import StatusChange, StatusCorrection
from pages.models import Page
from public import documents
from public.publish import keep_fresh, publish_all, store
from tests.factories import make_component, make_incident
from tests.public.reading import read
from tests.public.whole_server import ask
from tests.staff import make_staff, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

MONTHS = ["2026-04", "2026-05", "2026-06", "2026-07"]


@pytest.fixture
def api(time_machine, at):
    """A component since April, seen in August."""
    time_machine.move_to(at(8, 14, 12), tick=False)
    component = make_component(at=at(4, 3))
    publish_all()
    return component


@pytest.fixture
def made(api, monkeypatch):
    """The addresses of the uptime that are made from now on."""
    paths = []
    make = documents.Draft.make

    def note(draft):
        if is_of_uptime(draft.place):
            paths.append(draft.path)
        return make(draft)

    monkeypatch.setattr(documents.Draft, "make", note)
    return paths


def uptime_of(*months):
    return [f"/uptime/{month}" for month in months]


def is_of_uptime(path):
    return path == "/uptime" or path.startswith("/uptime/")


def published():
    return sorted(filter(is_of_uptime, store().paths()))


def naming(words):
    return [path for path in published() if words in store().read(path).decode()]


def figures(path):
    captions = read(store().read(path).decode()).all("caption")
    return [caption.text() for caption in captions]


def bars():
    """What the home page says of the days, in words."""
    return read(store().read("/").decode()).one(".uptime-entries").lines()


def lost(component):
    """The outages of yesterday, as programs read them."""
    days = json.loads(store().read("/uptime.json"))["uptimeData"][component.code]["days"]
    return days[-2]["outages"]


def test_every_month_is_published_in_every_language(api):
    page = Page.current()
    page.offered_languages = ["de"]
    page.save_settings()

    german = sorted(path for path in store().paths() if path.startswith("/de/uptime"))

    assert published() == ["/uptime", *uptime_of(*MONTHS)]
    assert german == [f"/de{path}" for path in published()]


def test_a_post_makes_the_present_months_anew_and_none_that_is_over(api, made):
    make_incident(component_statuses=[(api, "major_outage")])

    assert made == ["/uptime"]


def test_a_status_dated_into_the_past_shows_in_every_month_since(api, made, at):
    api.set_status("partial_outage", at=at(6, 30, 12))
    api.set_status("operational", at=at(7, 1, 12))

    assert figures("/uptime/2026-07")[:2] == ["July 2026 99.51%", "June 2026 99.5%"]
    assert figures("/uptime") == ["August 2026 100.0%", "July 2026 99.51%", "June 2026 99.5%"]
    assert made == ["/uptime", *uptime_of("2026-06", "2026-07"), "/uptime", *uptime_of("2026-07")]


def test_an_update_dated_into_the_past_shows_there(api, at):
    incident = make_incident(at=at(7, 31), component_statuses=[(api, "major_outage")])
    incident.post_update(
        status="resolved", body="Over.", at=at(7, 31, 6), component_statuses=[(api, "operational")]
    )

    assert figures("/uptime/2026-07")[0] == "July 2026 99.19%"


def test_a_changed_incident_changes_the_months_in_which_it_was_open(api, made, at):
    incident = make_incident(at=at(5, 31), component_statuses=[(api, None)])
    incident.post_update(status="resolved", body="Over.", at=at(6, 1))
    made.clear()

    incident.rename("Late messages")

    told = {path: "Late messages" in store().read(path).decode() for path in published()}
    assert told == {
        "/uptime": True,
        **dict(zip(uptime_of(*MONTHS), [False, True, True, True], strict=True)),
    }
    assert made == ["/uptime", *uptime_of("2026-05", "2026-06", "2026-07")]


@pytest.mark.parametrize(
    ("month", "name", "told"), [(4, "Apr", MONTHS[:-1]), (5, "May", MONTHS[1:])]
)
def test_an_incident_that_turns_out_to_have_ended_long_ago_leaves_the_months_between(
    api, time_machine, at, month, name, told
):
    time_machine.move_to(at(month, 10), tick=False)
    incident = make_incident(component_statuses=[(api, None)])
    time_machine.move_to(at(8, 14, 12), tick=False)
    publish_all()
    before = naming("Slow deliveries")

    incident.post_update(status="resolved", body="Over.", at=at(month, 11))

    assert before == ["/uptime", *uptime_of(*MONTHS[month - 4 :])]
    assert naming("Slow deliveries") == uptime_of(*told)
    items = [item.text() for item in read(store().read("/uptime/2026-06").decode()).all("li")]
    assert [item for item in items if "Slow deliveries" in item] == [
        f"{name} 10, 2026 to {name} 11, 2026: no outage, related: Slow deliveries"
    ]


def test_a_withdrawn_incident_leaves_every_month(api, at):
    incident = make_incident(at=at(5, 31), component_statuses=[(api, None)])
    incident.post_update(status="resolved", body="Over.", at=at(6, 1))
    before = naming("Slow deliveries")

    incident.withdraw()

    assert before == ["/uptime", *uptime_of("2026-05", "2026-06", "2026-07")]
    assert naming("Slow deliveries") == []


def test_the_record_that_staff_correct_is_what_readers_see_and_they_see_why(api, at):
    down = {"starts_at": "2026-05-31 22:00", "until": "2026-06-01 02:00"}
    told = {"component": api.pk, "status": "major_outage", "reason": "A <probe> was broken."}

    sign_in(make_staff()).post("/admin/components/statuscorrection/add/", {**down, **told})

    document = read(store().read("/uptime/2026-07").decode())
    assert [caption.text() for caption in document.all("caption")] == [
        "July 2026 100.0%",
        "June 2026 99.72%",
        "May 2026 99.73%",
    ]
    assert [entries.lines() for entries in document.all(".uptime-entries")] == [
        ["Jun 1, 2026: major outage 2 hours, corrected: A <probe> was broken."],
        ["May 31, 2026: major outage 2 hours, corrected: A <probe> was broken."],
    ]


def test_a_correction_shows_in_the_bars_and_for_programs_until_it_is_withdrawn(api, at):
    api.set_status("major_outage", at=at(8, 13, 10))
    api.set_status("operational", at=at(8, 13, 12))

    correction = StatusCorrection.objects.record(
        api, starts_at=at(8, 13, 10), until=at(8, 14), status="operational", reason="It was up."
    )
    corrected = (bars(), lost(api))
    correction.withdraw()

    assert corrected == (
        ["Aug 13, 2026: no outage, corrected: It was up.", "All other days: no outage"],
        {},
    )
    assert (bars(), lost(api)) == (
        ["Aug 13, 2026: major outage 2 hours", "All other days: no outage"],
        {"m": 7200},
    )


def test_a_new_month_begins_and_the_one_before_has_an_address_of_its_own(made, time_machine, at):
    time_machine.move_to(at(9, 1, 0, 1), tick=False)

    keep_fresh()

    assert made == ["/uptime", *uptime_of("2026-05", "2026-06", "2026-07", "2026-08")]
    links = read(store().read("/uptime/2026-05").decode()).all(".pagination")[0].all("a")
    assert [link.attributes["href"] for link in links] == ["/uptime/2026-08"]


def test_a_component_with_an_older_history_lengthens_the_uptime(api, at):
    make_component(name="Mail", at=at(2, 10))

    assert published() == ["/uptime", *uptime_of("2026-02", "2026-03", *MONTHS)]


def test_every_change_says_in_which_revision_it_was_recorded(api):
    added = Page.current().revision
    incident = make_incident(component_statuses=[(api, "major_outage")])
    declared = Page.current().revision
    incident.post_update(
        status="identified", body="A disk.", component_statuses=[(api, "major_outage")]
    )
    restated = Page.current().revision
    api.set_status("operational")

    found = StatusChange.objects.order_by("pk").values_list("status", "changed_in")
    assert list(found) == [
        ("operational", added),
        ("major_outage", declared),
        ("major_outage", restated),
        ("operational", restated + 1),
    ]


def test_the_number_of_a_page_leads_to_its_months(api):
    answers = [ask("/uptime", QUERY_STRING=f"page={number}") for number in ("1", "2", "0", "x")]

    assert [(status, headers.get("Location")) for status, headers, _ in answers] == [
        ("302 Found", "/uptime"),
        ("302 Found", "/uptime/2026-05"),
        ("404 Not Found", None),
        ("404 Not Found", None),
    ]
    assert [ask(headers["Location"])[0] for _, headers, _ in answers[:2]] == ["200 OK"] * 2


def test_the_uptime_is_due_for_renewal_at_the_end_of_a_day(made, time_machine, at):
    time_machine.move_to(at(8, 14, 12) + timedelta(minutes=6), tick=False)
    keep_fresh()

    assert made == ["/uptime"]
