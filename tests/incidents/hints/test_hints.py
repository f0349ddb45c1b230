import time

import pytest

from incidents.hints import Draft, Hint, Kind, hints_for
from incidents.hints.hint import WHY
from tests.incidents.hints.table import DEGRADED, PROMISED, RESOLVED

# Each drives some pattern as far as it goes: many beginnings, and no end.
HOSTILE = [
    "a", "a ", "1", "1.", "1:", "12:10 ", "9 pm ", "@", "a@", "a@a", "a-", "db-", "a.b.", "0:",
    "::", "{{", "<a ", "[insert ", "${a", "%(a", "`", "A", "AB ", "AB-1", "WE ARE ",
    "eyJaaaaaaaa.", "!", "? !", "-----BEGIN ", "Bearer a", "password ", "password: ",
    "https://a:b", "https://jira.", "http://a", "will be fixed ", "we will have the ",
    "'ll have ", "expect to have ", "ETA ", "ETA no ", "in the next ", "update will ",
    "because Bob ", "our provider ", "some of our ", "is down ", "Time ", "aA1", "é", "\n",
]  # fmt: skip


def test_a_hint_says_what_it_is_about_and_where_and_why():
    text = "We are on it since 12:10 and again since 12:40. Call 10.0.0.1."

    assert hints_for(Draft(text, **PROMISED)) == [
        Hint(Kind.ADDRESS, ("10.0.0.1",), text.index("10.0")),
        Hint(Kind.TIME_ZONE, ("12:10", "12:40"), text.index("12:10")),
    ]


def test_what_is_missing_stands_nowhere():
    text = "This incident has been resolved."

    assert hints_for(Draft(text, **RESOLVED)) == [Hint(Kind.DATA_LOSS)]


def test_words_of_the_name_have_no_place_in_the_text():
    [hint] = hints_for(Draft("We are looking into it.", title="The API is down", **DEGRADED))

    assert (hint.kind, hint.excerpts, hint.position) == (Kind.TOO_STRONG, ("is down",), None)


def test_a_name_that_ends_in_down_says_more_than_degraded():
    [hint] = hints_for(Draft("We are looking into it.", title="API down", **DEGRADED))

    assert (hint.kind, hint.excerpts) == (Kind.TOO_STRONG, ("down",))


def test_a_secret_is_not_shown_a_second_time():
    [hint] = hints_for(Draft("We are on it, with password: Summer2026", **PROMISED))

    assert hint.excerpts == ("Summer…",)


def test_of_many_there_are_three_and_each_is_named_once():
    text = "We see 10.0.0.1, 10.0.0.1, 10.0.0.2, 10.0.0.3 and 10.0.0.4."

    [hint] = hints_for(Draft(text, **PROMISED))

    assert hint.excerpts == ("10.0.0.1", "10.0.0.2", "10.0.0.3")


def test_every_hint_is_explained_in_one_line():
    assert set(WHY) == set(Kind)
    assert [why for why in WHY.values() if "\n" in why or len(why) > 90] == []


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("known", [DEGRADED, RESOLVED])
def test_no_text_holds_the_hints_up(piece, known):
    text = f"We are on it and {piece * 50_000}"[:50_000]

    began = time.process_time()
    hints_for(Draft(text, title=text, **known))

    # A text of twice the length takes twice as long: were it four times, this would be minutes.
    assert time.process_time() - began < 1.5
