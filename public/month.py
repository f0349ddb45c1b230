"""A calendar month, as the history is divided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> Self:
        """The month in which a moment lies, seen from `zone`."""
        local = moment.astimezone(zone)
        return cls(local.year, local.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes, such as 2026-08; raises ValueError."""
        month = cls.of(datetime.strptime(text, "%Y-%m").replace(tzinfo=_UTC), _UTC)
        if str(month) != text:
            raise ValueError(text)
        return month

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def title(self) -> str:
        """In words, such as August 2026."""
        return capfirst(date_format(date(self.year, self.number, 1), "YEAR_MONTH_FORMAT"))

    def starts_at(self, zone: ZoneInfo) -> datetime:
        return datetime(self.year, self.number, 1, tzinfo=zone)

    def __add__(self, months: int) -> "Month":
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    def __sub__(self, months: int) -> "Month":
        return self + -months
