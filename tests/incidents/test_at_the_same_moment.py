"""Two members of staff, or two workers, at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from components.models import Component
from incidents.models import Incident, IncidentUpdate, ScheduledMaintenance
from incidents.refusals import NotScheduled
from pages.models import Page
from tests.factories import make_component, make_incident, make_maintenance

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Run the actions at the same moment; returns what each answered, or raised."""
    barrier = Barrier(len(actions))
    answers = [None] * len(actions)

    def run(number, action):
        try:
            barrier.wait()
            answers[number] = action()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_updates_posted_at_the_same_moment_both_stand():
    api, sms = make_component(name="API"), make_component(name="SMS")
    incident = make_incident()
    before = Page.current().revision

    def post(body, component):
        return lambda: Incident.objects.get().post_update(
            status="identified", body=body, component_statuses=[(component, "major_outage")]
        )

    answers = at_once(post("From Kim.", api), post("From Sam.", sms))

    incident.refresh_from_db()
    stored = list(incident.updates.all())[1:]
    assert {type(answer) for answer in answers} == {IncidentUpdate}
    assert sorted(answers, key=lambda update: update.display_at) == stored
    assert [update.pk for update in stored] == sorted(update.pk for update in stored)
    assert {update.body for update in stored} == {"From Kim.", "From Sam."}
    assert [update.label for update in incident.timeline()] == [
        "Update", "Identified", "Investigating"
    ]  # fmt: skip
    assert (Page.current().revision, incident.changed_in) == (before + 2, before + 2)


def test_two_streams_of_twenty_updates_all_stand_in_order():
    incident = make_incident()
    before = Page.current().revision

    def stream(author):
        def post():
            told = Incident.objects.get()
            for n in range(20):
                told.post_update(status="identified", body=f"{author} {n}")
            return "done"

        return post

    answers = at_once(stream("Kim"), stream("Sam"))

    updates = list(incident.updates.all())[1:]
    assert answers == ["done", "done"]
    assert [update.pk for update in updates] == sorted(update.pk for update in updates)
    for author in ["Kim", "Sam"]:
        theirs = [update.body for update in updates if update.body.startswith(author)]
        assert theirs == [f"{author} {n}" for n in range(20)]
    assert (len(updates), Page.current().revision) == (40, before + 40)


def test_of_two_workers_that_start_a_maintenance_one_wins():
    api = make_component()
    maintenance = make_maintenance(components=[api])
    before = Page.current().revision

    answers = at_once(*[lambda: ScheduledMaintenance.objects.get().start() for _ in range(2)])

    api.refresh_from_db()
    assert sorted(type(answer).__name__ for answer in answers) == [
        IncidentUpdate.__name__, NotScheduled.__name__
    ]  # fmt: skip
    assert [update.status for update in maintenance.updates.all()] == ["scheduled", "in_progress"]
    assert (api.status, api.status_changes.count()) == ("under_maintenance", 2)
    assert Page.current().revision == before + 1


def test_two_first_changes_of_a_new_page_make_one_page():
    answers = at_once(make_incident, make_incident)

    assert [type(answer) for answer in answers] == [Incident, Incident]
    assert (Page.objects.count(), Page.current().revision) == (1, 2)


def test_two_changes_of_one_component_leave_the_present_of_its_history():
    make_component()

    def set_status(status):
        component = Component.objects.get()
        return lambda: component.set_status(status)

    at_once(set_status("major_outage"), set_status("partial_outage"))

    component = Component.objects.get()
    assert component.status_changes.count() == 3
    assert component.status == component.status_changes.last().status
