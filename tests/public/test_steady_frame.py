"""The frame of every page is made once, and is never that of settings of before."""

from django.template import Context, Template
from django.utils import translation

from pages.picture import read_picture
from public import errors, history
from public.languages import Version
from public.month import Month
from tests.pages.pictures import picture
from tests.public.reading import read


def links_in(document, place):
    return [link.attributes["href"] for part in document.all(place) for link in part.all("a")]


def frame_of(page, now, language="en"):
    """What the frame of a page shows, from top to bottom."""
    with Version(language, is_own=language == page.language).spoken("/history"):
        document = read(history.render(page, Month.of(now, page.zone), now=now))
    name = document.one(".page-name")
    links = [link.attributes for link in document.all("link")]
    return {
        "feeds": [link["title"] for link in links if "title" in link],
        "skip": document.one(".skip").text(),
        "name": name.text(),
        "home": name.one("a").attributes["href"],
        "logos": [image.attributes["src"] for image in name.all("img")],
        "header": links_in(document, ".header-links"),
        "notice": document.by_id("notice").attributes["data-lost"],
        "footer": links_in(document, ".custom-footer-container"),
        "text": [part.text() for part in document.all(".footer-text")],
    }


def logos(page):
    """Two logos; each can be chosen without another revision, as a restored backup does it."""
    for size in [(400, 80), (100, 20)]:
        page.set_logo(read_picture(picture(size=size)))
        yield page.logo
    page.set_logo(None)


def test_the_frame_follows_every_change_of_name_logo_links_and_text(status_page, at):
    now = at(8, 14)
    one_logo, other_logo = logos(status_page)
    plain = frame_of(status_page, now)

    status_page.name = "Ajax"
    named = frame_of(status_page, now)
    status_page.header_links = "Pricing https://example.com/pricing"
    status_page.support_url = "https://example.com/help"
    headed = frame_of(status_page, now)
    status_page.footer_links = "Terms https://example.com/terms"
    status_page.footer_text = "Ajax Ltd"
    footed = frame_of(status_page, now)
    status_page.logo = one_logo
    pictured = frame_of(status_page, now)
    status_page.logo = other_logo
    pictured_anew = frame_of(status_page, now)

    feeds = [f"Ajax Status History - {kind} Feed" for kind in ("Atom", "RSS")]
    assert plain == {
        "feeds": [feed.replace("Ajax", "Acme") for feed in feeds],
        "skip": "Skip to content",
        "name": "Acme",
        "home": "/",
        "logos": [],
        "header": [],
        "notice": "Connection lost. Last known state of {made}.",
        "footer": [],
        "text": [],
    }
    assert named == {**plain, "feeds": feeds, "name": "Ajax"}
    header = ["https://example.com/pricing", "https://example.com/help"]
    assert headed == {**named, "header": header}
    assert footed == {**headed, "footer": ["https://example.com/terms"], "text": ["Ajax Ltd"]}
    assert pictured == {**footed, "name": "", "logos": [one_logo["path"]]}
    assert pictured_anew == {**pictured, "logos": [other_logo["path"]]}


def test_the_frame_speaks_the_language_of_each_page_and_leads_into_it(status_page, at):
    now = at(8, 14)
    status_page.offered_languages = ["en", "de"]

    english, german, again = (frame_of(status_page, now, code) for code in ("en", "de", "en"))
    status_page.language = "de"
    own, abroad = (frame_of(status_page, now, code) for code in ("de", "en"))

    assert (english["skip"], german["skip"]) == ("Skip to content", "Zum Inhalt springen")
    assert (english["home"], german["home"]) == ("/", "/de")
    assert again == english
    assert own == {**german, "home": "/"}
    assert abroad == {**english, "home": "/en"}


def test_the_frame_of_a_page_without_settings_is_not_that_of_the_page(status_page, at):
    before = frame_of(status_page, at(8, 14))

    without = {}
    for language in ("en", "de"):
        with translation.override(language):
            document = read(errors.render_unavailable())
        without[language] = (document.one(".page-name").text(), document.one(".skip").text())

    assert before["name"] == "Acme"
    assert without == {
        "en": ("Status", "Skip to content"),
        "de": ("Status", "Zum Inhalt springen"),
    }
    assert frame_of(status_page, at(8, 14)) == before


def test_the_frame_is_made_once_until_a_setting_or_the_language_changes(status_page):
    made = []
    template = Template("{% load look %}{% steady %}{{ make }}{% endsteady %}")
    english, german = Version("en"), Version("de")

    def show(version=english, **settings):
        vars(status_page).update(settings)
        context = Context({"page": status_page, "make": lambda: made.append(version) or len(made)})
        with version.spoken("/"):
            return template.render(context)

    below = Version("de", is_own=False)
    shown = [show(), show(revision=99), show(german), show(below), show(german), show()]
    named = [show(name="Ajax"), show(), show(name="Acme")]

    assert shown == ["1", "1", "2", "3", "2", "1"]
    assert named == ["4", "4", "5"]
    assert made == [english, german, below, english, english]
