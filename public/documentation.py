"""The page that tells programmers what there is for their programs."""

import re
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pages.models import Page
from public.api.documents import SCHEMAS
from public.api.reference import MONTH, REFERENCE, Address
from public.month import Month
from public.sharing import Sharing

_KEY = re.compile(r"(&quot;\w+&quot;):")


def render(page: Page, *, now: datetime) -> str:
    """The whole document. It changes with the page's layout, not with what is posted."""
    return render_to_string(
        "public/api.html",
        {
            "page": page,
            "now": now,
            "sharing": Sharing(
                f"{page.name} Status - API",
                f"The status of {page.name} for programs: JSON, feeds, calendars and a badge.",
            ),
            "site_url": settings.SITE_URL,
            "groups": [
                (group, [_entry(one, Month.of(now, page.zone)) for one in group.addresses])
                for group in REFERENCE
            ],
            "schemas": sorted(schema.name for schema in SCHEMAS.glob("*.json")),
        },
    )


def _entry(address: Address, month: Month) -> dict:
    """What the template shows of an address; `call` can be tried as it stands, but for a code."""
    return {
        "address": address,
        "call": settings.SITE_URL + address.path.replace(MONTH, str(month)),
        "example": _coloured(address.example),
    }


def _coloured(json_text: str) -> SafeString:
    """JSON as HTML in which the keys can be told from the values."""
    return mark_safe(_KEY.sub(r"<b>\1</b>:", escape(json_text)))  # noqa: S308
