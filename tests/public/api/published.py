"""What is published for programs, made as the publisher makes it."""

import json
from datetime import UTC, datetime

from pages.models import Page
from public import documents

NOW = datetime(2026, 8, 14, 12, 0, tzinfo=UTC)


def published(now=NOW):
    """The bytes of every document, by path."""
    drafts = documents.everything(Page.current(), now)
    made = [draft.make() for draft in drafts if is_for_programs(draft.path)]
    return {document.path: document.body for document in made}


def is_for_programs(path):
    return path.endswith((".json", ".atom", ".rss", ".ics"))


def read(name, now=NOW):
    """One document of the API, such as `summary`."""
    return json.loads(published(now)[f"/api/v2/{name}.json"])
