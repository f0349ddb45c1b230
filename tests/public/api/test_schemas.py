"""The published schemas are true: every document fits its own, and a broken one does not."""

import copy
import json

import jsonschema
import pytest
from referencing import Registry, Resource

from tests.public.api.published import published

SCHEMA_OF = {
    "summary": "summary",
    "status": "status",
    "components": "components",
    "incidents": "incidents",
    "incidents/unresolved": "incidents",
    "incidents/archive": "archive",
    "incidents/archive/2026-07": "archive-month",
    "incidents/archive/2026-08": "archive-month",
    "scheduled-maintenances": "scheduled-maintenances",
    "scheduled-maintenances/upcoming": "scheduled-maintenances",
    "scheduled-maintenances/active": "scheduled-maintenances",
    "/uptime": "uptime",
}


@pytest.fixture
def documents(everything):
    return {path: body for path, body in published().items() if path.endswith(".json")}


@pytest.fixture
def schemas(documents):
    """The schemas as a reader gets them, by name."""
    prefix = "/api/v2/schema/"
    return {
        path.removeprefix(prefix).removesuffix(".json"): json.loads(body)
        for path, body in documents.items()
        if path.startswith(prefix)
    }


def schema_of(path):
    name = path.removeprefix("/api/v2/").removesuffix(".json")
    return "history" if name == "/history" else SCHEMA_OF.get(name, "incident")


def errors(schemas, name, document):
    registry = Registry().with_resource(
        "definitions.json", Resource.from_contents(schemas["definitions"])
    )
    validator = jsonschema.Draft202012Validator(
        schemas[name], registry=registry, format_checker=jsonschema.FormatChecker()
    )
    return [error.message for error in validator.iter_errors(document)]


def test_every_document_fits_its_schema(documents, schemas):
    told = {path: body for path, body in documents.items() if "/schema/" not in path}

    assert {path: errors(schemas, schema_of(path), json.loads(told[path])) for path in told} == {
        path: [] for path in told
    }
    assert {schema_of(path) for path in told} | {"definitions"} == set(schemas)


def test_the_schemas_are_schemas(schemas):
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_a_schema_misses_every_key_that_is_not_there(documents, schemas):
    summary = json.loads(documents["/api/v2/summary.json"])

    accepted = [
        place
        for place in places(summary)
        if not errors(schemas, "summary", without(summary, place))
    ]

    assert accepted == []


def places(value, above=()):
    """The way to every key in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in inside:
        if isinstance(value, dict):
            yield (*above, key)
        if isinstance(part, dict | list):
            yield from places(part, (*above, key))


def without(document, place):
    """A copy that lacks one key."""
    broken = part = copy.deepcopy(document)
    *way, key = place
    for step in way:
        part = part[step]
    del part[key]
    return broken
