"""Asking as a reader does."""

from tests.public.reading import read


def found(client, **asked):
    """The names that the first page of the answer lists."""
    answer = client.get("/search", asked)
    assert answer.status_code == 200
    return [title.text() for title in read(answer.text).all(".incident-title")]
