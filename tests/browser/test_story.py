"""An outage from its first word to its postmortem: told by staff, read by everybody."""

from pathlib import Path

import pytest

from tests.browser import told_story
from tests.browser.told_story import plain, status_of

NAME = "Messages are late"
POSTMORTEM = "## What happened\nA disk broke at noon.\n\n* We saw it late\n* It will not recur"
POSTMORTEM_AS_READ = [
    "What happened",
    "A disk broke at noon.",
    "- We saw it late",
    "- It will not recur",
]

# What a person reads who goes through the element line by line; items of lists have their marker.
READ = """elements => elements.map(element => {
  element.querySelectorAll("li").forEach(item => item.prepend("- "));
  return element.innerText;
}).join("\\n")"""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A reader in UTC sees no second time beside those of the page."""
    return {**browser_context_args, "timezone_id": "UTC", "locale": "en-GB"}


@pytest.fixture
def story(request):
    chosen = request.config.getoption("story")
    return told_story.read(Path(chosen or Path(__file__).with_name("story.txt")))


@pytest.fixture
def staff(page, live_server, django_user_model):
    """The tab of a member of staff who has signed in."""
    django_user_model.objects.create_superuser("kim", "kim@example.com", "a long password")
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    page.get_by_label("Username").fill("kim")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def typed(moment):
    return f"{moment:%Y-%m-%d %H:%M}"


def fill_update(form, entry, status, *, fold):
    form.locator(f'[name="status"][value="{status}"]').check()
    form.locator('[name="body"]').fill(entry.body)
    form.get_by_text(fold, exact=True).click()
    form.locator('[name="display_at"]').fill(typed(entry.at))


def declare(staff, entry, status):
    staff.get_by_role("link", name="Declare incident").click()
    form = staff.locator("form#declare")
    form.get_by_label("Name").fill(NAME)
    fill_update(form, entry, status, fold="Times and impact")
    form.get_by_role("button", name="Declare incident").click()


def post_update(staff, entry, status):
    form = staff.locator("form#post-update")
    fill_update(form, entry, status, fold="Date it back")
    form.get_by_role("button", name="Post update").click()


def publish_postmortem(staff, entry):
    form = staff.locator("form#postmortem-form")
    form.get_by_label("Draft").fill(POSTMORTEM)
    form.get_by_text("Publication", exact=True).click()
    form.get_by_label("Time of publication").fill(typed(entry.at))
    form.get_by_role("button", name="Publish", exact=True).click()


def tell(staff, story):
    """Post the story through the admin, oldest first, each part with its own time."""
    oldest = len(story) - 1
    for index in range(oldest, -1, -1):
        entry = story[index]
        if entry.label == "Postmortem":
            publish_postmortem(staff, entry)
        elif index == oldest:
            declare(staff, entry, status_of(story, index))
        else:
            post_update(staff, entry, status_of(story, index))
        staff.locator(".messagelist .success").wait_for()


def read(elements):
    return plain(elements.evaluate_all(READ))


def test_a_story_that_staff_told_reads_line_by_line_as_they_typed_it(staff, live_server, story):
    tell(staff, story)

    staff.goto(f"{live_server.url}/")
    incident = staff.locator(".incidents-list .incident-container").filter(has_text=NAME)
    on_the_home_page = read(incident.locator(".update"))
    incident.get_by_role("link", name="Read details").click()
    on_its_own_page = read(staff.locator("article.incident-container .update"))
    postmortem, *updates = story
    lines = [line for update in updates for line in update.lines]
    assert on_the_home_page == [*postmortem.lines, *lines]
    # Its own page says the postmortem itself, where home links to it.
    assert on_its_own_page == ["Postmortem -", *POSTMORTEM_AS_READ, postmortem.stamp, *lines]
