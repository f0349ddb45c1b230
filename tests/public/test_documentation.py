"""What the documentation says to programmers is so."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from public.api.examples import EXAMPLES
from public.api.reference import CODE, MONTH, REFERENCE
from public.publish import publish_all, store
from tests.factories import make_component, make_incident
from tests.public.api.test_schemas import errors
from tests.public.reading import read
from tests.public.whole_server import ask

CODES = re.compile(r"[0-9bcdfghjklmnpqrstvwxyz]{12}")
MONTHS = re.compile(r"\d{4}-\d\d")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def incident():
    incident = make_incident(component_statuses=[(make_component(), "major_outage")])
    publish_all()
    return incident


@pytest.fixture
def document(incident):
    return read(store().read("/api").decode())


def schemas():
    prefix = "/api/v2/schema/"
    names = [path for path in store().paths() if path.startswith(prefix)]
    return {
        name.removeprefix(prefix).removesuffix(".json"): json.loads(store().read(name))
        for name in names
    }


def test_every_address_for_programs_is_told_of_and_every_one_told_of_is_published(incident):
    kinds = {
        MONTHS.sub(MONTH, CODES.sub(CODE, path))
        for path in store().paths()
        if path.endswith((".json", ".atom", ".rss", ".ics", ".svg"))
        and not path.startswith(("/static/", "/api/v2/schema/"))
    } - {"/built.json"}

    assert {one.path for group in REFERENCE for one in group.addresses} == kinds


def test_every_call_works_as_it_stands_and_its_answer_fits_the_schema(incident, document):
    told = [one for group in REFERENCE for one in group.addresses]
    calls = [part.text() for part in document.all(".call")]
    component = incident.updates.get().affected_components.get().component

    found = {}
    for one, call in zip(told, calls[:-1], strict=True):
        address = call.removeprefix("curl ")
        code = component.code if address.startswith(f"{settings.SITE_URL}/comp") else incident.code
        status, headers, body = ask(address.replace(CODE, code).removeprefix(settings.SITE_URL))
        wrong = errors(schemas(), one.schema, json.loads(body)) if one.schema else []
        found[one.path] = (status, wrong)
        assert one.schema == "" or headers["Content-Type"].startswith("application/json")

    assert set(map(str, found.values())) == {"('200 OK', [])"}, found
    assert calls[-1] == f"curl -I {settings.SITE_URL}/api/v2/status.json"


def test_every_example_fits_its_schema_and_shows_all_that_it_may_hold(incident):
    assert {name: errors(schemas(), name, example) for name, example in EXAMPLES.items()} == {
        name: [] for name in EXAMPLES
    }
    told = json.loads(store().read("/api/v2/summary.json"))
    assert list(EXAMPLES["summary"]) == list(told)
    assert list(EXAMPLES["summary"]["incidents"][0]) == list(told["incidents"][0])
    assert list(EXAMPLES["summary"]["components"][0]) == list(told["components"][0])


def test_every_link_of_the_documentation_leads_somewhere(document):
    links = [link.attributes["href"] for link in document.all("a")]
    anchors = {f"#{part.attributes['id']}" for part in document.parts() if "id" in part.attributes}

    inside = [link for link in links if not link.startswith("#")]
    assert [link for link in links if link.startswith("#") and link not in anchors] == []
    assert [link for link in inside if store().read(link) is None] == []
    assert {f"/api/v2/schema/{name}.json" for name in schemas()} < set(inside)


def test_every_page_leads_to_the_documentation(document, incident):
    for path in ("/", "/history", incident.get_absolute_url()):
        footer = read(store().read(path).decode()).one("footer")
        assert (path, "/api" in [link.attributes["href"] for link in footer.all("a")]) == (
            path,
            True,
        )


def test_a_post_does_not_make_the_documentation_anew(incident):
    before = store().read("/api")

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        incident.post_update(status="identified", body="A disk is full.")

    assert store().read("/api") == before


def test_before_anything_is_published_the_documentation_is_there(client, db):
    answer = client.get("/api")

    assert (answer.status_code, read(answer.text).one("h1").text()) == (200, "API")
