"""What automatic checks can see of how the pages serve every reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from components.models import Component
from incidents.models import Incident, Postmortem
from pages.models import Language, Page
from tests.factories import make_component, make_group, make_incident, make_maintenance

SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture
def incident(status_page, live_server):
    """A page that shows everything there is, in every state."""
    status_page.support_url = status_page.company_url = "https://example.com"
    status_page.about = "We say **what fails**."
    status_page.accent_color = "#b00020"
    status_page.header_links = "Pricing https://example.com/pricing"
    status_page.footer_links = "Terms https://example.com/terms"
    status_page.footer_text = "Acme Ltd, [Berne](https://example.com)"
    status_page.save_settings()
    statuses = ["operational", "degraded_performance", "partial_outage", "major_outage"]
    group = make_group(description="In and out")
    parts = [make_component(name=status, group=group, description="x") for status in statuses]
    resolved = make_incident(status="resolved", body="> Over\n\n- one\n\n`code`")
    postmortem = Postmortem.objects.of(resolved)
    postmortem.save_draft("# Why\n\n| a | b |\n|-|-|\n| 1 | 2 |")
    postmortem.publish()
    make_incident(
        component_statuses=list(zip(parts, statuses, strict=True)),
        impact_words={parts[3]: {"fails": "Mail.", "works": "SMS.", "workaround": "SMS."}},
    )
    make_incident()
    make_maintenance(components=parts[:1])
    make_maintenance(components=[make_component(name="Site")]).start()
    return resolved


def addresses(incident) -> list[str]:
    """One of each kind of page that readers have."""
    maintenance = Incident.objects.filter(scheduled_for__isnull=False).first()
    part = Component.objects.get(name="major_outage")
    pages = [
        "/",
        "/history",
        "/uptime",
        "/api",
        "/search",
        "/search?q=over",
        "/search?q=nowhere",
        "/unknown",
    ]
    return [
        *pages,
        *(one.get_absolute_url() for one in (incident, maintenance)),
        f"/components/{part.code}",
    ]


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_and_none_scrolls_sideways(
    browser, live_server, incident, screen, scheme, language
):
    page = Page.current()
    page.offered_languages = Language.values
    page.save_settings()
    below = "" if language == page.language else f"/{language}"
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme)
    tab = context.new_page()
    found = {}

    for address in addresses(incident):
        tab.goto(live_server.url + below + address)
        barriers = [violation["id"] for violation in Axe().run(tab).response["violations"]]
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = (tab.locator("html").get_attribute("lang"), barriers, wide)

    context.close()
    assert set(map(str, found.values())) == {str((language, [], 0))}, found


def test_the_page_says_all_it_has_to_say_without_scripts(browser, live_server, incident):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()

    tab.goto(live_server.url)

    assert tab.locator("h2:visible").all_inner_texts() == [
        "Partial System Outage",
        "Maintenance in Progress",
        "Components",
        "Scheduled Maintenance",
        "Past Incidents",
    ]
    assert tab.locator("#notice").is_hidden()
    context.close()
