import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import AuditEvent
from lib.codes import new_code
from pages.announcement import announce
from pages.links import Link, read_links, validate_links
from pages.logo import PageLogo
from pages.picture import Picture
from pages.signals import page_changed
from pages.style import MAX_CSS, validate_accent, validate_custom_css

# The change that is being made in this thread, so that use cases can call each other.
_change: ContextVar["Page | None"] = ContextVar("change", default=None)


def validate_time_zone(name: str) -> None:
    """Accept the IANA names, such as Europe/Paris."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is not an IANA time zone, such as Europe/Paris.")


class Language(models.TextChoices):
    """What the interface speaks, each by its own name. What staff write stays as they wrote it."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    GERMAN = "de", "Deutsch"
    SPANISH = "es", "Español"


class Page(models.Model):
    """The status page itself. A deployment serves one: a second page is a second instance."""

    PK = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=PK, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=255, default="Acme")
    headline = models.CharField(
        max_length=255, blank=True, help_text="One line under the name. May be left empty."
    )
    about = models.TextField(
        blank=True, max_length=25_000, help_text="Shown above the components. Markdown."
    )
    company_url = models.URLField(
        "company website", blank=True, help_text="Where the name of the page links to."
    )
    support_url = models.URLField(
        "support address", blank=True, help_text="Where readers turn for help."
    )
    time_zone = models.CharField(
        max_length=64,
        default="Etc/UTC",
        validators=[validate_time_zone],
        help_text="Every time on the page is printed in this zone.",
    )
    language = models.CharField(
        max_length=2,
        choices=Language,
        default=Language.ENGLISH,
        help_text="Of the words around what you write: headings, labels, dates.",
    )
    offered_languages = models.JSONField(
        default=list,
        blank=True,
        help_text="Other languages that readers may choose. Each costs time with every post.",
    )
    is_hidden_from_search = models.BooleanField(
        "hidden from search engines",
        default=False,
        help_text="On: search engines are asked to leave the page out.",
    )
    needs_approval = models.BooleanField(
        "second person approves",
        default=False,
        help_text="On: an incident or an update that somebody writes waits until a second person "
        "approves it. Authors may then propose, too: docs/staff.md.",
    )
    # Path, width and height of each, as the templates need them; the bytes are a `PageLogo`'s.
    logo = models.JSONField(null=True, editable=False)
    dark_logo = models.JSONField(null=True, editable=False)
    accent_color = models.CharField(
        "accent colour",
        max_length=7,
        blank=True,
        validators=[validate_accent],
        help_text="Of links, and of a line on top, such as #14569c. Empty: a calm blue. "
        "In dark mode it is made as light as it must be.",
    )
    header_links = models.TextField(
        blank=True,
        max_length=4000,
        validators=[validate_links],
        help_text="One a line, the words and then the address: Pricing https://example.com/pricing",
    )
    footer_links = models.TextField(
        blank=True,
        max_length=4000,
        validators=[validate_links],
        help_text="As above. Or Write to us mailto:help@example.com",
    )
    footer_text = models.TextField(
        blank=True, max_length=5000, help_text="Shown below everything else. Markdown."
    )
    custom_css = models.TextField(
        "custom CSS",
        blank=True,
        max_length=MAX_CSS,
        validators=[validate_custom_css],
        help_text="Comes last, so it wins. The class names are Statuspage's, as far as it has "
        "them: docs/custom-css.md lists them. Nothing is loaded from other hosts.",
    )
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    layout_revision = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The last change that every document shows."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="page_is_one_row", condition=Q(id=1)),
            models.CheckConstraint(name="page_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def links_in_header(self) -> list[Link]:
        return read_links(self.header_links)

    @property
    def links_in_footer(self) -> list[Link]:
        return read_links(self.footer_links)

    @classmethod
    def current(cls) -> "Page":
        """The page, made with its defaults where there is none yet."""
        return cls.objects.get_or_create(pk=cls.PK)[0]

    @classmethod
    @contextmanager
    def changing(cls) -> Iterator["Page"]:
        """Make one change to the page's public content: all of it, or nothing.

        Yields the page with `revision` as it will be after the change. A use case that calls
        another one makes one change together with it.
        """
        if outer := _change.get():
            # A savepoint: whoever catches a refusal and goes on keeps nothing of what was refused.
            with transaction.atomic():
                yield outer
            return

        with transaction.atomic():
            # One writer at a time: changes have one order, and no deadlocks.
            page = cls.objects.select_for_update().get_or_create(pk=cls.PK)[0]
            page.revision += 1
            page.updated_at = timezone.now()
            page.noted = ("changed", page, "")
            token = _change.set(page)
            try:
                yield page
            finally:
                _change.reset(token)
            AuditEvent.objects.record(*page.noted)
            page.save(update_fields=["revision", "layout_revision", "updated_at"])
            announce()
            transaction.on_commit(partial(page_changed.send_robust, cls, page=page))

    @classmethod
    @contextmanager
    def locked(cls) -> Iterator["Page"]:
        """Let nobody else change the page meanwhile, and write what readers do not see."""
        with transaction.atomic():
            yield cls.objects.select_for_update().get_or_create(pk=cls.PK)[0]

    @classmethod
    def move_past(cls, revision: int) -> None:
        """Go on from a revision that readers have seen: this database is an older one, restored."""
        with cls.changing() as page:
            page.revision = max(page.revision, revision + 1)
            page.change_everywhere()

    def note(self, action, thing, summary="") -> None:
        """Say what this change is, for the activity log; the outermost method has the last word."""
        self.noted = (action, thing, summary)

    def change_everywhere(self) -> None:
        """Say that this change shows in every document: a name, a look, a zone."""
        self.layout_revision = self.revision

    def save_settings(self) -> None:
        """Save what staff set, and have every document made anew."""
        with Page.changing() as page:
            page.change_everywhere()
            page.note("changed the settings of", page)
            settings = [f.name for f in self._meta.concrete_fields if f.editable]
            for name in settings:
                setattr(page, name, getattr(self, name))
            page.save(update_fields=settings)
        self.revision, self.layout_revision = page.revision, page.layout_revision

    def set_logo(self, picture: Picture | None, *, dark: bool = False) -> None:
        """Show a picture in place of the name, or the name again; `dark`: on a dark ground."""
        name = "dark_logo" if dark else "logo"
        with Page.changing() as page:
            page.change_everywhere()
            shown = picture and {
                "path": PageLogo.keep(picture),
                "width": picture.width,
                "height": picture.height,
            }
            setattr(page, name, shown)
            page.save(update_fields=[name])
            page.note("changed the logo of", page)
            in_use = [one["path"] for one in (page.logo, page.dark_logo) if one]
            PageLogo.objects.exclude(pk__in=in_use).delete()
        setattr(self, name, shown)
        self.revision, self.layout_revision = page.revision, page.layout_revision
