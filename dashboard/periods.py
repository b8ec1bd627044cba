"""Spans of time: how they are written in links, said in words, and put together."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
        """As written in links: 2014-07, 2014-Q3, 2014, 2017-18, or its last month."""
        year, month = self.start.year, self.start.month
        if self.months == 3 and month % 3 == 1:
            return f"{year}-Q{month // 3 + 1}"
        if self.months == 12 and month == 1:
            return f"{year}"
        if self.months == 12 and month == 4:
            return f"{year}-{(year + 1) % 100:02d}"
        return f"{self.last // 100}-{self.last % 100:02d}"

    def words(self, language: Language) -> str:
        """As said in a sentence: "July 2014", "October to December 2017", "2017/18"."""
        year, month = self.start.year, self.start.month
        if self.months == 1:
            return language.month(self.start)
        if self.months == 12 and month == 1:
            return f"{year}"
        if self.months == 12 and month == 4:
            return f"{year}/{(year + 1) % 100:02d}"
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
        step = frequency.months
        return tuple(shift(self.first, n) for n in range(0, self.months, step))


def period_from(first: int, months: int) -> Period:
    """The period of so many months that begins with month `first` (201407)."""
    return Period(date(first // 100, first % 100, 1), months)


def parse_period(text: str, window: Window) -> Period | None:
    """The period a link names for a window; None where it names none."""
    year = re.fullmatch(r"(\d{4})", text)
    if year and window == Window.YEAR:
        return _safe_period(int(year[1]), 1, 12)
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", text)
    if quarter and window == Window.QUARTER:
        return _safe_period(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
    pair = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if not pair:
        return None
    first, second = int(pair[1]), int(pair[2])
    if window == Window.YEAR:
        following = second == (first + 1) % 100
        return _safe_period(first, 4, 12) if following else None
    if window == Window.MONTH:
        return _safe_period(first, second, 1)
    if window == Window.ROLLING_YEAR and 1 <= second <= 12:
        begun = shift(first * 100 + second, -11)
        return _safe_period(begun // 100, begun % 100, 12)
    return None


def _safe_period(year: int, month: int, months: int) -> Period | None:
    if not (1 <= month <= 12 and 1800 <= year <= 2200):
        return None
    return Period(date(year, month, 1), months)


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
    a missing month leaves the figure undefined (STATISTICS section 10).
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
