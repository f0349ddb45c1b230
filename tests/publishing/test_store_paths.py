import pytest

from publishing import paths
from publishing.paths import InvalidPath


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/", ("index.html", "index.html.gz", "index.html.br")),
        ("/history", ("history.html", "history.html.gz", "history.html.br")),
        (
            "/history/2026-08",
            ("history/2026-08.html", "history/2026-08.html.gz", "history/2026-08.html.br"),
        ),
        ("/history.atom", ("history.atom", "history.atom.gz", "history.atom.br")),
        ("/v2.1", ("v2.1.html", "v2.1.html.gz", "v2.1.html.br")),
        ("/a.html", ("a.html.html", "a.html.html.gz", "a.html.html.br")),
        ("/a.gz", ("a.gz.html", "a.gz.html.gz", "a.gz.html.br")),
        ("/static/logo.png", ("static/logo.png",)),
        (
            "/.well-known/security.txt",
            (
                ".well-known/security.txt",
                ".well-known/security.txt.gz",
                ".well-known/security.txt.br",
            ),
        ),
    ],
)
def test_a_document_has_its_files_and_a_plain_file_its_document(path, names):
    assert paths.file_names(path) == names
    assert [paths.path_of(name) for name in names] == [path] + [None] * (len(names) - 1)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "history",
        "//",
        "/history/",
        "/a//b",
        "/..",
        "/a/../b",
        "/.git",
        "/a/.git/b",
        "/.well-known",
        "/.well-known/.a",
        "/a/.well-known/b",
        "/a%2fb",
        "/a b",
        "/a\n",
        "/a\0",
        "/a\\b",
        "/été",
        "/" + "a" * 200,
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(path):
    with pytest.raises(InvalidPath):
        paths.file_name(path)


@pytest.mark.parametrize(
    "path", ["/index", "/manifest.json", "/a.json/b", "/a.html/b", "/a.gz/b", "/a/b.br/c"]
)
def test_a_path_whose_file_would_be_in_the_way_of_another_is_refused(path):
    with pytest.raises(InvalidPath):
        paths.file_name(path)


def test_a_path_may_be_two_hundred_characters_long():
    path = "/" + "a" * 199

    assert paths.file_name(path) == "a" * 199 + ".html"
