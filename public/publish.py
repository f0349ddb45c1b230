"""Keeps the published site true to the database: renders what changed, and swaps it in."""

import json
import logging
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from incidents.models import Incident, IncidentUpdate
from pages.models import Page
from public import changes, documents, failures, fingerprint
from public.documents import Draft
from public.search import index
from public.uptime import changes as uptime
from publishing.store import Document, Overtaken, Rebuild, Store

logger = logging.getLogger(__name__)

# Readers are told when the page will be made anew at the latest; this is a third of that.
REPUBLISH_EVERY = timedelta(minutes=5)
# What failed is tried again by the clock after this time, and by every change at once.
RETRY_EVERY = timedelta(seconds=10)
# Up to this many incidents the whole site is made anew before the author's answer; with more,
# what shows everywhere is on the front at once, and on the rest when the worker has run.
INLINE_LIMIT = 200
# What the last rebuild was made from. Readers may look at it; it says nothing of the content.
BUILT = "/built.json"
_TRIES = 3
_OF_INCIDENT = re.compile(r"/incidents/(\w+)")


def store() -> Store:
    """The published site of this deployment."""
    return Store(settings.PUBLISHED_DIR)


def publish_after_change(sender, page, **kwargs) -> None:
    """Show a change to readers before its author is answered; never raises.

    What was posted stands, and the worker tries again.
    """
    now = timezone.now()
    try:
        publish(now=now)
        if needs_rebuild() and Incident.objects.public().count() <= INLINE_LIMIT:
            publish_all()
    except Exception as error:
        logger.exception("The page could not be published")
        failures.write({**_errors_before(), failures.EVERYTHING: error}, now=now)


def publish(*, now: datetime | None = None) -> int:
    """Serve what changed since the served revision; returns how many documents were made.

    Whatever fails to render keeps its state from before, and is retried with the next publish.
    """
    now = now or timezone.now()
    site = store()
    since = site.revision
    if since is None:
        return publish_all()
    for _ in range(_TRIES):
        page = Page.current()
        if page.revision < since:
            return publish_all()
        made, errors = render(touched(page, since, now))
        # Somebody posted meanwhile: what was rendered may show half of it.
        if Page.current().revision == page.revision:
            break
    is_redacted = changes.redacted(since)
    if is_redacted:
        # Before, too: whoever is killed in between leaves one edition, which goes by itself.
        site.forget()
    site.publish(made, revision=page.revision, removed=changes.withdrawn(site, since, now))
    errors |= index.errors_of(partial(index.update, limit=INLINE_LIMIT))
    if is_redacted:
        errors |= _forget(site)
    failures.write(errors, now=now)
    return len(made)


def publish_all(*, progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the whole site anew beside the served one, and swap it in; returns its size.

    `progress` is called with the number of documents made so far.
    """
    now = timezone.now()
    site = store()
    served, layout = site.revision, _built_from(site).get("layout_revision")
    page = Page.current()
    if served is not None and page.revision < served:
        # A backup was restored: readers have seen more than it knows.
        Page.move_past(served)
        page = Page.current()
    errors: dict[str, Exception] = {}
    made = 0
    with site.rebuild(revision=page.revision) as rebuild:
        for draft in documents.everything(page, now):
            errors |= _add(rebuild, draft, site)
            made += 1
            progress(made)
        rebuild.add(Document(BUILT, _built(page)))
        errors |= _swap(rebuild, site, now)
    errors |= index.errors_of(index.rebuild)
    # What shows everywhere told a secret until now, even if `publish` has seen it removed.
    since = served if layout in {None, page.layout_revision} else layout
    if since is not None and changes.redacted(since):
        errors |= _forget(site)
    failures.write(errors, now=now)
    return made


def keep_fresh() -> None:
    """Publish what a lost process left behind, and what time alone changes; cheap when nothing."""
    now = timezone.now()
    site = store()
    revision, published_at = site.revision, site.published_at
    if failures.tried_at() > (now - RETRY_EVERY).timestamp():
        return
    try:
        if revision is None or published_at is None or needs_rebuild():
            publish_all()
        elif (
            Page.current().revision != revision or failures.read() or _time_shows(published_at, now)
        ):
            publish(now=now)
        elif index.is_behind():
            index.update()
    except Exception as error:
        failures.write({**_errors_before(), failures.EVERYTHING: error}, now=now)
        raise


def needs_rebuild() -> bool:
    """Whether a change that shows everywhere, or another version, came after the last rebuild."""
    return _built_from(store()) != json.loads(_built(Page.current()))


def touched(page: Page, since: int, now: datetime) -> Iterable[Draft]:
    """What changed after a revision, what time changes, and what failed before."""
    site, failed = store(), failures.read()
    codes = [found[1] for path in failed if (found := _OF_INCIDENT.search(path))]
    overdue = changes.overdue_postmortems(page, site, now)
    shown = Q(changed_in__gt=since) | Q(code__in=codes) | Q(resolved_at=None) | Q(pk__in=overdue)
    incidents = changes.unordered().filter(shown)
    yield from documents.front(page, now)
    yield from (draft for draft in documents.lasting(page, now) if draft.path in failed)
    yield from documents.of_incidents(page, incidents, now)
    yield from documents.of_months(page, changes.months(page, site, since, now, failed), now)
    uptime_months = uptime.months(page, site, since, now, failed)
    yield from documents.of_uptime(page, uptime_months, now)
    yield from documents.of_components(page, changes.components(site, since, now, failed), now)
    yield from documents.of_badges(page, changes.badges(since, failed), now)


def render(drafts: Iterable[Draft]) -> tuple[list[Document], dict[str, Exception]]:
    """Make documents; whatever fails is logged and left out."""
    made, errors = [], {}
    for draft in drafts:
        try:
            made.append(draft.make())
        except Exception as error:
            logger.exception("%s cannot be rendered", draft.path)
            errors[draft.path] = error
    return made, errors


def _forget(site: Store) -> dict[str, Exception]:
    """Keep nothing of what was served before, nor of the words that could be found."""
    site.forget()
    return index.errors_of(index.forget)


def _swap(rebuild: Rebuild, site: Store, now: datetime) -> dict[str, Exception]:
    """Serve the new site, with all that was posted while it was made."""
    errors: dict[str, Exception] = {}
    while True:
        try:
            rebuild.swap()
            return errors
        except Overtaken:
            page = Page.current()
            for draft in touched(page, rebuild.revision, now):
                errors |= _add(rebuild, draft, site)
            for path in changes.withdrawn(site, rebuild.revision, now):
                rebuild.remove(path)
            rebuild.revision = page.revision


def _add(rebuild: Rebuild, draft: Draft, site: Store) -> dict[str, Exception]:
    """Put a document on the new site; one that fails keeps its state from before."""
    made, errors = render([draft])
    for document in made:
        rebuild.add(document)
    if errors and (before := site.read(draft.path)) is not None:
        rebuild.add(Document(draft.path, before))
    return errors


def _time_shows(published_at: datetime, now: datetime) -> bool:
    """Whether the clock alone has made what was published untrue."""
    zone = Page.current().zone
    if now - published_at >= REPUBLISH_EVERY:
        return True
    if published_at.astimezone(zone).date() != now.astimezone(zone).date():
        return True
    promised = IncidentUpdate.objects.public().filter(incident__resolved_at=None)
    return promised.filter(next_update_by__gt=published_at, next_update_by__lte=now).exists()


def _built_from(site: Store) -> dict[str, Any]:
    """What the served site was made from at the last rebuild; empty where there is none."""
    return json.loads(site.read(BUILT) or b"{}")


def _built(page: Page) -> bytes:
    made_from = {
        "layout_revision": page.layout_revision,
        "site_url": settings.SITE_URL,
        "version": fingerprint.of_the_code(),
    }
    return json.dumps(made_from).encode()


def _errors_before() -> dict[str, Exception]:
    return {path: RuntimeError(failure.error) for path, failure in failures.read().items()}
