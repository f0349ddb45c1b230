import re
from concurrent.futures import ThreadPoolExecutor

from lib.codes import new_code


def test_a_code_is_twelve_characters_that_spell_no_words():
    codes = [new_code() for _ in range(2_000)]

    pattern = re.compile(r"[0-9bcdfghjklmnpqrstvwxyz]{12}")
    assert [code for code in codes if not pattern.fullmatch(code)] == []


def test_codes_use_every_digit_and_consonant_and_nothing_else():
    characters = set("".join(new_code() for _ in range(2_000)))

    assert "".join(sorted(characters)) == "0123456789bcdfghjklmnpqrstvwxyz"


def test_no_two_codes_are_the_same_even_when_made_at_once():
    with ThreadPoolExecutor(8) as threads:
        codes = list(threads.map(lambda _: new_code(), range(20_000)))

    assert len(set(codes)) == 20_000
