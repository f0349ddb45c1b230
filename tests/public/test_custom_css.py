"""CSS written for Statuspage finds what it looks for."""

import re

from django.conf import settings

from public import home
from tests.factories import make_component, make_group, make_incident, make_maintenance
from tests.public.reading import read

ROW = re.compile(r"^\| `(\.[\w.-]+)` \|", re.MULTILINE)


def test_every_selector_that_the_documentation_names_is_on_the_home_page(status_page, at):
    status_page.footer_text = "Acme Ltd"
    make_incident(at=at(8, 12), status="resolved")
    quiet = read(home.render(status_page, now=at(8, 14)))
    api = make_component(group=make_group(), at=at(1, 1))
    make_incident(at=at(8, 14), component_statuses=[(api, "major_outage")])
    make_maintenance(at=at(8, 1), scheduled_for=at(8, 20), scheduled_until=at(8, 20, 3))
    troubled = read(home.render(status_page, now=at(8, 14)))

    selectors = ROW.findall((settings.BASE_DIR / "docs/custom-css.md").read_text())

    found = {selector: is_on(quiet, selector) + is_on(troubled, selector) for selector in selectors}
    assert [selector for selector, times in found.items() if not times] == []
    assert len(selectors) == 28
    assert is_on(quiet, ".page-status.status-none") == 1
    assert is_on(troubled, ".page-status") == 0
    assert is_on(troubled, ".unresolved-incident.impact-critical") == 1
    assert is_on(troubled, ".component-container.is-group.open") == 1
    assert is_on(troubled, ".component-inner-container.status-red") == 2
    assert is_on(troubled, ".incident-title.impact-maintenance") == 1


def is_on(document, selector):
    """How many parts have all the classes of the selector."""
    classes = set(selector.removeprefix(".").split("."))
    return sum(classes <= set(part.classes) for part in document.parts())
