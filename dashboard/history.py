"""A measure's counts over time for every area, and the result of any span of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from dashboard.areas import Shared
from dashboard.measures import Kind, Measure, Term
from dashboard.periods import Frequency, Period, Window, shift
from dashboard.results import HIDDEN, Result, Status
from dashboard.stats.intervals import (
    Estimate,
    check_count,
    check_denominator,
    check_share,
)
from dashboard.stats.proportions import proportion
from dashboard.stats.rates import crude_rate
from dashboard.stats.refusals import Reason, Refused


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
    """A measure's counts for one area and one stored period; 0 where hidden."""

    numerator: float
    denominator: float | None
    status: Status


class _Sums(NamedTuple):
    """Counts added up, from how many stored periods of how many; or why there is none.

    With a hidden status there is no sum.
    """

    numerator: float
    denominator: float | None
    status: Status
    present: int
    expected: int
    reason: Reason | None = None


#: Where parts differ, the later status in this order is the one worth telling.
_TELLING = {
    Status.NOT_APPLICABLE: 0,
    Status.PUBLISHED: 1,
    Status.REVISED: 2,
    Status.PROVISIONAL: 3,
    Status.SUPPRESSED: 4,
}
_STORED = {status.value: status for status in _TELLING}
_PLAIN = {Status.PUBLISHED.value}


@dataclass(frozen=True)
class History:
    """Cells by area and first month; a missing cell was not collected.

    `standing` is a denominator that is published once a year, such as a population:
    area code to first month of the year to people. Areas in `shared` have the cells of
    the larger area they are part of.
    """

    measure: Measure
    cells: Mapping[str, Mapping[int, Cell]]
    standing: Mapping[str, Mapping[int, float]]
    releases: frozenset[int] = frozenset()
    shared: Mapping[str, Shared] = field(default_factory=dict)

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
        return self.pooled((area_code,), period, window, name=area_code)

    def pooled(
        self, area_codes: Sequence[str], period: Period, window: Window, *, name: str
    ) -> Result:
        """Several areas as one: counts are added up, then divided.

        A stored period counts only where every area has it: a sum without one of its
        parts is not the sum. Areas to which the measure does not apply add nothing.
        """
        sums = self._sums(area_codes, period, window)
        result = Result(
            self.measure.id, name, period.label, "all",
            None, None, None, None, None,
            sums.status, sums.present, sums.expected, sums.reason,
            self.shared.get(area_codes[0]) if len(area_codes) == 1 else None,
        )  # fmt: skip
        if sums.status in HIDDEN:
            return result
        try:
            found = estimate(self.measure, sums.numerator, sums.denominator)
        except Refused as refusal:
            return result._replace(status=Status.NOT_AVAILABLE, reason=refusal.reason)
        status = sums.status
        if _base(self.measure, sums) < self.measure.minimum_base:
            status = Status.LOW_RELIABILITY
        return result._replace(
            numerator=sums.numerator, denominator=sums.denominator,
            value=found.value, lower=found.lower, upper=found.upper, status=status,
        )  # fmt: skip

    def counts(
        self, area_code: str, period: Period, window: Window
    ) -> tuple[float | None, float | None]:
        """Numerator and denominator alone; None where there is nothing to show."""
        sums = self._sums((area_code,), period, window)
        if sums.status in HIDDEN:
            return None, None
        return sums.numerator, sums.denominator

    def value(self, area_code: str, period: Period, window: Window) -> float | None:
        """The value alone, for pictures over time that need thousands of them.

        None also where a total or rate covers only part of its period.
        """
        sums = self._sums((area_code,), period, window)
        is_part = self.measure.is_cumulative and sums.present < sums.expected
        if sums.status in HIDDEN or is_part:
            return None
        try:
            return divide(self.measure, sums.numerator, sums.denominator)
        except Refused:
            return None

    def values(
        self, area_codes: Sequence[str], period: Period, window: Window
    ) -> list[float | None]:
        """The value of each area, as `value` has it."""
        parts = period.parts(self.frequency)
        is_plain = self.measure.kind == Kind.PROPORTION
        found: list[float | None] = []
        for code in area_codes:
            row = self.cells.get(code, {})
            cells = [row[first] for first in parts if first in row]
            # Nearly every cell is plain; for the others there are rules.
            if is_plain and len(cells) == len(parts) and _are_plain(cells):
                below = sum([cell.denominator or 0.0 for cell in cells])
                above = sum([cell.numerator for cell in cells])
                found.append(above / below if 0 <= above <= below > 0 else None)
            else:
                found.append(self.value(code, period, window))
        return found

    def _sums(self, area_codes: Sequence[str], period: Period, window: Window) -> _Sums:
        parts = period.parts(self.frequency)
        if len(area_codes) > 1 and not self.shared.keys().isdisjoint(area_codes):
            # What several areas share would be counted once for each of them.
            return _Sums(0.0, None, Status.NOT_AVAILABLE, 0, len(parts))
        rows = [self.cells.get(code, {}) for code in area_codes]
        found, present = _whole_parts(rows, parts)
        statuses = {cell.status for cell in found}
        status = max(statuses, key=_TELLING.__getitem__, default=Status.NOT_AVAILABLE)
        is_rolling_part = window == Window.ROLLING_YEAR and present < len(parts)
        reason = None
        if not found:
            reason = Reason.MISSING
        elif is_rolling_part and status not in HIDDEN:
            status, reason = Status.NOT_AVAILABLE, Reason.MISSING
        elif len(found) > 1 and not self.measure.is_additive:
            status = Status.NOT_AVAILABLE
        if status in HIDDEN:
            return _Sums(0.0, None, status, present, len(parts), reason)
        above = sum([cell.numerator for cell in found])
        below = None
        if self.measure.standing_terms:
            below = self._people(area_codes, period)
        elif self.measure.denominator:
            below = sum([cell.denominator or 0.0 for cell in found])
        if below is not None and below < self.measure.smallest_base:
            return _Sums(0.0, None, Status.SUPPRESSED, present, len(parts))
        return _Sums(above, below, status, present, len(parts))

    def _people(self, area_codes: Sequence[str], period: Period) -> float | None:
        """The standing denominator of the areas together; None where one has none."""
        total = 0.0
        for code in area_codes:
            if self._applies_to(code, period):
                people = _nearest(self.standing.get(code, {}), period)
                if people is None:
                    return None
                total += people
        return total

    def _applies_to(self, area_code: str, period: Period) -> bool:
        row = self.cells.get(area_code, {})
        cells = [row[p] for p in period.parts(self.frequency) if p in row]
        return any(cell.status != Status.NOT_APPLICABLE for cell in cells)


def _are_plain(cells: Sequence[Cell]) -> bool:
    return all(cell.status is Status.PUBLISHED for cell in cells)


def _whole_parts(
    rows: Sequence[Mapping[int, Cell]], parts: Sequence[int]
) -> tuple[list[Cell], int]:
    """Cells of the parts that every row has, and how many parts hold a count."""
    if len(rows) == 1:
        found = [rows[0][first] for first in parts if first in rows[0]]
        return found, sum([c.status is not Status.NOT_APPLICABLE for c in found])
    found = []
    present = 0
    for first in parts:
        cells = [row[first] for row in rows if first in row]
        if cells and len(cells) == len(rows):
            found += cells
            present += any(cell.status is not Status.NOT_APPLICABLE for cell in cells)
    return found, present


def _nearest(by_year: Mapping[int, float], period: Period) -> float | None:
    """The count of the year most of the period is in, or of the nearest year.

    Of two years equally near, the earlier; None where there is none at all.
    """
    if not by_year:
        return None
    year = shift(period.first, (period.months - 1) // 2) // 100
    nearest = min(by_year, key=lambda first: (abs(first // 100 - year), first))
    return by_year[nearest]


def _base(measure: Measure, sums: _Sums) -> float:
    """How much a figure rests on: cases of a proportion, else the events counted."""
    if measure.kind == Kind.PROPORTION:
        return sums.denominator or 0.0
    return sums.numerator


def estimate(measure: Measure, numerator: float, denominator: float | None) -> Estimate:
    """Value and 95% limits from counts; raises Refused for counts that cannot be.

    A count has no interval here, and a score none that could be worked out.
    """
    if denominator is not None and measure.kind == Kind.PROPORTION:
        return proportion(numerator, denominator)
    if denominator is not None and measure.kind == Kind.RATE:
        return crude_rate(numerator, denominator, multiplier=measure.per)
    return Estimate(divide(measure, numerator, denominator))


def divide(measure: Measure, numerator: float, denominator: float | None) -> float:
    """The value alone; raises Refused for counts that cannot be."""
    if not measure.is_additive:
        return numerator
    if measure.kind == Kind.COUNT:
        check_count(numerator)
        return numerator
    if denominator is None:
        raise Refused(Reason.MISSING_DENOMINATOR)
    if measure.kind == Kind.PROPORTION:
        check_share(numerator, denominator)
        return numerator / denominator
    check_count(numerator)
    check_denominator(denominator)
    return numerator * (measure.per / denominator)


_Key = tuple[str, str, str]


def build_history(
    measure: Measure, counts: Iterable[Count], standing: Iterable[Count] = ()
) -> History:
    """Cells from stored counts: each side is the sum of its terms.

    A cell is there only where every term of the measure is; one suppressed term
    makes the cell suppressed. `standing` holds the yearly counts of a rate's people.
    """
    above = _keys(measure.numerator.terms)
    below: list[_Key] = []
    if measure.denominator and not measure.standing_terms:
        below = _keys(measure.denominator.terms)
    releases: set[int] = set()
    cells: dict[str, dict[int, Cell]] = defaultdict(dict)
    for area_code, first, found in _by_place(counts, measure.frequency, releases):
        cell = _cell(found, above, below)
        if cell is not None:
            cells[area_code][first] = cell
    people: dict[str, dict[int, float]] = defaultdict(dict)
    keys = _keys(measure.standing_terms)
    yearly = standing if keys else ()
    for area_code, first, found in _by_place(yearly, Frequency.YEAR, releases):
        cell = _cell(found, keys, [])
        if cell is not None and cell.status not in HIDDEN:
            people[area_code][first] = cell.numerator
    return History(measure, cells, people, frozenset(releases))


def _keys(terms: Iterable[Term]) -> list[_Key]:
    return [term.key for term in terms]


def _by_place(
    counts: Iterable[Count], frequency: Frequency, releases: set[int]
) -> Iterator[tuple[str, int, dict[_Key, Count]]]:
    """Counts of one frequency by area and period; their releases are added."""
    places: dict[tuple[str, int], dict[_Key, Count]] = defaultdict(dict)
    for count in counts:
        if count.frequency == frequency:
            key = (count.series, count.breakdown, count.category)
            places[count.area_code, count.period][key] = count
            releases.add(count.release_id)
    for (area_code, first), found in places.items():
        yield area_code, first, found


def _cell(
    found: Mapping[_Key, Count], above: Sequence[_Key], below: Sequence[_Key]
) -> Cell | None:
    # Thousands of cells make a page: in one pass each, and most are plain.
    counts = [found[key] for key in (*above, *below) if key in found]
    if len(counts) < len(above) + len(below):
        return None
    known = {count.status for count in counts}
    if known != _PLAIN:
        if not known <= _STORED.keys():
            return None
        for hidden in (Status.SUPPRESSED, Status.NOT_APPLICABLE):
            if hidden in known:
                return Cell(0.0, None, hidden)
    values = [count.value for count in counts if count.value is not None]
    if len(values) < len(counts):
        return None
    return Cell(
        sum(values[: len(above)]),
        sum(values[len(above) :]) if below else None,
        Status.PUBLISHED
        if known == _PLAIN
        else max((_STORED[status] for status in known), key=_TELLING.__getitem__),
    )
