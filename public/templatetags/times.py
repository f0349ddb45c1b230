"""Moments as readers see them: in the zone of the page, always with its name.

The tags read `page` and `now` from the context.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django import template
from django.template import Context
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from lib.stamps import clock as figures

register = template.Library()


@register.simple_tag(takes_context=True)
def stamp(context: Context, moment: datetime, *, year: bool = False) -> SafeString:
    """`Aug 14, 12:23 UTC`; with the year where it is another one, or where it is asked for."""
    return _time(moment, _stamp(context, moment, year=year))


@register.simple_tag(takes_context=True)
def clock(context: Context, moment: datetime) -> SafeString:
    """`12:23 UTC`; with the day where it is another one than that of `now`."""
    return _time(moment, _clock_or_stamp(context, moment))


@register.simple_tag(takes_context=True)
def clock_of(context: Context, moment: datetime, day: datetime) -> SafeString:
    """`12:23 UTC`; with the day where it is another one than that of `day`."""
    same = _local(context, moment).date() == _local(context, day).date()
    return _time(moment, figures(_local(context, moment)) if same else _stamp(context, moment))


@register.simple_tag(takes_context=True)
def promise(context: Context, moment: datetime) -> SafeString:
    """`Next update by 14:30 UTC`, or that it is overdue; with the day where it is another one."""
    is_due = moment <= context["now"]
    said = (
        gettext("Overdue: next update was due by %(time)s")
        if is_due
        else gettext("Next update by %(time)s")
    )
    return _time(moment, said % {"time": _clock_or_stamp(context, moment)})


@register.simple_tag(takes_context=True)
def clock_words(context: Context, moment: datetime) -> str:
    """`12:23 UTC` as bare text."""
    return figures(_local(context, moment))


@register.simple_tag(takes_context=True)
def day_words(context: Context, moment: datetime) -> str:
    """`Aug 14` as bare text."""
    return _day(_local(context, moment), year=False)


@register.simple_tag(takes_context=True)
def stamp_words(context: Context, moment: datetime, *, year: bool = False) -> str:
    """`Aug 14, 12:23 UTC` as bare text; the year as in `stamp`."""
    return _stamp(context, moment, year=year)


@register.simple_tag(takes_context=True)
def window(context: Context, starts: datetime, ends: datetime, *, year: bool = False) -> SafeString:
    """`Jan 24, 00:00-03:00 UTC`; across days, or a change of the clocks, both ends in full."""
    first, last = _local(context, starts), _local(context, ends)
    years = {first.year, last.year, _local(context, context["now"]).year}
    year = year or len(years) > 1
    if first.date() == last.date() and first.utcoffset() == last.utcoffset():
        start = f"{_day(first, year=year)}, {first:%H:%M}"
        return _window(_time(starts, start), "-", _time(ends, figures(last)))
    start, end = (f"{_day(end, year=year)}, {figures(end)}" for end in (first, last))
    return _window(_time(starts, start), " - ", _time(ends, end))


@register.simple_tag(takes_context=True)
def is_past(context: Context, day: date) -> bool:
    """Whether the day is over."""
    return day < _local(context, context["now"]).date()


@register.filter
def iso(moment: datetime) -> str:
    """`2026-08-14T12:23:00Z`, for programs."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.filter
def unix(moment: datetime) -> int:
    """Seconds since 1970."""
    return int(moment.timestamp())


@register.filter
def calendar_day(day: date) -> SafeString:
    """`Nov 24, 2026`."""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), calendar_words(day))


@register.filter
def short_day(day: date) -> SafeString:
    """`Nov 24`, where nobody would ask of which year."""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), _day(day, year=False))


def calendar_words(day: date) -> str:
    """`Nov 24, 2026` as bare text."""
    return _day(day, year=True)


@register.simple_tag(takes_context=True)
def day_of(context: Context, moment: datetime) -> SafeString:
    """`Nov 24, 2026`, the day on which it was in the zone of the page."""
    return calendar_day(_local(context, moment).date())


@register.filter
def duration(span: timedelta) -> str:
    """In the two largest units that say something: `1 day, 17 hours`."""
    minutes = int(span.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    sizes = [
        (days, ngettext("%(count)d day", "%(count)d days", days)),
        (hours, ngettext("%(count)d hour", "%(count)d hours", hours)),
        (minutes, ngettext("%(count)d minute", "%(count)d minutes", minutes)),
    ]
    while sizes and not sizes[0][0]:
        sizes.pop(0)
    said = [words % {"count": size} for size, words in sizes[:2] if size]
    return ", ".join(said) or gettext("less than a minute")


def _local(context: Context, moment: datetime) -> datetime:
    page = context.get("page")
    return moment.astimezone(page.zone if page else UTC)


def _stamp(context: Context, moment: datetime, *, year: bool = False) -> str:
    local = _local(context, moment)
    year = year or local.year != _local(context, context["now"]).year
    return f"{_day(local, year=year)}, {figures(local)}"


def _clock_or_stamp(context: Context, moment: datetime) -> str:
    local = _local(context, moment)
    same_day = local.date() == _local(context, context["now"]).date()
    return figures(local) if same_day else _stamp(context, moment)


def _day(day: date, *, year: bool) -> str:
    return _day_in(str(get_language()), date(day.year, day.month, day.day), year=year)


@lru_cache(maxsize=10_000)
def _day_in(language: str, day: date, *, year: bool) -> str:
    # Django's letters for dates: M is the short name of the month, N a longer one.
    pattern = pgettext("date format", "M j, Y") if year else pgettext("date format", "M j")
    return format_date(day, pattern)


def _time(moment: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', iso(moment), words)


def _window(starts: SafeString, between: str, ends: SafeString) -> SafeString:
    return format_html('<span class="window">{}{}{}</span>', starts, between, ends)
