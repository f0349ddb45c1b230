from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from components.models import Component
from pages.models import Page
from pages.signals import page_changed
from tests.factories import make_component, make_group, make_incident

pytestmark = pytest.mark.django_db


def add_and_fail():
    make_component(name="SMS")
    raise RuntimeError


@contextmanager
def signals_heard():
    """What `page_changed` says while the block runs."""
    heard = []

    def hear(sender, page, **kwargs):
        heard.append((sender, page.revision))

    page_changed.connect(hear)
    try:
        yield heard
    finally:
        page_changed.disconnect(hear)


def test_there_is_one_page_and_asking_for_it_makes_it():
    first, second = Page.current(), Page.current()

    assert (first, Page.objects.count(), first.revision) == (second, 1, 0)


def test_the_database_holds_no_second_page():
    with pytest.raises(IntegrityError, match="page_is_one_row"), transaction.atomic():
        Page.objects.create(pk=2, code="zzzzzzzzzzzz")


def test_the_database_holds_no_page_without_a_name():
    Page.current()

    with pytest.raises(IntegrityError, match="page_has_a_name"), transaction.atomic():
        Page.objects.update(name="")


@pytest.mark.parametrize("name", ["Etc/UTC", "Europe/Paris", "America/Tijuana"])
def test_a_page_has_the_time_zone_that_it_names(name):
    page = Page(time_zone=name)
    page.full_clean(validate_unique=False)

    assert page.zone.key == name


@pytest.mark.parametrize("name", ["Paris", "CEST", "../../etc/passwd", "Europe/Atlantis"])
def test_a_time_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(ValidationError) as refusal:
        Page(time_zone=name).full_clean(validate_unique=False)

    assert refusal.value.message_dict == {
        "time_zone": [f"{name} is not an IANA time zone, such as Europe/Paris."]
    }


def test_a_change_moves_the_revision_by_one():
    Page.current()

    with Page.changing() as page:
        inside = page.revision

    assert (inside, Page.current().revision) == (1, 1)


def test_the_first_change_of_all_makes_the_page():
    with Page.changing():
        pass

    assert (Page.objects.count(), Page.current().revision) == (1, 1)


def test_changes_within_a_change_are_one_change():
    api = make_component()
    before = Page.current().revision

    with Page.changing() as page:
        api.set_status("major_outage")
        incident = make_incident(component_statuses=[(api, "partial_outage")])
        with Page.changing() as inner:
            same = inner is page

    assert (same, incident.changed_in, Page.current().revision) == (True, before + 1, before + 1)


def test_a_change_that_fails_leaves_nothing():
    make_component(name="API")
    before = Page.current().revision

    with pytest.raises(RuntimeError), Page.changing():
        add_and_fail()

    names = list(Component.objects.values_list("name", flat=True))
    assert (names, Page.current().revision, Page.current().layout_revision) == (["API"], before, 0)


def test_after_a_change_that_failed_the_next_one_is_a_change_of_its_own():
    before = Page.current().revision
    with pytest.raises(RuntimeError), Page.changing():
        raise RuntimeError

    make_component()

    assert (Component.objects.count(), Page.current().revision) == (1, before + 1)


def test_what_is_refused_within_a_change_can_be_caught_and_leaves_nothing():
    api = make_component(name="API")
    before = Page.current().revision

    with Page.changing():
        api.set_status("major_outage")
        with pytest.raises(RuntimeError), Page.changing():
            add_and_fail()

    assert list(Component.objects.values_list("name", "status")) == [("API", "major_outage")]
    assert Page.current().revision == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_change_is_signalled_once_after_its_commit_with_the_new_revision():
    with signals_heard() as heard, transaction.atomic():
        with Page.changing():
            make_component()
            make_incident()
        before_commit = list(heard)

    assert (before_commit, heard) == ([], [(Page, Page.current().revision)])


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_is_not_signalled():
    with signals_heard() as heard, pytest.raises(RuntimeError), Page.changing():
        raise RuntimeError

    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_a_change_within_a_transaction_that_fails_is_not_signalled():
    with signals_heard() as heard, pytest.raises(RuntimeError), transaction.atomic():
        add_and_fail()

    assert (heard, Component.objects.count(), Page.current().revision) == ([], 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_listener_may_make_a_change_of_its_own():
    def add_a_group(sender, page, **kwargs):
        if page.revision == 1:
            make_group()

    page_changed.connect(add_a_group)
    try:
        with signals_heard() as heard:
            make_component()
    finally:
        page_changed.disconnect(add_a_group)

    assert sorted(revision for _, revision in heard) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_does_not_undo_the_change():
    def fail(sender, page, **kwargs):
        raise RuntimeError

    page_changed.connect(fail)
    try:
        with signals_heard() as heard:
            make_component()
    finally:
        page_changed.disconnect(fail)

    assert (Component.objects.count(), heard) == (1, [(Page, 1)])


@pytest.mark.django_db(transaction=True)
def test_settings_show_in_every_document():
    stale = Page.current()
    make_component()

    stale.name = "Pigeonry"
    with signals_heard() as heard:
        stale.save_settings()

    page = Page.current()
    assert (page.name, page.revision, page.layout_revision) == ("Pigeonry", 2, 2)
    assert (stale.revision, stale.layout_revision, heard) == (2, 2, [(Page, 2)])


@pytest.mark.django_db(transaction=True)
def test_whoever_hears_of_new_settings_is_handed_them():
    names = []

    def hear(sender, page, **kwargs):
        names.append(page.name)

    page_changed.connect(hear)
    try:
        page = Page.current()
        page.name = "Pigeonry"
        page.save_settings()
    finally:
        page_changed.disconnect(hear)

    assert names == ["Pigeonry"]
