"""Spans of time: how they are written in links, said in words, and put together."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from dashboard.language import Language


class Window(StrEnum):
    """How much time one figure covers."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING_YEAR = "rolling_year"

    @property
    def months(self) -> int:
        """The window's length in months."""
        return {"month": 1, "quarter": 3}.get(self.value, 12)


class Frequency(StrEnum):
    """How often a series is published."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months between one stored period and the next."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


def shift(yyyymm: int, months: int) -> int:
    """The month so many months later; months are whole numbers such as 201407."""
    position = yyyymm // 100 * 12 + yyyymm % 100 - 1 + months
    return position // 12 * 100 + position % 12 + 1


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months, from the first day of its first month."""

    start: date
    months: int

    @property
    def first(self) -> int:
        """The first month as a whole number: 201407."""
        return self.start.year * 100 + self.start.month

    @property
    def last(self) -> int:
        """The last month as a whole number."""
        return shift(self.first, self.months - 1)

    @property
    def label(self) -> str:
        """As written in links: 2014-07, 2014-Q3, 2014, 2017-18.

        Any other span is its first and last month, as ISO 8601 writes intervals:
        2013-12/2014-11.
        """
        year, month = self.start.year, self.start.month
        if self.months == 1:
            return _month_label(self.first)
        if self.months == 3 and month % 3 == 1:
            return f"{year:04d}-Q{month // 3 + 1}"
        if self.months == 12 and month == 1:
            return f"{year:04d}"
        if self.months == 12 and month == 4:
            return f"{year:04d}-{(year + 1) % 100:02d}"
        return f"{_month_label(self.first)}/{_month_label(self.last)}"

    @property
    def short(self) -> str:
        """With little room: 2014-Q3; a year is as in a sentence."""
        if self.months == 12 and self.start.month == 4:
            return f"{self.start.year}/{(self.start.year + 1) % 100:02d}"
        return self.label

    def words(self, language: Language) -> str:
        """As said in a sentence: "July 2014", "October to December 2017", "2017/18"."""
        year, month = self.start.year, self.start.month
        if self.months == 1:
            return language.month(self.start)
        if self.months == 12 and month == 1:
            return f"{year}"
        if self.months == 12 and month == 4:
            return self.short
        end = date(self.last // 100, self.last % 100, 1)
        if self.months == 12:
            return language.gettext("the 12 months to {month}").format(
                month=language.month(end)
            )
        same_year = end.year == year
        first = language.month_name(month) if same_year else language.month(self.start)
        return language.gettext("{first} to {last}").format(
            first=first, last=language.month(end)
        )

    def parts(self, frequency: Frequency) -> tuple[int, ...]:
        """First months of the stored periods this span is made of."""
        return _parts(self.first, self.months, frequency.months)


def period_from(first: int, months: int) -> Period:
    """The period of so many months that begins with month `first` (201407)."""
    return Period(date(first // 100, first % 100, 1), months)


def parse_period(text: str, window: Window) -> Period | None:
    """The period a link names for a window; None where it names none.

    A rolling year is named as any twelve months are: 2014, 2013-14 where it is a
    financial year, 2013-12/2014-11 otherwise.
    """
    is_year = window in (Window.YEAR, Window.ROLLING_YEAR)
    if is_year and (year := _YEAR.fullmatch(text)):
        return _period(int(year[1]), 1, 12)
    if is_year and (pair := _PAIR.fullmatch(text)):
        first, second = int(pair[1]), int(pair[2])
        return _period(first, 4, 12) if second == (first + 1) % 100 else None
    if window == Window.ROLLING_YEAR and (span := _SPAN.fullmatch(text)):
        found = _period(int(span[1]), int(span[2]), 12)
        return found if found and found.label == text else None
    if window == Window.QUARTER and (quarter := _QUARTER.fullmatch(text)):
        return _period(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
    if window == Window.MONTH and (month := _PAIR.fullmatch(text)):
        return _period(int(month[1]), int(month[2]), 1)
    return None


@lru_cache(maxsize=4096)
def _parts(first: int, months: int, step: int) -> tuple[int, ...]:
    return tuple(shift(first, ahead) for ahead in range(0, months, step))


_YEAR = re.compile("([0-9]{4})")
_PAIR = re.compile("([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile("([0-9]{4})-Q([1-4])")
_SPAN = re.compile("([0-9]{4})-([0-9]{2})/[0-9]{4}-[0-9]{2}")


def _period(year: int, month: int, months: int) -> Period | None:
    if not (1 <= month <= 12 and 1800 <= year <= 2200):
        return None
    return Period(date(year, month, 1), months)


def _month_label(yyyymm: int) -> str:
    return f"{yyyymm // 100:04d}-{yyyymm % 100:02d}"


def offered_periods(
    present: Collection[int],
    frequency: Frequency,
    *,
    window: Window,
    year_start: int,
) -> list[Period]:
    """Periods of a window that the stored ones can fill, latest first.

    `present` holds the first months of what is stored. A year or quarter is offered
    with parts missing (it is then marked); a rolling year only when whole, because
    a missing month leaves the figure undefined.
    """
    if not present or window.months < frequency.months:
        return []
    whole = set(present)
    if window == Window.ROLLING_YEAR:
        if frequency == Frequency.YEAR:
            return []
        span = 12 - frequency.months
        ended = (period_from(shift(first, -span), 12) for first in whole)
        full = [p for p in ended if whole.issuperset(p.parts(frequency))]
        return sorted(full, reverse=True)
    start = year_start if window == Window.YEAR else 1
    found = {_containing(first, window.months, start) for first in whole}
    if window.months == frequency.months:
        found = {period_from(first, window.months) for first in whole}
    return sorted(found, reverse=True)


def _containing(first: int, months: int, year_start: int) -> Period:
    since = (first // 100) * 12 + (first % 100 - 1) - (year_start - 1)
    begun = since // months * months + (year_start - 1)
    return period_from(begun // 12 * 100 + begun % 12 + 1, months)


def count_present(
    period: Period, present: Iterable[int], frequency: Frequency
) -> tuple[int, int]:
    """How many of a period's stored parts are there, and how many there should be."""
    parts = period.parts(frequency)
    stored = set(present)
    return sum(part in stored for part in parts), len(parts)
