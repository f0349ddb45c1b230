"""What waits for a second person, and what becomes of it."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import AuditEvent
from incidents.approval import approve
from incidents.models import Incident, Proposal
from incidents.redaction import redact
from incidents.refusals_of_proposals import AlreadyDecided, OwnProposal, ToldSince
from pages.models import Page
from public.publish import publish_all, store
from tests.factories import make_incident, make_maintenance
from tests.incidents.test_at_the_same_moment import at_once
from tests.staff import errors_in, everything_told, make_staff, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/incidents/incident/add/"


@pytest.fixture(autouse=True)
def asks_a_second_person():
    page = Page.current()
    page.needs_approval = True
    page.save_settings()


def make_member(name, role):
    member = make_staff(name, [])
    member.groups.add(Group.objects.get(name=role))
    return member


@pytest.fixture
def ada():
    return make_member("ada", "author")


@pytest.fixture
def bob():
    return make_member("bob", "publisher")


def typed(incident, body="A disk is full.", **more):
    newest = incident.updates.latest("pk").code
    return {"status": "identified", "body": body, "_newest_update": newest, **more}


def at(incident, noun=""):
    kind = "scheduledmaintenance" if incident.is_maintenance else "incident"
    return f"/admin/incidents/{kind}/{incident.pk}/change/{noun}"


def page_of(proposal, noun=""):
    return f"/admin/incidents/proposal/{proposal.pk}/change/{noun}"


def propose(incident, by, **more):
    data = {name: [text] for name, text in typed(incident, **more).items()}
    return Proposal.objects.propose(incident, data, by=by)


def bodies(incident):
    return [(update.body, str(update.by)) for update in incident.updates.all()][1:]


def newest_event():
    event = AuditEvent.objects.exclude(action="signed in").first()
    return event.actor, event.action, event.summary


def test_what_an_author_writes_waits_and_is_posted_as_it_was_proposed(ada, bob):
    incident = make_incident()
    before = everything_told()

    answer = sign_in(ada).post(at(incident, "updates/"), typed(incident))
    waiting = Proposal.objects.get()
    told_meanwhile = everything_told()
    sign_in(bob).post(page_of(waiting, "approval/"))

    waiting.refresh_from_db()
    assert (answer.status_code, answer.url, told_meanwhile) == (302, page_of(waiting), before)
    assert bodies(incident) == [("A disk is full.", "ada")]
    assert (waiting.decision, waiting.decided_by) == ("approved", bob)
    assert newest_event() == (
        "bob", "posted an update of", "Identified; proposed by ada, approved by bob",
    )  # fmt: skip


def test_a_declaration_and_an_update_of_a_maintenance_wait_too(ada, bob):
    maintenance = make_maintenance()
    declared = {"name": "Mail", "status": "investigating", "body": "We look."}

    sign_in(bob).post(ADD, declared)
    sign_in(bob).post(at(maintenance, "updates/"), typed(maintenance, status="scheduled"))
    waiting = [str(proposal) for proposal in Proposal.objects.waiting()]
    eve = make_member("eve", "publisher")
    for proposal in Proposal.objects.waiting():
        sign_in(eve).post(page_of(proposal, "approval/"))

    assert waiting == ["Update of Database upgrade", "Declaration of Mail"]
    assert bodies(maintenance) == [("A disk is full.", "bob")]
    assert [one.name for one in Incident.objects.incidents()] == ["Mail"]


def test_nobody_approves_their_own_proposal_and_an_author_approves_none(ada, bob):
    incident = make_incident()
    own = propose(incident, bob)

    answers = [
        sign_in(bob).post(page_of(own, "approval/")).status_code,
        sign_in(ada).post(page_of(own, "approval/")).status_code,
        sign_in(ada).post(page_of(own, "rejection/"), {"reason": "No."}).status_code,
    ]

    with pytest.raises(OwnProposal):
        approve(own, by=bob)
    assert (answers, bodies(incident)) == ([422, 403, 403], [])


def test_of_two_who_approve_at_the_same_moment_one_posts(ada, bob):
    incident = make_incident()
    proposal = propose(incident, ada)
    eve = make_member("eve", "publisher")

    answers = at_once(
        *(lambda by=by: approve(Proposal.objects.get(pk=proposal.pk), by=by) for by in (bob, eve))
    )

    assert sorted(type(answer).__name__ for answer in answers) == [
        AlreadyDecided.__name__, "IncidentUpdate",
    ]  # fmt: skip
    assert bodies(incident) == [("A disk is full.", "ada")]


def test_what_was_told_since_asks_for_a_second_press(ada, bob):
    incident = make_incident()
    proposal = propose(incident, ada)
    incident.post_update(status="identified", body="By hand.", by=bob)
    client = sign_in(bob)

    first = client.post(page_of(proposal, "approval/"))
    nothing_yet = bodies(incident)
    client.post(page_of(proposal, "approval/"), {"seen": first.context["seen"]})

    assert (first.status_code, type(first.context["refused"])) == (422, ToldSince)
    assert nothing_yet == [("By hand.", "bob")]
    assert bodies(incident) == [("By hand.", "bob"), ("A disk is full.", "ada")]


def test_a_second_person_edits_and_posts(ada, bob):
    incident = make_incident()
    proposal = propose(incident, ada)
    client = sign_in(bob)

    opened = client.get(at(incident), {"proposal": proposal.pk}).context
    words = opened["update_form"]["body"].value()
    edited = typed(incident, body="Two disks are full.", _proposal=proposal.pk)
    client.post(at(incident, "updates/"), edited)

    proposal.refresh_from_db()
    assert (words, opened["opened"]) == ("A disk is full.", proposal)
    assert (bodies(incident), proposal.decision) == ([("Two disks are full.", "bob")], "edited")
    assert newest_event()[2] == "Identified; proposed by ada, edited and posted by bob"


def test_a_rejection_says_why_to_whoever_proposed(ada, bob):
    incident = make_incident()
    proposal = propose(incident, ada)
    client = sign_in(bob)

    without = client.post(page_of(proposal, "rejection/"), {"reason": " "}).status_code
    client.post(page_of(proposal, "rejection/"), {"reason": "It is the network."})

    assert (without, bodies(incident)) == (422, [])
    assert "It is the network." in sign_in(ada).get("/admin/").text
    assert newest_event() == ("bob", "rejected", "proposed by ada; It is the network.")


def test_publishing_alone_asks_for_a_reason_and_logs_it(ada, bob):
    incident = make_incident()
    client = sign_in(bob)
    alone = typed(incident, alone="1")

    without = client.post(at(incident, "updates/"), alone)
    nothing_yet = bodies(incident)
    client.post(at(incident, "updates/"), {**alone, "alone_reason": "All asleep."})
    sign_in(ada).post(at(incident, "updates/"), {**typed(incident), **alone, "alone_reason": "I."})

    assert errors_in(without) == {
        "form-head": ["Nothing was posted yet: say why it cannot wait for a second person."]
    }
    assert (nothing_yet, bodies(incident)) == ([], [("A disk is full.", "bob")])
    assert AuditEvent.objects.get(action="posted an update of").summary == (
        "Identified; published alone: All asleep."
    )


def test_without_the_setting_a_publisher_posts_and_an_author_does_not(ada, bob):
    page = Page.current()
    page.needs_approval = False
    page.save_settings()
    incident = make_incident()

    refused = sign_in(ada).post(at(incident, "updates/"), typed(incident)).status_code
    sign_in(bob).post(at(incident, "updates/"), typed(incident))

    assert (refused, bodies(incident)) == (403, [("A disk is full.", "bob")])
    assert Proposal.objects.count() == 0


def test_a_proposal_is_never_public_and_a_secret_in_it_is_forgotten(ada):
    incident = make_incident(body="The password is hunter22.")
    propose(incident, ada, body="Sesame hunter22")

    publish_all()
    served = [path for path in store().paths() if b"Sesame" in (store().read(path) or b"")]
    redact(incident, "hunter22")

    assert (served, Proposal.objects.count()) == ([], 0)


def test_everybody_concerned_sees_who_waits_and_what_readers_would_see(ada, bob):
    incident = make_incident()
    proposal = propose(incident, ada)
    client = sign_in(bob)

    pages = [client.get(address).text for address in ["/admin/", at(incident)]]

    assert ["proposed by ada" in page for page in pages] == [True, True]
    assert "A disk is full." in client.get(page_of(proposal)).text
