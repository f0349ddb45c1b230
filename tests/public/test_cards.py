"""The pictures that chat rooms and social networks show beside a link."""

import io
from datetime import timedelta

import pytest
from PIL import Image, ImageColor

from incidents.models import Incident
from public import cards, marks
from public.home import Home
from public.incident import loaded
from public.pictures import fonts
from public.pictures.card import Card, draw
from public.publish import publish_all, store
from tests.factories import make_component, make_incident, make_maintenance

LEVELS = ["none", "minor", "major", "critical", "maintenance", "notice", "unknown"]


def said(page, incident, now):
    return cards.of_incident(page, loaded(Incident.objects.filter(pk=incident.pk)).get(), now=now)


def said_by_home(page, now):
    home = Home(page, now=now)
    return cards.of_page(page, home.state, home.open, now=now)


def picture(**overrides):
    card = Card("Acme", "major", "Identified", "Slow deliveries", "Affects API.", "As of 12:00 UTC")
    return draw(Card(**{**card.__dict__, **overrides}))


def test_the_card_of_the_page_says_the_state_what_is_open_and_of_when_it_is(status_page, at):
    api = make_component(at=at(1, 1))
    make_incident(at=at(8, 14, 11), component_statuses=[(api, "major_outage")])
    make_incident(name="Late mail", at=at(8, 14, 11, 30))

    assert said_by_home(status_page, at(8, 14, 12)) == Card(
        page="Acme",
        level="critical",
        state="Major System Outage",
        headline="Late mail · Slow deliveries",
        about="Affects API.",
        as_of="As of Aug 14, 2026, 12:00 UTC",
    )


def test_when_all_is_well_the_card_says_that_and_nothing_else(status_page, at):
    assert said_by_home(status_page, at(8, 14, 12)) == Card(
        "Acme", "none", "All Systems Operational", "", "", "As of Aug 14, 2026, 12:00 UTC"
    )


def test_the_card_of_an_incident_is_of_its_newest_update(status_page, at):
    api = make_component()
    incident = make_incident(at=at(8, 14, 11), component_statuses=[(api, "partial_outage")])
    before = said(status_page, incident, at(8, 14, 11, 5))
    operational = [(api, "operational")]
    incident.post_update(
        status="resolved", body="Over.", at=at(8, 14, 12), component_statuses=operational
    )

    assert [before, said(status_page, incident, at(8, 20))] == [
        Card(
            *("Acme", "major", "Investigating", "Slow deliveries", "Affects API."),
            "As of Aug 14, 2026, 11:00 UTC",
        ),
        Card(
            *("Acme", "none", "Resolved", "Slow deliveries", "This incident affected: API."),
            "As of Aug 14, 2026, 12:00 UTC",
        ),
    ]


def test_a_card_says_that_an_update_is_overdue(status_page, at):
    incident = make_incident(at=at(8, 14, 11), next_update_by=at(8, 14, 12))

    found = [said(status_page, incident, now).state for now in (at(8, 14, 11), at(8, 14, 13))]
    assert found == ["Investigating", "Investigating, update overdue"]
    assert said_by_home(status_page, at(8, 14, 13)).state == "Open Incident, update overdue"


def test_a_hidden_component_is_on_no_card(status_page, at):
    api, okapi = make_component(), make_component(name="Okapi")
    broken = [(api, "major_outage"), (okapi, "major_outage")]
    incident = make_incident(at=at(8, 14, 11), component_statuses=broken)
    before = said(status_page, incident, at(8, 14, 12)).about
    okapi.is_visible = False
    okapi.save_details()

    now = at(8, 14, 12)
    assert before == "Affects API, Okapi."
    assert [
        card.about for card in (said(status_page, incident, now), said_by_home(status_page, now))
    ] == ["Affects API."] * 2


@pytest.mark.parametrize("level", LEVELS)
def test_a_card_is_a_small_picture_in_the_size_that_is_asked_for(level):
    content = picture(level=level)

    with Image.open(io.BytesIO(content)) as image:
        found = (image.format, image.size, len(image.getcolors()) <= 32)
    assert found == ("PNG", (1200, 630), True)
    assert len(content) < 25_000


def test_levels_differ_in_the_shape_of_their_mark_and_not_in_colour_alone():
    shapes = {level: marks_of(level) for level in LEVELS if level != "unknown"}

    assert len(set(shapes.values())) == len(shapes)


def marks_of(level):
    """The pixels of the mark, as black and white."""
    with Image.open(io.BytesIO(picture(level=level, state=""))) as image:
        field = image.convert("RGB").getpixel((5, 5))
        part = image.convert("RGB").crop((72, 150, 184, 290))
    assert field == tuple(part.getpixel((0, 0)))
    return bytes(pixel != field for pixel in part.get_flattened_data())


def test_names_are_cut_with_an_ellipsis_and_never_run_over_the_edge():
    font = fonts.writable("word", 46)[1]

    lines = fonts.wrapped("word " * 100, font, width=1056, lines=2)
    one_word = fonts.wrapped("x" * 255, font, width=1056, lines=2)

    assert [len(lines), lines[0][-1], lines[1][-1]] == [2, "d", "…"]
    assert [len(one_word), one_word[0][-1]] == [1, "…"]
    assert max(font.getlength(line) for line in [*lines, *one_word]) <= 1056


@pytest.mark.parametrize("words", ["Störung", "Сбой", "Βλάβη", "عطل", "Zürich: «naïve» → ok"])
def test_a_card_writes_many_scripts(words):
    assert fonts.writable(words, 46)[0] == words


def test_letters_that_no_font_has_are_left_out_rather_than_drawn_as_boxes():
    assert [fonts.writable(words, 46)[0] for words in ["Acme \U0010fffe", "\U0010fffe"]] == [
        "Acme ",
        "",
    ]


@pytest.mark.parametrize("name", ["", " ", "\x00\n\u202e", "a" * 255, "\U0001f525 fire"])
def test_whatever_the_names_are_a_card_can_be_drawn(name):
    with Image.open(io.BytesIO(picture(page=name, headline=name, about=name))) as image:
        assert image.size == (1200, 630)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_incident_has_no_card_any_more():
    incident = make_incident()
    path = cards.path_of(incident)
    before = path in store()

    incident.withdraw()

    assert (before, path in store()) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_an_old_card_goes_with_the_next_change_of_its_incident_or_of_the_site(time_machine, at):
    time_machine.move_to(at(1, 1))
    changed, left = (make_incident(name=name, status="resolved") for name in ("Changed", "Left"))
    time_machine.move_to(at(1, 1) + cards.NEWS + timedelta(days=1))

    changed.updates.get().correct(body="Otherwise.", reason="A slip.")
    after_change = [cards.path_of(one) in store() for one in (changed, left)]
    publish_all()

    assert after_change == [False, True]
    assert cards.path_of(left) not in store()


@pytest.mark.django_db(transaction=True)
def test_a_maintenance_to_come_has_a_card():
    work = make_maintenance()

    with Image.open(io.BytesIO(store().read(cards.path_of(work)))) as image:
        corner = image.convert("RGB").getpixel((5, 5))
    assert corner == ImageColor.getrgb("#1d68a7")
    assert marks.level_of_impact(work.impact) == "maintenance"


@pytest.mark.django_db(transaction=True)
def test_the_icons_that_browsers_ask_for_show_the_state():
    def colours():
        found = []
        for path in ("/favicon.ico", "/apple-touch-icon.png"):
            with Image.open(io.BytesIO(store().read(path))) as image:
                side = image.width
                below_the_sign = image.convert("RGB").getpixel((side // 2, 7 * side // 9))
                found.append((image.format, side, below_the_sign))
        return found

    component = make_component()
    fine = colours()
    make_incident(component_statuses=[(component, "major_outage")])

    green, red = (ImageColor.getrgb(colour) for colour in ("#1a9c50", "#d93a2b"))
    assert fine == [("ICO", 48, green), ("PNG", 180, green)]
    assert colours() == [("ICO", 48, red), ("PNG", 180, red)]
