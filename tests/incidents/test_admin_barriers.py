"""What automatic checks can see of how the staff pages serve everybody who works with them."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from incidents.models import IncidentTemplate, UpdateDraft
from pages.models import Page
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.incidents.test_admin_phone import TELL_VIOLATIONS, sign_in
from tests.public.test_accessibility import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses():
    """The pages on which staff work, with something on each, and a draft on offer."""
    api = make_component(group=make_group())
    template = IncidentTemplate.objects.create(name="Logins", title="Logins fail", body="Oh.")
    template.components.add(api)
    incident = make_incident(component_statuses=[(api, "partial_outage")])
    update = incident.post_update(status="identified", body="A disk.\n\n- mails wait")
    update.correct(body="A disk was full.", reason="It is over.")
    maintenance = make_maintenance(components=[api])
    change = f"incidents/incident/{incident.pk}/change/"
    return [
        "",
        "incidents/incident/add/",
        f"incidents/incident/add/?template={template.pk}",
        change,
        *(f"{change}updates/{update.code}/{noun}/" for noun in ("correction", "redaction")),
        f"{change}withdrawal/",
        "incidents/incident/",
        "incidents/incident/promises/",
        "incidents/promisedefaults/1/change/",
        "incidents/scheduledmaintenance/add/",
        f"incidents/scheduledmaintenance/{maintenance.pk}/change/",
        "incidents/incidenttemplate/",
        f"incidents/incidenttemplate/{template.pk}/change/",
        f"components/component/{api.pk}/change/",
        f"pages/page/{Page.PK}/change/",
        "accounts/auditevent/",
    ]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_staff_page_has_a_barrier(browser, live_server, addresses, screen, scheme):
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme)
    tab = context.new_page()
    said, refused = [], []
    tab.add_init_script(TELL_VIOLATIONS)
    tab.on("console", lambda message: message.type == "error" and said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    sign_in(tab, live_server)
    make_drafts()
    found = {}

    for address in addresses:
        tab.goto(f"{live_server.url}/admin/{address}", wait_until="networkidle")
        refused += said
        tab.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        found[address] = [
            (violation["id"], [node["html"][:200] for node in violation["nodes"]])
            for violation in Axe().run(tab).response["violations"]
        ]
        # To look into the preview, the checker makes style sheets of its own.
        said.clear()

    context.close()
    assert ({address: bad for address, bad in found.items() if bad}, refused) == ({}, [])


def make_drafts():
    """Of the declaration; the incident's own form stays as it is opened."""
    alice = UpdateDraft._meta.get_field("user").related_model.objects.get()
    UpdateDraft.objects.keep(alice, None, {"name": ["Mail"], "body": ["Mail waits."]})
