import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from incidents.models import Postmortem
from pages.models import Page
from tests.factories import make_incident, make_maintenance
from tests.incidents.moments import DAY, HOUR, NOON, hours

pytestmark = pytest.mark.django_db


def make_postmortem(draft="It was the disk.", **overrides):
    incident = make_incident(**{"status": "resolved", "at": NOON, **overrides})
    postmortem = Postmortem.objects.of(incident)
    postmortem.save_draft(draft)
    return postmortem


def shown():
    """What readers see of all postmortems."""
    return [(p.body, hours(p.published_at)) for p in Postmortem.objects.public()]


def test_an_incident_has_one_postmortem():
    incident = make_incident()

    assert Postmortem.objects.of(incident) == Postmortem.objects.of(incident)
    assert Postmortem.objects.count() == 1


def test_a_draft_is_for_staff_only_and_no_change_of_the_page():
    incident = make_incident()
    staff = get_user_model().objects.create(username="kim")
    before = Page.current().revision

    Postmortem.objects.of(incident).save_draft("It was the disk.", by=staff)

    postmortem = Postmortem.objects.get()
    assert (postmortem.draft, postmortem.body, postmortem.by) == ("It was the disk.", "", staff)
    assert (postmortem.is_published, shown()) == (False, [])
    assert Page.current().revision == before


def test_a_postmortem_is_published_in_one_change_of_its_incident():
    postmortem = make_postmortem()
    before = Page.current().revision

    postmortem.publish(at=NOON + DAY)

    postmortem.incident.refresh_from_db()
    assert shown() == [("It was the disk.", 24)]
    assert (Page.current().revision, postmortem.incident.changed_in) == (before + 1, before + 1)


def test_a_postmortem_without_a_time_is_of_now():
    postmortem = make_postmortem()
    before = timezone.now()

    postmortem.publish()

    assert before <= postmortem.published_at <= timezone.now()


@pytest.mark.parametrize("notify", [True, False])
def test_subscribers_are_told_of_a_postmortem_or_not(notify):
    postmortem = make_postmortem()

    postmortem.publish(notify=notify)

    postmortem.refresh_from_db()
    assert postmortem.notify is notify


def test_an_edited_draft_is_shown_when_it_is_published_again_and_not_before():
    postmortem = make_postmortem()
    postmortem.publish(at=NOON + HOUR)

    postmortem.save_draft("It was the disk, and we knew.")
    meanwhile = shown()
    postmortem.publish()

    assert meanwhile == [("It was the disk.", 1)]
    assert shown() == [("It was the disk, and we knew.", 1)]


def test_publishing_again_with_a_time_moves_it():
    postmortem = make_postmortem()
    postmortem.publish(at=NOON + HOUR)

    postmortem.publish(at=NOON + 2 * HOUR)

    assert shown() == [("It was the disk.", 2)]


def test_a_postmortem_taken_off_the_page_keeps_its_draft():
    postmortem = make_postmortem()
    postmortem.publish()
    before = Page.current().revision

    postmortem.unpublish()

    postmortem.refresh_from_db()
    postmortem.incident.refresh_from_db()
    assert (shown(), postmortem.draft) == ([], "It was the disk.")
    assert (Page.current().revision, postmortem.incident.changed_in) == (before + 1, before + 1)


def test_a_postmortem_can_be_published_after_it_was_taken_off_the_page():
    postmortem = make_postmortem()
    postmortem.publish(at=NOON + HOUR)
    postmortem.unpublish()

    postmortem.publish(at=NOON + 3 * HOUR)

    assert shown() == [("It was the disk.", 3)]


def test_a_stale_copy_publishes_the_draft_that_is_there_now():
    stale = make_postmortem("Old words.")
    Postmortem.objects.get().save_draft("New words.")

    stale.publish(at=NOON)

    assert shown() == [("New words.", 0)]


def test_a_maintenance_may_have_a_postmortem_too():
    maintenance = make_maintenance()
    maintenance.start()
    maintenance.complete()
    postmortem = Postmortem.objects.of(maintenance)
    postmortem.save_draft("It took too long.")

    postmortem.publish(at=NOON)

    assert shown() == [("It took too long.", 0)]


def test_the_postmortem_of_a_withdrawn_incident_is_withdrawn_with_it():
    postmortem = make_postmortem()
    postmortem.publish(at=NOON)

    postmortem.incident.withdraw()
    withdrawn = shown()
    postmortem.incident.restore()

    assert (withdrawn, shown()) == ([], [("It was the disk.", 0)])
