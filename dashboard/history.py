"""A measure's counts over time for every area, and the result of any span of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from dashboard.measures import Kind, Measure
from dashboard.periods import Frequency, Period, Window
from dashboard.results import Result, Status
from dashboard.stats.proportions import wilson_interval
from dashboard.stats.rates import rate_interval


class Count(Protocol):
    """One stored number, as the store hands it over."""

    @property
    def series(self) -> str: ...
    @property
    def area_code(self) -> str: ...
    @property
    def period(self) -> int: ...
    @property
    def frequency(self) -> str: ...
    @property
    def breakdown(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def status(self) -> str: ...
    @property
    def release_id(self) -> int: ...


class Cell(NamedTuple):
    """A measure's counts for one area and one stored period."""

    numerator: float
    denominator: float | None
    status: Status


#: A later word in this order is the one worth telling when parts differ.
_WORST = (Status.PUBLISHED, Status.REVISED, Status.PROVISIONAL, Status.SUPPRESSED)
_STORED = {
    "published": Status.PUBLISHED,
    "revised": Status.REVISED,
    "provisional": Status.PROVISIONAL,
    "suppressed": Status.SUPPRESSED,
}


@dataclass(frozen=True)
class History:
    """Cells by area and first month; a missing cell was not collected.

    `standing` is a denominator that is published once a year, such as a population:
    area code to first month of the year to people.
    """

    measure: Measure
    cells: Mapping[str, Mapping[int, Cell]]
    standing: Mapping[str, Mapping[int, float]]
    releases: frozenset[int] = frozenset()

    @property
    def frequency(self) -> Frequency:
        """How often the counts are stored."""
        return self.measure.frequency

    @cached_property
    def present(self) -> tuple[int, ...]:
        """First months of the periods for which any area has counts, in order."""
        return tuple(sorted({first for row in self.cells.values() for first in row}))

    def result(self, area_code: str, period: Period, window: Window) -> Result:
        """The measure for one area over one period, with its 95% interval."""
        parts = period.parts(self.frequency)
        row = self.cells.get(area_code, {})
        found = [row[first] for first in parts if first in row]
        return self._combine(area_code, found, period, window)

    def pooled(
        self, area_codes: Sequence[str], period: Period, window: Window, *, name: str
    ) -> Result:
        """Several areas as one: counts are added up, then divided (rule 3)."""
        parts = period.parts(self.frequency)
        rows = {code: self.cells.get(code, {}) for code in area_codes}
        found = [row[p] for row in rows.values() for p in parts if p in row]
        whole = self._combine(name, found, period, window, pooled=area_codes)
        there = sum(any(p in row for row in rows.values()) for p in parts)
        return whole._replace(months_present=there, months_expected=len(parts))

    def _combine(
        self,
        code: str,
        found: Sequence[Cell],
        period: Period,
        window: Window,
        *,
        pooled: Sequence[str] | None = None,
    ) -> Result:
        expected = len(period.parts(self.frequency)) * len(pooled or [code])
        nothing = Result(
            self.measure.id, code, period.label, "all",
            None, None, None, None, None,
            Status.NOT_AVAILABLE, len(found), expected,
        )  # fmt: skip
        status = max((c.status for c in found), key=_WORST.index, default=None)
        if status is None:
            return nothing
        if status == Status.SUPPRESSED:
            return nothing._replace(status=status)
        if window == Window.ROLLING_YEAR and len(found) < expected:
            return nothing
        numerator = sum(cell.numerator for cell in found)
        denominator = self._denominator(found, period, pooled or [code])
        numbers = calculate(self.measure, numerator, denominator)
        if numbers is None:
            return nothing
        base = numerator if denominator is None else denominator
        if status == Status.PUBLISHED and base < self.measure.minimum_base:
            status = Status.LOW_RELIABILITY
        value, lower, upper = numbers
        return nothing._replace(
            numerator=numerator, denominator=denominator,
            value=value, lower=lower, upper=upper, status=status,
        )  # fmt: skip

    def _denominator(
        self, found: Sequence[Cell], period: Period, codes: Sequence[str]
    ) -> float | None:
        if self.measure.denominator is None:
            return None
        if not self.standing:
            return sum(cell.denominator or 0.0 for cell in found)
        people = [_nearest(self.standing.get(code, {}), period) for code in codes]
        known = [count for count in people if count is not None]
        return sum(known) if len(known) == len(codes) else 0.0


def _nearest(by_year: Mapping[int, float], period: Period) -> float | None:
    """The year's own count, else the nearest year's; the earlier one of a tie."""
    if not by_year:
        return None
    year = period.start.year
    nearest = min(by_year, key=lambda first: (abs(first // 100 - year), first))
    return by_year[nearest]


def calculate(
    measure: Measure, numerator: float, denominator: float | None
) -> tuple[float, float | None, float | None] | None:
    """Value and 95% limits; None where the counts allow no value (STATISTICS 0.2)."""
    if measure.kind in (Kind.COUNT, Kind.SCORE, Kind.DURATION):
        return (numerator, None, None)
    if denominator is None or denominator <= 0 or numerator < 0:
        return None
    if measure.kind == Kind.PROPORTION:
        if numerator > denominator:
            return None
        interval = wilson_interval(numerator, denominator)
        return (numerator / denominator, interval.lower, interval.upper)
    limits = rate_interval(numerator)
    scale = measure.per / denominator
    lower = None if limits.lower is None else limits.lower * scale
    upper = None if limits.upper is None else limits.upper * scale
    return (numerator * scale, lower, upper)


def build_history(
    measure: Measure, counts: Iterable[Count], standing: Iterable[Count] = ()
) -> History:
    """Cells from stored counts: each side is the sum of its terms.

    A cell is there only where every term of the measure is; one suppressed term
    makes the cell suppressed. `standing` holds the counts of a yearly denominator.
    """
    stored: dict[tuple[str, int], dict[tuple[str, str, str], Count]] = defaultdict(dict)
    releases: set[int] = set()
    for count in counts:
        releases.add(count.release_id)
        if count.frequency == measure.frequency:
            key = (count.series, count.breakdown, count.category)
            stored[count.area_code, count.period][key] = count
    above = [(t.series, t.breakdown, t.category) for t in measure.numerator.terms]
    people: dict[str, dict[int, float]] = defaultdict(dict)
    for count in standing:
        releases.add(count.release_id)
        if count.value is not None:
            people[count.area_code][count.period] = count.value
    below = []
    if measure.denominator and not people:
        terms = measure.denominator.terms
        below = [(t.series, t.breakdown, t.category) for t in terms]
    cells: dict[str, dict[int, Cell]] = defaultdict(dict)
    for (area_code, first), terms_found in stored.items():
        cell = _cell(terms_found, above, below)
        if cell is not None:
            cells[area_code][first] = cell
    return History(measure, cells, people, frozenset(releases))


def _cell(
    found: Mapping[tuple[str, str, str], Count],
    above: Sequence[tuple[str, str, str]],
    below: Sequence[tuple[str, str, str]],
) -> Cell | None:
    wanted = [found.get(key) for key in (*above, *below)]
    rows = [count for count in wanted if count is not None]
    if len(rows) < len(wanted):
        return None
    statuses = [_STORED.get(count.status) for count in rows]
    if any(status is None for status in statuses):
        return None
    worst = max((s for s in statuses if s is not None), key=_WORST.index)
    if worst == Status.SUPPRESSED:
        return Cell(0.0, None, worst)
    if any(count.value is None for count in rows):
        return None
    numerator = sum(found[key].value or 0.0 for key in above)
    denominator = sum(found[key].value or 0.0 for key in below) if below else None
    return Cell(numerator, denominator, worst)
