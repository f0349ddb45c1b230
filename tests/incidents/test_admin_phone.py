import pytest
from django.utils import timezone

from components.models import StatusCorrection
from incidents.models import ActionItem, Incident, IncidentTemplate, Postmortem
from tests.factories import make_component, make_group, make_incident, make_maintenance, make_series
from tests.staff import make_staff

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", violation =>
    console.error(`policy: ${violation.violatedDirective} ${violation.sourceFile}`))"""
TOO_SMALL = """() => [...document.querySelectorAll(
    ".told button, .told select, .told textarea, .told summary, .told input[type=text],"
    + " .told input[type=date], a.row"
  )].filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""


def correct(component):
    return StatusCorrection.objects.record(
        component,
        starts_at=component.created_at,
        until=timezone.now(),
        status="partial_outage",
        reason="x" * 200,
    )


@pytest.fixture
def addresses():
    """Every kind of staff page, with something on it."""
    api = make_component(group=make_group())
    incident = make_incident(
        name="D" + "e" * 80 + "liveries",
        body="https://example.com/" + "x" * 200,
        component_statuses=[(api, "partial_outage")],
    )
    resolved = make_incident()
    resolved.post_update(status="resolved", body="Over.")
    maintenance = make_maintenance(components=[api])
    postmortem = Postmortem.objects.of(resolved)
    postmortem.save_draft("Because.")
    postmortem.open_preview()
    ActionItem(postmortem=postmortem).write(action="Buy" + "y" * 80, owner="Team " * 20)
    template = IncidentTemplate.objects.create(
        name="Logins", group="Accounts", title="Logins fail in {{region}}", body="Oh."
    )
    begun = make_maintenance()
    begun.start()
    return [
        "",
        f"incidents/incident/add/?template={template.pk}",
        f"incidents/incident/{incident.pk}/change/",
        f"incidents/incident/{incident.pk}/change/withdrawal/",
        f"incidents/incident/{incident.pk}/history/",
        f"incidents/incident/{resolved.pk}/change/",
        f"incidents/incident/{resolved.pk}/change/postmortem/item/",
        "incidents/incident/",
        "incidents/scheduledmaintenance/",
        "incidents/scheduledmaintenance/add/",
        f"incidents/scheduledmaintenance/{maintenance.pk}/change/",
        f"incidents/scheduledmaintenance/{begun.pk}/change/",
        "incidents/maintenanceseries/",
        "incidents/maintenanceseries/add/",
        f"incidents/maintenanceseries/{make_series().pk}/change/",
        "incidents/incidentupdate/",
        f"incidents/incidenttemplate/{template.pk}/change/",
        "components/component/",
        "components/component/add/",
        f"components/component/{api.pk}/change/",
        f"components/component/{api.pk}/delete/",
        "components/componentgroup/",
        "components/statuschange/",
        "components/statuscorrection/",
        "components/statuscorrection/add/",
        f"components/statuscorrection/{correct(api).pk}/change/",
        "pages/page/",
        "accounts/user/",
        "accounts/user/add/",
        "password_change/",
    ]


def sign_in(tab, live_server):
    user = make_staff()
    user.set_password("a long password")
    user.save()
    tab.goto(f"{live_server.url}/admin/login/?next=/admin/")
    tab.get_by_label("Username").fill("alice")
    tab.get_by_label("Password").fill("a long password")
    tab.get_by_role("button", name="Sign in", exact=True).click()


def test_every_staff_page_fits_a_phone_and_keeps_to_the_content_policy(
    page, live_server, addresses
):
    said, too_wide, too_small = [], [], []
    page.set_viewport_size(PHONE)
    page.add_init_script(TELL_VIOLATIONS)
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page, live_server)

    for address in addresses:
        answer = page.goto(f"{live_server.url}/admin/{address}")
        assert answer.status == 200, address
        assert "script-src 'self' 'nonce-" in answer.headers["content-security-policy"]
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            too_wide.append(address)
        too_small += page.evaluate(TOO_SMALL)

    assert (said, too_wide, too_small) == ([], [], [])


def test_an_incident_is_declared_and_updated_without_javascript(browser, live_server):
    api = make_component()
    tab = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(tab, live_server)

    tab.get_by_role("link", name="Declare incident").click()
    tab.get_by_role("button", name="Declare incident").click()
    refusal = tab.locator(".field-name .errorlist").inner_text()
    tab.get_by_label("Name").fill("Calls fail")
    tab.get_by_label("Message").fill("We are looking into it.")
    tab.get_by_label("API").select_option("Major Outage")
    tab.get_by_role("button", name="Declare incident").click()
    said = tab.locator(".messagelist li").inner_text()
    tab.get_by_label("Message").fill("Restarted.")
    tab.get_by_label("Resolved").check()
    tab.get_by_label("API").select_option("Operational")
    tab.get_by_role("button", name="Post update").click()
    tab.locator("article.update").nth(1).wait_for()
    tab.context.close()

    api.refresh_from_db()
    updates = Incident.objects.get().updates.all()
    assert refusal == "Give the incident a name that says what is wrong."
    assert said.startswith("Posted: Investigating, visible since ")
    assert [(update.status, update.body) for update in updates] == [
        ("investigating", "We are looking into it."), ("resolved", "Restarted."),
    ]  # fmt: skip
    assert [change.status for change in api.status_changes.all()] == [
        "operational", "major_outage", "operational",
    ]  # fmt: skip
