import pytest

from tests.incidents.hints.table import kinds

TROUBLE = "{{component}} 10.0.0.1 OPS-123 bob.miller@example.com AKIAABCDEFGHIJKLMNOP 12:10 !!!"
IN_ANY_LANGUAGE = {"placeholder", "address", "ticket", "person", "secret"}


@pytest.mark.parametrize(
    "text",
    [
        "Nous cherchons la cause des erreurs de connexion pour nos clients.",
        "Wir untersuchen Fehler bei der Anmeldung und sind bald wieder da.",
        "Estamos investigando los errores de la API y los retrasos en las entregas.",
        "Stiamo verificando il problema con la consegna dei messaggi.",
        "We onderzoeken het probleem met de bezorging van berichten.",
        "Badamy problem z logowaniem i wkrótce podamy więcej informacji.",
        "ログインの問題を調査しています。",
    ],
)
def test_a_text_in_another_language_gives_hints_on_what_needs_no_words(text):
    assert kinds(text) == set()
    assert kinds(f"{text} {TROUBLE}") == IN_ANY_LANGUAGE


@pytest.mark.parametrize(
    ("language", "expected"), [("en", {"next_update"}), ("de", set()), ("fr", set())]
)
def test_the_language_of_the_page_decides_where_a_text_is_too_short_to_tell(language, expected):
    assert kinds("Restarted.", language) == expected


def test_an_english_text_on_a_german_page_is_english():
    assert kinds("We are looking into it.", "de") == {"next_update"}
