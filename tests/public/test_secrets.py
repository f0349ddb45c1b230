"""What only staff may know is found on no public address."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.encoding import force_str

from incidents.models import ActionItem, IncidentTemplate, Postmortem
from pages.models import Page
from public import documents
from tests.factories import make_component, make_group, make_incident, make_maintenance

SECRET = "canary"


def secret(what):
    """A word that tells where it came from."""
    return f"{SECRET}{what}"


def secret_words():
    return {name: secret(name) for name in ["fails", "works", "workaround"]}


def withdrawn_incident(api, staff):
    incident = make_incident(
        name=secret("name"),
        body=secret("body"),
        by=staff,
        component_statuses=[(api, "operational")],
        impact_words={api: secret_words()},
    )
    incident.post_update(status="resolved", body=secret("over"), by=staff)
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft(secret("postmortem"), by=staff)
    postmortem.publish()
    incident.withdraw()


def told_incident(api, hidden, staff):
    """An incident on the page, with all that is around it and not for readers."""
    incident = make_incident(
        by=staff,
        component_statuses=[(api, "major_outage"), (hidden, "major_outage")],
        impact_words={hidden: secret_words()},
    )
    incident.post_update(status="resolved", body="Over.", by=staff)
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft("Because.", by=staff)
    postmortem.publish()
    postmortem.save_draft(secret("draft"), by=staff)
    postmortem.open_preview()
    ActionItem(postmortem=postmortem).write(action=secret("item"), is_public=False)
    unpublished = Postmortem.objects.of(make_incident(status="resolved", by=staff))
    unpublished.save_draft(secret("unpublished"), by=staff)
    ActionItem(postmortem=unpublished).write(action=secret("item"), owner=secret("team"))
    unpublished.publish()
    unpublished.unpublish()


def hide(component):
    component.is_visible = False
    component.save_details()


def test_no_public_address_holds_what_only_staff_may_know(status_page):
    staff = get_user_model().objects.create_user(
        secret("login"), f"{SECRET}@example.com", first_name=secret("first"), last_name=SECRET
    )
    api = make_component()
    group = make_group(name=secret("group"), description=secret("group"))
    hidden = make_component(name=secret("part"), description=secret("part"), group=group)
    withdrawn_incident(api, staff)
    told_incident(api, hidden, staff)
    make_maintenance(name=secret("work"), body=secret("work"), by=staff).withdraw()
    hide(hidden)
    template = IncidentTemplate.objects.create(
        name=secret("template"), title=secret("title"), body=secret("template")
    )
    template.components.add(hidden)

    texts = {
        draft.path: force_str(draft.render(), errors="replace")
        for draft in documents.everything(Page.current(), timezone.now())
    }

    assert {"/", "/live", "/history", "/404"} < set(texts)
    assert {path for path, text in texts.items() if "Slow deliveries" in text} > {"/", "/history"}
    assert [path for path, text in texts.items() if SECRET in text.lower()] == []
