"""From a change to the files that readers are served."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags

from components.status import ComponentStatus
from incidents.models import Incident, Postmortem
from pages.models import Page
from public import documents, failures, history, home
from public.month import Month
from public.publish import keep_fresh, needs_rebuild, publish, publish_all, store
from tests.factories import make_component, make_incident, make_maintenance

pytestmark = pytest.mark.django_db(transaction=True)


def body_of(path):
    return store().read(path).decode(errors="replace")


def text_of(path):
    return " ".join(strip_tags(body_of(path)).split())


def pages():
    """The published pages, for people."""
    found = {path for path in store().paths() if "." not in path}
    return sorted(found - {"/embed/frame"})


def files_with(word):
    """Everything published that tells of it."""
    return sorted(path for path in store().paths() if word in body_of(path))


def present_month():
    return Month.of(timezone.now(), Page.current().zone)


def test_the_first_change_publishes_the_whole_site():
    incident = make_incident(name="Late messages")

    assert pages() == sorted(
        [
            *("/", "/404", "/api", "/history", "/live", "/uptime"),
            f"/incidents/{incident.code}",
        ]
    )
    assert "Late messages" in body_of("/")
    assert store().revision == Page.current().revision


def test_an_update_is_published_when_its_author_is_answered():
    incident = make_incident()

    incident.post_update(status="identified", body="A disk is full.")

    assert files_with("A disk is full.") == sorted(
        [
            *("/", "/live", "/history", "/history.atom", "/history.ics", "/history.json"),
            *("/history.rss", "/api/v2/incidents.json", "/api/v2/incidents/unresolved.json"),
            f"/api/v2/incidents/archive/{present_month()}.json",
            "/api/v2/summary.json",
            f"/api/v2/incidents/{incident.code}.json",
            f"/incidents/{incident.code}",
        ]
    )
    assert store().revision == Page.current().revision


def test_a_change_renders_nothing_that_it_does_not_touch(monkeypatch):
    publish_all()
    day = timedelta(days=1)
    old = make_incident(at=timezone.now() - 200 * day, status="resolved", name="Long ago")
    incident = make_incident()
    rendered = []
    render = documents.Draft.make
    monkeypatch.setattr(
        documents.Draft, "make", lambda draft: rendered.append(draft.path) or render(draft)
    )

    incident.post_update(status="identified", body="A disk is full.")

    about_one = [path for path in rendered if "/incidents/" in path or "/history/" in path]
    assert about_one == [
        "/api/v2/incidents/unresolved.json",
        "/api/v2/incidents/archive.json",
        f"/incidents/{incident.code}",
        f"/incidents/{incident.code}/card.png",
        f"/api/v2/incidents/{incident.code}.json",
        f"/api/v2/incidents/archive/{present_month()}.json",
    ]
    assert f"/incidents/{old.code}" in store()


def test_an_older_incident_lengthens_the_history():
    make_incident()
    before = [path for path in pages() if path.startswith("/history/")]

    then = timezone.now() - timedelta(days=100)
    make_incident(at=then, status="resolved", name="Long ago")

    after = [path for path in pages() if path.startswith("/history/")]
    months = history.months(Page.current(), timezone.now())
    assert before == []
    assert after == [f"/history/{month}" for month in months if month != present_month()]
    assert "Long ago" in body_of(f"/history/{Month.of(then, Page.current().zone)}")


def test_a_withdrawn_incident_is_gone_from_every_file():
    incident = make_incident(name="Zebra crossing")

    incident.withdraw()

    assert f"/incidents/{incident.code}" not in store()
    assert files_with("Zebra") == []
    # Calendars that have it are told to cancel it, and nothing else.
    assert files_with(incident.code) == ["/history.ics"]

    incident.restore()

    assert "Zebra crossing" in body_of(f"/incidents/{incident.code}")


def test_a_draft_is_in_no_file_and_a_published_postmortem_is():
    incident = make_incident(status="resolved")
    postmortem = Postmortem.objects.of(incident)

    postmortem.save_draft("The quagga did it.")

    assert files_with("quagga") == []

    postmortem.publish()

    assert "quagga" in body_of(f"/incidents/{incident.code}")
    assert "quagga" in body_of("/history.atom")

    postmortem.unpublish()

    assert files_with("quagga") == []


def test_a_change_of_the_look_makes_every_document_anew():
    incident = make_incident(status="resolved")
    page = Page.current()
    page.name = "Pelican Post"

    page.save_settings()

    assert [path for path in pages() if "Pelican Post" not in body_of(path)] == []
    assert "Pelican Post" in body_of(f"/incidents/{incident.code}")
    assert not needs_rebuild()


def test_a_hidden_component_is_gone_from_every_file():
    component = make_component(name="Okapi")
    make_incident(component_statuses=[(component, ComponentStatus.PARTIAL_OUTAGE)])
    assert "Okapi" in body_of("/")

    component.is_visible = False
    component.save_details()

    assert files_with("Okapi") == []
    assert files_with(component.code) == []


def test_a_template_error_never_undoes_an_update(monkeypatch):
    incident = make_incident()
    before = body_of("/")

    def fail(front_page):
        raise ValueError("no such filter")

    with monkeypatch.context() as broken:
        broken.setattr(home.Home, "document", property(fail))
        incident.post_update(status="identified", body="A disk is full.")

        assert body_of("/") == before
        assert "A disk is full." in body_of(f"/incidents/{incident.code}")
        assert [failure.path for failure in failures.read().values()] == ["/"]

    publish()

    assert "A disk is full." in body_of("/")
    assert failures.read() == {}


def test_a_failed_incident_page_is_retried_by_the_next_change(monkeypatch):
    incident = make_incident(status="resolved")
    path = f"/incidents/{incident.code}"
    render = documents.incident.render

    def fail(page, incident, *, now):
        raise ValueError("no such filter")

    with monkeypatch.context() as broken:
        broken.setattr(documents.incident, "render", fail)
        incident.post_update(status="resolved", body="It was the giraffe.")
        assert "giraffe" not in body_of(path)
        assert documents.incident.render is not render

    make_incident(name="Another one")

    assert "giraffe" in body_of(path)


def test_a_rebuild_keeps_the_old_state_of_what_fails(monkeypatch):
    incident = make_incident(status="resolved")
    path = f"/incidents/{incident.code}"
    before = body_of(path)

    def fail(page, incident, *, now):
        raise ValueError("no such filter")

    monkeypatch.setattr(documents.incident, "render", fail)
    publish_all()

    assert body_of(path) == before
    assert list(failures.read()) == [path]


def test_a_post_during_a_rebuild_is_in_the_new_site():
    incident = make_incident()
    old = make_incident(status="resolved", name="Zebra crossing")

    def post_once(done):
        if done == 1:
            incident.post_update(status="identified", body="A disk is full.")
            old.withdraw()

    publish_all(progress=post_once)

    assert "A disk is full." in body_of("/")
    assert "A disk is full." in body_of(f"/incidents/{incident.code}")
    assert f"/incidents/{old.code}" not in store()
    assert store().revision == Page.current().revision


def test_the_clock_publishes_what_a_lost_process_left_behind():
    incident = make_incident()
    Incident.objects.filter(pk=incident.pk).update(
        name="Left behind", changed_in=Page.current().revision + 1
    )
    Page.objects.update(revision=Page.current().revision + 1)

    keep_fresh()

    assert "Left behind" in body_of("/")
    assert store().revision == Page.current().revision


def test_the_clock_leaves_alone_what_is_fresh():
    make_incident()
    published_at = store().published_at

    keep_fresh()

    assert store().published_at == published_at


@pytest.mark.parametrize(
    ("moment", "is_published_anew"),
    [
        ("2026-08-14 23:59:30+02:00", False),
        ("2026-08-15 00:00:01+02:00", True),
        ("2026-08-15 00:02:00+02:00", True),
    ],
    ids=["before midnight", "at midnight", "after midnight"],
)
def test_a_day_turns_in_the_zone_of_the_page(time_machine, moment, is_published_anew):
    time_machine.move_to("2026-08-14 23:59:00+02:00", tick=False)
    page = Page.current()
    page.time_zone = "Europe/Paris"
    page.save_settings()
    before = store().published_at

    time_machine.move_to(moment, tick=False)
    keep_fresh()

    assert (store().published_at != before) == is_published_anew


def test_a_promise_that_falls_due_is_published(time_machine):
    time_machine.move_to("2026-08-14 12:00:00Z", tick=False)
    incident = make_incident(next_update_by=timezone.now() + timedelta(minutes=2))
    assert "Next update by 12:02 UTC" in text_of("/")

    time_machine.move_to("2026-08-14 12:02:01Z", tick=False)
    keep_fresh()

    assert "Overdue: next update was due by 12:02 UTC" in text_of("/")
    assert "Overdue: next update was due by 12:02 UTC" in text_of(f"/incidents/{incident.code}")


def test_the_front_is_made_anew_before_readers_are_told_that_it_is_old(time_machine):
    time_machine.move_to("2026-08-14 12:00:00Z", tick=False)
    make_incident()
    before = body_of("/")

    time_machine.move_to("2026-08-14 12:05:00Z", tick=False)
    keep_fresh()

    assert body_of("/") != before


def test_another_version_of_the_code_makes_the_site_anew(monkeypatch):
    make_incident()
    assert not needs_rebuild()

    monkeypatch.setattr("public.fingerprint.of_the_code", lambda: "another")
    assert needs_rebuild()
    keep_fresh()

    assert not needs_rebuild()


def test_a_restored_backup_goes_on_from_what_readers_have_seen():
    incident = make_incident(name="Known to the backup")
    for number in range(4):
        make_incident(name=f"Lost, number {number}")
    Page.objects.update(revision=1)
    Incident.objects.update(changed_in=1)
    served = store().revision

    incident.post_update(status="identified", body="Told after the restore.")
    keep_fresh()

    assert Page.current().revision > served
    assert store().revision == Page.current().revision
    assert "Told after the restore." in body_of("/")


def test_a_lost_folder_is_made_again_by_the_clock(published_dir):
    make_incident(name="Still here")
    (published_dir / "live").unlink()
    for generation in (published_dir / "generations").iterdir():
        (generation / "current").unlink()
        for manifest in generation.glob("editions/*/manifest.json"):
            manifest.unlink()

    keep_fresh()

    assert "Still here" in body_of("/")


def test_the_command_says_what_it_made(capsys):
    make_maintenance()

    call_command("publish", all=True)

    assert capsys.readouterr().out.startswith("Published ")


def component_files():
    return sorted(path for path in store().paths() if path.startswith("/components/"))


def test_a_new_component_has_its_documents_at_once():
    make_incident()

    api = make_component()

    assert component_files() == sorted(
        [
            f"/components/{api.code}",
            f"/components/{api.code}/badge.svg",
            *(f"/components/{api.code}/history.{suffix}" for suffix in ("atom", "ics", "rss")),
        ]
    )


@pytest.mark.parametrize("how", ["hidden", "removed"])
def test_a_component_off_the_page_loses_its_files_before_the_site_is_made_anew(monkeypatch, how):
    monkeypatch.setattr("public.publish.INLINE_LIMIT", 0)
    make_incident()
    component = make_component()
    assert component_files() != []

    if how == "hidden":
        component.is_visible = False
        component.save_details()
    else:
        component.remove()

    assert component_files() == []
    assert needs_rebuild()
