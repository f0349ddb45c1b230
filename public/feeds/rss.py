"""RSS 2.0, element by element as Statuspage writes it."""

from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Rss201rev2Feed, rfc2822_date

from public.feeds.content import content
from public.feeds.entries import Entry
from public.feeds.feed import Feed, address_of
from public.feeds.text import writable


class _Rss(Rss201rev2Feed):
    """Django's, in the order of Statuspage, with the end of a maintenance."""

    def rss_attributes(self) -> dict[str, str]:
        return {"version": "2.0", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_root_elements(self, handler: Any) -> None:
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        handler.addQuickElement("description", self.feed["description"])
        handler.addQuickElement("pubDate", rfc2822_date(self.feed["updated_at"]))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("description", item["description"])
        handler.addQuickElement("pubDate", rfc2822_date(item["pubdate"]))
        if item["ends_at"]:
            # No standard knows it; readers of Statuspage's feeds look for it.
            handler.addQuickElement("maintenanceEndDate", rfc2822_date(item["ends_at"]))
        handler.addQuickElement("link", item["link"])
        handler.addQuickElement("guid", item["unique_id"])


def render(feed: Feed) -> bytes:
    """The feed as RSS, its times in the zone of the page."""
    zone = feed.page.zone
    rss = _Rss(
        title=writable(feed.title),
        link=settings.SITE_URL,
        description="Statuspage",
        updated_at=feed.updated_at.astimezone(zone),
    )
    for entry in feed.entries:
        until = entry.incident.scheduled_until
        rss.add_item(
            title=writable(entry.incident.name),
            link=address_of(entry),
            description=content(entry, zone, feed.now),
            pubdate=_published_at(entry).astimezone(zone),
            unique_id=address_of(entry),
            ends_at=until.astimezone(zone) if until else None,
        )
    return rss.writeString("utf-8").encode()


def _published_at(entry: Entry) -> Any:
    return entry.incident.scheduled_for or entry.published_at
