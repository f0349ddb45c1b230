"""Prepared texts have places, which are filled in when they are used."""

import re
from datetime import UTC, datetime

import pytest

from incidents.forms.places import Asked
from incidents.models import Incident, IncidentTemplate, IncidentUpdate, UpdateDraft
from incidents.placeholders import fill, lookalikes_in, may_have_become, names_in
from pages.models import Page
from tests.factories import make_component, make_incident
from tests.public.reading import read
from tests.staff import errors_in, make_staff, messages_after, sign_in

ADD = "/admin/incidents/incident/add/"
TEMPLATES = "/admin/incidents/incidenttemplate/"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{region}} and {{ Region }}, {{az_2}}", ["region", "az_2"]),
        ("{{}} {{ }} {{2}} {{a.b}} {{a b}} {{a|b}} {a} {{a}", []),
        ("{{{region}}}", ["region"]),
    ],
)
def test_a_place_has_a_plain_name(text, names):
    assert names_in(text) == names


def test_only_what_is_known_is_filled_in_and_nothing_twice():
    values = {"region": "{{time}}", "time": "12:23", "zone": ""}

    filled = fill("{{region}} {{ TIME }} {{zone}} {{other}} {{time.hour}}", values)

    assert filled == "{{time}} 12:23 {{zone}} {{other}} {{time.hour}}"


def test_what_only_looks_like_a_place_is_found():
    assert lookalikes_in("{{region}} {{a.b}} {{ }} {{x|y}}") == ["{{a.b}}", "{{ }}", "{{x|y}}"]


@pytest.mark.parametrize(
    ("text", "filled", "may"),
    [
        ("Hm.", "Hm.", True),
        ("Hm.", "Hm. More.", False),
        ("{{a}}", "anything", True),
        ("{{a}} is down.", "The API is down.", True),
        ("{{a}} is down.", "The API is up.", False),
        ("Late: {{a}}, {{b}}.", "Late: mail, since noon.", True),
        ("Late: {{a}}, {{b}}.", "Late: mail.", False),
        ("Late: {{a}}", "On time: mail", False),
        ("ab{{a}}ba", "aba", False),
    ],
)
def test_what_a_text_with_places_may_have_become_is_known(text, filled, may):
    assert may_have_become(text, filled) is may


@pytest.fixture
def client(db):
    return sign_in(make_staff())


@pytest.fixture
def noon(time_machine):
    time_machine.move_to(datetime(2026, 8, 14, 12, tzinfo=UTC), tick=False)


def make_template(**overrides):
    told = {
        "name": "Outage",
        "title": "{{component}} down in {{region}}",
        "body": "{{incident}} since {{time}}. More by {{next_update}}.",
        **overrides,
    }
    return IncidentTemplate.objects.create(**told)


def typed(**overrides):
    return {
        "name": "Trouble",
        "status": "investigating",
        "body": "Hm.",
        "next_update_in": "30",
        **overrides,
    }


def main_of(response):
    """What the page is about: around it, Django closes tags that have no end."""
    main = response.text.partition('<div id="content-main"')[2].partition("</form>")[0]
    return read(f"<div{main}</form></div></div>")


def told():
    return [(one.incident.name, one.body) for one in IncidentUpdate.objects.order_by("pk")]


def test_choosing_a_template_fills_in_its_components_and_asks_for_what_it_does_not_know(client):
    template = make_template()
    template.components.add(make_component(name="API"), make_component(name="Web", position=2))

    page = main_of(client.get(f"{ADD}?template={template.pk}"))

    inputs = {part.attributes["name"]: part.attributes.get("value") for part in page.all("input")}
    values = {key: typed for key, typed in inputs.items() if key.startswith(("name", "place-"))}
    assert values == {"name": "API, Web down in {{region}}", "place-region": ""}
    assert page.by_id("id_body").text() == "{{incident}} since {{time}}. More by {{next_update}}."


def test_posting_fills_in_what_was_typed_and_what_is_known_by_then(client, noon):
    api = make_component(name="API")
    Page.objects.update(time_zone="Europe/Paris")
    template = make_template()

    response = client.post(
        ADD,
        {
            **typed(name=template.title, body=template.body),
            "place-region": " eu-west ",
            f"components-{api.pk}": "major_outage",
        },
    )

    assert messages_after(client, response) != []
    assert told() == [
        (
            "API down in eu-west",
            "API down in eu-west since 2026-08-14 14:00 CEST. More by 14:30 CEST.",
        )
    ]


def test_an_update_is_filled_in_too(client, noon):
    incident = make_incident()

    client.post(
        f"/admin/incidents/incident/{incident.pk}/change/updates/",
        typed(body="{{incident}}, as of {{time}}", _newest_update=incident.updates.get().code),
    )

    assert told()[1:] == [("Slow deliveries", "Slow deliveries, as of 2026-08-14 12:00 UTC")]


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"body": "In {{region}} and {{zone}}", "place-zone": "a"}, {"body": "{{region}}"}),
        ({"name": "{{incident}}"}, {"name": "{{incident}}"}),
        ({"body": "{{component}} down"}, {"body": "{{component}}"}),
        ({"body": "By {{next_update}}", "next_update_in": ""}, {"body": "{{next_update}}"}),
    ],
)
def test_a_text_with_an_open_place_is_not_posted(client, wrong, errors):
    response = client.post(ADD, typed(**wrong))

    said = "Fill in {}, or take it out: readers would see it as it stands."
    expected = {field: [said.format(place)] for field, place in errors.items()}
    assert (response.status_code, errors_in(response)) == (422, expected)
    assert list(Incident.objects.all()) == []


def test_what_was_typed_into_a_place_comes_back_with_an_error(client):
    response = client.post(ADD, typed(name="", body="In {{region}}", **{"place-region": "eu"}))

    assert [one.typed for one in response.context["form"].asked()] == ["eu"]
    assert errors_in(response) == {"name": ["Give the incident a name that says what is wrong."]}


def test_what_was_typed_into_a_place_is_restored_with_the_draft(client):
    draft = typed(body="Down in {{region}}.", **{"place-region": "eu-west", "_draft": "1"})
    client.post(f"{ADD}draft/", draft)

    form = client.get(f"{ADD}?draft").context["form"]

    assert form.asked() == [Asked("region", "eu-west")]


def test_what_was_kept_before_its_places_were_filled_in_is_no_draft_any_more(client):
    told = typed(body="Down in {{region}}.", **{"place-region": "eu-west", "_draft": "1"})
    client.post(ADD, told)

    client.post(f"{ADD}draft/", {**told, "name": ""})

    assert list(UpdateDraft.objects.all()) == []


def test_an_update_asks_for_what_its_author_alone_can_fill(client):
    incident = make_incident()
    newest = incident.updates.get().code
    address = f"/admin/incidents/incident/{incident.pk}/change/updates/"

    refused = client.post(address, typed(body="Down in {{region}}.", _newest_update=newest))

    assert (refused.status_code, 'id="id_place-region"' in refused.text) == (422, True)


def test_what_stands_in_a_place_is_text_and_nothing_else(client):
    evil = "<script>alert(1)</script> {{incident}} {% now %}"

    client.post(ADD, typed(body="In {{region}}", **{"place-region": evil}))

    assert told() == [("Trouble", f"In {evil}")]


def test_templates_are_chosen_under_the_names_of_their_groups(client):
    made = [("Disk", "Storage"), ("Any", ""), ("Zone", "Network"), ("Raid", "Storage")]
    for name, group in made:
        make_template(name=name, group=group)

    nav = main_of(client.get(ADD)).one(".templates")

    names = [part.text() for part in nav.parts() if part.tag in {"h3", "strong"}]
    assert names == ["Any", "Network", "Zone", "Storage", "Disk", "Raid"]


@pytest.mark.parametrize("field", ["title", "body"])
def test_a_template_with_a_place_nobody_could_fill_is_refused(client, field):
    form = {"name": "Outage", "title": "Down", "body": "Hm.", "status": "investigating"}

    response = client.post(f"{TEMPLATES}add/", {**form, field: "Since {{time.hour}}"})

    wrong = "A placeholder is a plain name, such as {{region}}; this is not: {{time.hour}}"
    assert response.context["adminform"].form.errors == {field: [wrong]}
    assert list(IncidentTemplate.objects.all()) == []


def test_the_places_that_fill_themselves_are_listed_beside_the_text(client):
    page = client.get(f"{TEMPLATES}add/").text

    help_text = page[page.index('id="id_body_helptext"') :].partition("</div>")[0]
    codes = re.findall("<code>(.*?)</code>", help_text)
    assert codes == ["{{component}}", "{{incident}}", "{{time}}", "{{next_update}}", "{{region}}"]
