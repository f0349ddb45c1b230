"""Atom, element by element as Statuspage writes it."""

from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from public.feeds.content import content
from public.feeds.feed import Feed, address_of
from public.feeds.stamps import utc
from public.feeds.text import writable

HTML = {"rel": "alternate", "type": "text/html"}


class _Atom(Atom1Feed):
    """Django's, with `content` for `summary`, and the order and the times of Statuspage."""

    def add_root_elements(self, handler: Any) -> None:
        own = {"rel": "self", "type": "application/atom+xml", "href": self.feed["feed_url"]}
        handler.addQuickElement("id", self.feed["id"])
        handler.addQuickElement("link", None, {**HTML, "href": self.feed["link"]})
        handler.addQuickElement("link", None, own)
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("updated", utc(self.feed["updated_at"]))
        handler.startElement("author", {})
        handler.addQuickElement("name", self.feed["author_name"])
        handler.endElement("author")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", utc(item["pubdate"]))
        handler.addQuickElement("updated", utc(item["updateddate"]))
        handler.addQuickElement("link", None, {**HTML, "href": item["link"]})
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("content", item["description"], {"type": "html"})


def render(feed: Feed) -> bytes:
    """The feed as Atom."""
    atom = _Atom(
        title=writable(feed.title),
        link=settings.SITE_URL,
        description=None,
        language="en-US",
        author_name=writable(feed.page.name),
        feed_url=f"{settings.SITE_URL}{feed.path}.atom",
        feed_guid=f"{feed.tag}{feed.path}",
        updated_at=feed.updated_at,
    )
    for entry in feed.entries:
        atom.add_item(
            title=writable(entry.incident.name),
            link=address_of(entry),
            description=content(entry, feed.page.zone, feed.now),
            # Readers know an entry by this; Statuspage's is the number of the row, too.
            unique_id=f"{feed.tag}Incident/{entry.incident.pk}",
            pubdate=entry.published_at,
            # Readers look at an entry again when this moves on.
            updateddate=entry.timeline.overdue_since(feed.now) or entry.updated_at,
        )
    return atom.writeString("utf-8").encode()
