import re
from html import unescape

import pytest
from django.test import Client

from incidents.models import Incident, Postmortem
from tests.factories import make_component, make_incident, make_maintenance
from tests.staff import everything_told, make_staff, sign_in

pytestmark = pytest.mark.django_db

INCIDENT = "/admin/incidents/incident/"
MAINTENANCE = "/admin/incidents/scheduledmaintenance/"
SLIP = "It began at 12:10, and we are looking into it."
NAME_THE_ZONE = "12:10 Name the time zone: elsewhere it is another hour."
SAY_WHEN = "Say when the next update follows, even if nothing is new by then."
PROMISED = {"next_update_in": "30"}


@pytest.fixture
def client():
    return sign_in(make_staff())


def while_typing(client, address, typed):
    """What htmx is answered: a fragment."""
    return client.post(address, typed, headers={"HX-Request": "true"})


def hints_in(response):
    """Each hint as it is read: its excerpts and why."""
    hints = re.findall(r'<li class="hint .*?">(.*?)</li>', response.text, re.DOTALL)
    return [unescape(" ".join(re.sub("<.*?>", " ", hint).split())) for hint in hints]


def addresses():
    """The address of each form's hints, and what else that form holds."""
    incident, maintenance = make_incident(), make_maintenance()
    code = incident.updates.get().code
    return [
        (f"{INCIDENT}add/hints/", {"name": "Slow", "status": "investigating", **PROMISED}),
        (f"{INCIDENT}{incident.pk}/change/hints/", {"status": "identified", **PROMISED}),
        (f"{INCIDENT}{incident.pk}/change/postmortem/hints/", {}),
        (f"{INCIDENT}{incident.pk}/change/updates/{code}/correction/hints/", {"reason": "A slip"}),
        (f"{MAINTENANCE}add/hints/", {"name": "Database upgrade"}),
        (f"{MAINTENANCE}{maintenance.pk}/change/hints/", {"status": "in_progress"}),
    ]


def test_every_form_with_a_text_gives_hints_while_it_is_typed(client):
    forms = addresses()
    before = everything_told()

    answers = [while_typing(client, address, {**typed, "body": SLIP}) for address, typed in forms]

    assert [hints_in(answer) for answer in answers] == [[NAME_THE_ZONE]] * len(forms)
    assert ["<form" in answer.text for answer in answers] == [False] * len(forms)
    assert everything_told() == before
    assert not Postmortem.objects.exists()


def test_without_javascript_the_form_comes_back_with_hints_and_what_was_typed(client):
    forms = addresses()
    before = everything_told()

    answers = [client.post(address, {**typed, "body": SLIP}) for address, typed in forms]

    assert [hints_in(answer) for answer in answers] == [[NAME_THE_ZONE]] * len(forms)
    assert [f"{SLIP}</textarea>" in answer.text for answer in answers] == [True] * len(forms)
    assert everything_told() == before


def test_a_text_that_is_fine_is_said_to_be_only_to_those_who_asked(client):
    typed = {"name": "Slow", "body": "We look into it. Next update by 12:40 UTC."}

    asked = client.post(f"{INCIDENT}add/hints/", {**typed, "status": "investigating"})
    _, found = asked.text.split('<div class="found">')

    assert "Nothing to point out." in found.partition("</div>")[0]
    assert while_typing(client, f"{INCIDENT}add/hints/", typed).status_code == 204


def test_hints_that_stand_there_already_are_not_said_again(client):
    address, typed = f"{INCIDENT}add/hints/", {"status": "investigating", "body": SLIP, **PROMISED}
    first = while_typing(client, address, typed)
    shown = re.search(r'name="_hints" value="(\w+)"', first.text)[1]

    longer = {**typed, "body": f"Hello. {SLIP}", "_hints": shown}
    better = {**typed, "body": "We are looking into it.", "_hints": shown}

    assert while_typing(client, address, longer).status_code == 204
    assert hints_in(while_typing(client, address, better)) == []


@pytest.mark.parametrize(
    ("promise", "hints"),
    [
        ({"next_update_in": "30"}, []),
        ({"next_update_in": "", "next_update_by": "2190-01-01 12:00"}, []),
        ({"next_update_in": ""}, [SAY_WHEN]),
        # Nothing is asked of an incident without impact.
        ({"next_update_in": "impact"}, [SAY_WHEN]),
    ],
)
def test_a_promise_in_the_form_is_one_in_words(client, promise, hints):
    typed = {"name": "Slow", "status": "investigating", "body": "We are looking into it."}

    response = while_typing(client, f"{INCIDENT}add/hints/", {**typed, **promise, "_hints": "0"})

    assert hints_in(response) == hints


@pytest.mark.parametrize(
    ("chosen", "hints"),
    [("", ["outage The components are only degraded. Say the same in words, or set them right."]),
     ("partial_outage", [])],
)  # fmt: skip
def test_the_words_are_compared_with_the_components_as_they_will_be(client, chosen, hints):
    api = make_component()
    incident = make_incident(component_statuses=[(api, "degraded_performance")])
    typed = {"status": "identified", "body": "We see an outage.", f"components-{api.pk}": chosen}

    address = f"{INCIDENT}{incident.pk}/change/hints/"
    response = while_typing(client, address, {**typed, **PROMISED, "_hints": "0"})

    assert hints_in(response) == hints


def test_words_about_a_component_are_read_too(client):
    api = make_component()
    typed = {"name": "Slow", "status": "investigating", "body": "We are looking into it."}
    words = {f"components-{api.pk}-workaround": "Use 10.0.0.7 instead."}

    response = while_typing(client, f"{INCIDENT}add/hints/", {**typed, **PROMISED, **words})

    assert hints_in(response) == [
        "10.0.0.7 Internal: readers cannot reach it, and attackers learn from it."
    ]


def test_no_more_is_read_than_may_be_posted(client):
    body = f"{'We are on it. ' * 1_786}10.0.0.1"

    response = while_typing(client, f"{INCIDENT}add/hints/", {"body": body, **PROMISED})

    assert (len(body) > 25_000, response.status_code) == (True, 204)


def test_hints_need_the_token_of_the_form():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff())

    answers = [while_typing(client, address, {"body": SLIP}) for address, _ in addresses()]

    assert [answer.status_code for answer in answers] == [403] * len(answers)


def test_nobody_without_the_permission_to_post_gets_hints():
    viewer = make_staff(
        "viewer", ["incidents.view_incident", "incidents.view_scheduledmaintenance"]
    )
    forms = addresses()
    client = sign_in(viewer)

    answers = [while_typing(client, address, {"body": SLIP}) for address, _ in forms]

    assert [answer.status_code for answer in answers] == [403] * len(answers)


def test_hints_stand_in_the_way_of_nothing(client):
    typed = {"name": "Issue", "status": "investigating", "body": "TODO since 12:10!!"}

    response = client.post(f"{INCIDENT}add/", typed)

    assert (response.status_code, Incident.objects.get().name) == (302, "Issue")
