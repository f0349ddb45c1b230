"""What only staff may know stands in no document, whatever its format."""

from datetime import timedelta

import pytest

from accounts.models import User
from incidents.models import Postmortem
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.api.published import NOW, published

pytestmark = pytest.mark.usefixtures("clock")

CANARY = "canary"


def test_no_document_tells_what_only_staff_know():
    staff = User.objects.create_user(
        username=f"{CANARY}-user", email=f"{CANARY}@example.com", first_name=CANARY
    )
    secret = make_component(
        name=f"{CANARY} component", description=CANARY, group=make_group(name=f"{CANARY} group")
    )
    api = make_component()
    incident = make_incident(
        by=staff,
        component_statuses=[(api, "major_outage"), (secret, "major_outage")],
        impact_words={secret: {"fails": CANARY, "works": CANARY, "workaround": CANARY}},
        status="resolved",
    )
    Postmortem.objects.of(incident).save_draft(f"{CANARY} draft", by=staff)
    concluded = make_incident(status="resolved")
    postmortem = Postmortem.objects.of(concluded)
    postmortem.save_draft("The disk was full.")
    postmortem.publish()
    postmortem.save_draft(f"{CANARY} second draft", by=staff)
    make_incident(name=f"{CANARY} withdrawn", body=CANARY).withdraw()
    make_maintenance(name=f"{CANARY} withdrawn too", by=staff, scheduled_for=NOW,
                     scheduled_until=NOW + timedelta(hours=1)).withdraw()  # fmt: skip
    secret.is_visible = False
    secret.save_details()

    documents = published()

    assert [path for path, body in documents.items() if CANARY in body.decode()] == []
    codes = [code for code in (secret.code, secret.group.code) for body in documents.values()
             if code in body.decode()]  # fmt: skip
    assert codes == []
    assert [path for path in documents if path.startswith("/components/")] == [
        f"/components/{api.code}/history.{suffix}" for suffix in ("atom", "rss", "ics")
    ]


def test_an_incident_of_a_hidden_component_alone_names_none():
    secret = make_component()
    incident = make_incident(component_statuses=[(secret, "major_outage")])
    secret.is_visible = False
    secret.save_details()

    document = published()[f"/api/v2/incidents/{incident.code}.json"].decode()

    assert ('"affected_components":null' in document, '"components":[]' in document) == (
        True,
        True,
    )
