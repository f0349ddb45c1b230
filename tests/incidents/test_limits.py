"""Words at their limits, and how they are stored."""

import pytest

from incidents.models import Postmortem
from tests.factories import make_incident, make_maintenance

pytestmark = pytest.mark.django_db

BODIES = [
    ("x" * 25_000, "x" * 25_000),
    ("é" * 25_000, "é" * 25_000),
    ("🕊" * 25_000, "🕊" * 25_000),
    ("  " + "x" * 25_000 + "\n\n", "x" * 25_000),
    ("a\r\n" * 12_500, "a\n" * 12_499 + "a"),
    ("One.\r\n\r\nTwo.\n- Three", "One.\n\nTwo.\n- Three"),
    ("a\x00b", "ab"),
    ("\x00 x \x00", "x"),
    ("It\u2019s \u201clate\u201d, ünïcödé \u202e", "It\u2019s \u201clate\u201d, ünïcödé \u202e"),
]


@pytest.mark.parametrize(("typed", "stored"), BODIES)
def test_the_text_of_an_update_is_stored_clean(typed, stored):
    incident = make_incident(body=typed)
    update = incident.post_update(status="identified", body=typed)

    update.refresh_from_db()
    assert [update.body for update in incident.updates.all()] == [stored, stored]


@pytest.mark.parametrize(("typed", "stored"), BODIES)
def test_the_draft_of_a_postmortem_is_stored_clean(typed, stored):
    postmortem = Postmortem.objects.of(make_incident())

    postmortem.save_draft(typed)

    postmortem.refresh_from_db()
    assert postmortem.draft == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("x" * 255, "x" * 255),
        ("🕊" * 255, "🕊" * 255),
        (" " * 99 + "x" * 255 + " ", "x" * 255),
        ("E-mail\r\nis\tlate", "E-mail is late"),
        ("E-\x00mail", "E-mail"),
    ],
)
def test_a_name_is_stored_as_one_line(typed, stored):
    incident, maintenance = make_incident(name=typed), make_maintenance(name=typed)
    renamed = make_incident()
    renamed.rename(typed)

    for told in [incident, maintenance, renamed]:
        told.refresh_from_db()
    assert [told.name for told in [incident, maintenance, renamed]] == [stored] * 3
