"""A page as a reader takes it in: line by line, part by part."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "source"}
# Drawn shapes; SVG closes them itself.
SHAPES = {"circle", "path"}
BLOCKS = {
    "html", "head", "body", "title", "main", "header", "footer", "nav", "section", "article",
    "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "br",
    "small", "details", "summary", "pre", "blockquote", "table", "tr", "hr",
}  # fmt: skip


@dataclass
class Part:
    """An element, with the parts and the bare texts in it."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Part | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def title(self) -> str:
        """That of the whole document; the parts of a drawing have titles, too."""
        return self.one("head").one("title").text()

    @property
    def is_drawn(self) -> bool:
        """Whether it is for the eyes alone; what is in it is not part of what is said."""
        return self.attributes.get("aria-hidden") == "true"

    def parts(self):
        for child in self.children:
            if isinstance(child, Part):
                yield child
                yield from child.parts()

    def all(self, name: str) -> list["Part"]:
        """Every part with this tag, or with this class when it begins with a dot."""
        if name.startswith("."):
            return [part for part in self.parts() if name[1:] in part.classes]
        return [part for part in self.parts() if part.tag == name]

    def one(self, name: str) -> "Part":
        (part,) = self.all(name)
        return part

    def by_id(self, name: str) -> "Part":
        (part,) = [part for part in self.parts() if part.attributes.get("id") == name]
        return part

    def lines(self) -> list[str]:
        """The text, broken where the browser breaks it."""
        lines = "".join(self._texts()).split("\x1e")
        return [" ".join(line.split()) for line in lines if line.strip()]

    def text(self) -> str:
        return " ".join(self.lines())

    def _texts(self):
        if self.tag in BLOCKS:
            yield "\x1e"
        for child in self.children:
            if isinstance(child, Part):
                yield from [] if child.is_drawn else child._texts()
            else:
                yield child
        if self.tag in BLOCKS:
            yield "\x1e"


class Reader(HTMLParser):
    """Takes nothing for granted: what is opened is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open = [Part("document")]

    def handle_starttag(self, tag, attrs):
        part = Part(tag, dict(attrs))
        self.open[-1].children.append(part)
        if tag not in VOID:
            self.open.append(part)

    def handle_startendtag(self, tag, attrs):
        assert tag in SHAPES, f"<{tag}/> is not HTML"
        self.open[-1].children.append(Part(tag, dict(attrs)))

    def handle_endtag(self, tag):
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(html: str) -> Part:
    """The document as a tree; fails when the tags do not balance."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    (document,) = reader.open
    return document
