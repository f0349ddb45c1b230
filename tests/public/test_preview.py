"""The link with which reviewers without an account read a postmortem before it is published."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from incidents.models import ActionItem, Postmortem
from incidents.refusals import BodyMissing
from incidents.reviewer_links import token_of
from pages.models import Page
from public.templatetags.times import iso
from tests.factories import make_incident
from tests.public.reading import read


@pytest.fixture
def postmortem(status_page):
    postmortem = Postmortem.objects.of(make_incident(status="resolved"))
    postmortem.save_draft("It was the **disk**.")
    postmortem.open_preview()
    return postmortem


def address(postmortem):
    return f"/preview/{token_of(postmortem)}"


def said(answer):
    return answer.status_code, read(answer.text).one("main").one("h1").text()


def test_a_reviewer_sees_the_page_as_it_will_be_and_that_it_is_a_draft(client, postmortem):
    ActionItem(postmortem=postmortem).write(action="Buy disks")
    before = AuditEvent.objects.count()

    answer = client.get(address(postmortem))

    page = read(answer.text)
    (notice,) = page.all(".draft-notice")
    assert notice.text().startswith("Draft, not published. The postmortem below is for reviewers.")
    assert notice.one("time").attributes["datetime"] == iso(postmortem.preview_until)
    assert page.by_id("postmortem").lines()[:2] == ["Postmortem -", "It was the disk."]
    assert page.one(".action").text() == "Buy disks"
    postmortem.refresh_from_db()
    assert (postmortem.published_at, postmortem.body) == (None, "")
    assert AuditEvent.objects.count() == before


def test_but_for_the_notice_it_is_the_public_page(client, postmortem, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    preview = read(client.get(address(postmortem)).text).one("article")
    postmortem.publish()

    public = read(client.get(postmortem.incident.get_absolute_url()).text).one("article")

    assert preview == public


def test_nobody_keeps_the_preview_or_lists_it_and_it_needs_no_session(client, postmortem):
    answer = client.get(address(postmortem))

    assert (answer["Cache-Control"], answer["X-Robots-Tag"], dict(answer.cookies)) == (
        "no-store",
        "noindex",
        {},
    )
    head = read(answer.text).one("head")
    robots = [m.attributes["content"] for m in head.all("meta") if "name" in m.attributes
              and m.attributes["name"] == "robots"]  # fmt: skip
    assert robots == ["noindex"]
    assert "canonical" not in [link.attributes["rel"] for link in head.all("link")]


def test_a_link_that_was_never_made_leads_nowhere(client, postmortem):
    key, _, signature = token_of(postmortem).partition(":")

    forged = [key, f"{key}:x", f"{key[::-1]}:{signature}", "x", ":", f":{signature}"]
    answers = [client.get(f"/preview/{token}") for token in forged]

    assert [said(answer) for answer in answers] == [(404, "There is nothing here")] * 6
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}


def test_a_link_ends_after_seven_days(client, postmortem, time_machine):
    link = address(postmortem)

    time_machine.move_to(postmortem.preview_until - timedelta(seconds=2), tick=False)
    before = client.get(link).status_code
    time_machine.move_to(postmortem.preview_until, tick=False)
    after = client.get(link)

    week = postmortem.preview_until - postmortem.updated_at
    assert timedelta(days=6, hours=23) < week <= timedelta(days=7)
    assert before == 200
    assert (said(after), after["Cache-Control"]) == ((410, "This link has expired"), "no-store")
    assert token_of(postmortem) == ""


def test_a_new_link_ends_the_one_before(client, postmortem):
    first = address(postmortem)

    postmortem.open_preview()

    assert said(client.get(first)) == (410, "This link has expired")
    assert client.get(address(postmortem)).status_code == 200
    assert (
        list(AuditEvent.objects.order_by("-pk").values_list("action", flat=True))[:2]
        == ["made a preview link of"] * 2
    )


def test_of_a_withdrawn_incident_no_reviewer_sees_anything(client, postmortem):
    postmortem.incident.withdraw()

    assert said(client.get(address(postmortem))) == (410, "This link has expired")


def test_once_published_the_link_leads_to_the_page_until_the_draft_differs(client, postmortem):
    postmortem.publish()
    published = client.get(address(postmortem))
    postmortem.save_draft("It was the disk, and we knew.")
    changed = client.get(address(postmortem))

    target = f"{postmortem.incident.get_absolute_url()}#postmortem"
    assert (published.status_code, published["Location"]) == (302, target)
    lines = read(changed.text).by_id("postmortem").lines()
    assert lines[:2] == ["Postmortem -", "It was the disk, and we knew."]


def test_a_preview_is_offered_in_the_languages_of_the_page(client, postmortem):
    page = Page.current()
    page.offered_languages = ["de"]
    page.save_settings()

    links = read(client.get(address(postmortem)).text).one(".languages").all("a")
    german = client.get(links[1].attributes["href"])

    assert links[1].attributes["href"] == f"/de{address(postmortem)}"
    assert read(german.text).one("html").attributes["lang"] == "de"


def test_nothing_can_be_sent_to_a_preview(client, postmortem):
    assert client.post(address(postmortem)).status_code == 405


def test_without_a_draft_there_is_nothing_to_link_to(status_page):
    postmortem = Postmortem.objects.of(make_incident(status="resolved"))

    with pytest.raises(BodyMissing):
        postmortem.open_preview()

    assert token_of(postmortem) == ""
