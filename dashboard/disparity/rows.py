"""Every decision point by group for one area or the nation, and one of them closer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.amounts import Amount
from dashboard.areas import ENGLAND_AND_WALES
from dashboard.disparity.decision_points import DecisionPoint, DecisionPoints
from dashboard.disparity.disparities import POOLED_YEARS, Disparity
from dashboard.disparity.group_rates import Rates, Year
from dashboard.measures import Source
from dashboard.results import Status


@dataclass(frozen=True)
class PointRow:
    """One decision point: each group in the area, and in England and Wales.

    Without a year the area has no figures for what was asked; `nation` may have.
    """

    point: DecisionPoint
    year: Year | None
    groups: tuple[Disparity, ...]
    nation_year: Year | None
    nation: tuple[Disparity, ...]

    @property
    def is_shown(self) -> bool:
        """True where any group has a ratio."""
        return any(each.ratio is not None for each in self.groups)

    @property
    def is_of_nation_alone(self) -> bool:
        """True where figures are published, and not for the area."""
        return self.year is None and self.nation_year is not None

    def of(self, group: str) -> Disparity | None:
        """The comparison of one group; None where it is not counted."""
        return next((each for each in self.groups if each.group == group), None)


class TrendYear(NamedTuple):
    """One year of a group by itself, and with the years before it."""

    year: Year
    single: Disparity
    pooled: Disparity


class Focus(NamedTuple):
    """The decision point and group that are looked at closer."""

    row: PointRow
    group: str


@dataclass(frozen=True)
class Closer:
    """One decision point and group: across areas, in England and Wales, over years."""

    focus: Focus
    year: Year | None
    areas: Mapping[str, Disparity]
    nation: Disparity | None
    nation_over_all: Disparity | None
    nation_events: Amount
    trend: tuple[TrendYear, ...]
    sources: tuple[Source, ...]


def hidden_in(rows: Iterable[PointRow]) -> int:
    """How many comparisons of an area are hidden because too few people are in them."""
    return sum(each.status == Status.SUPPRESSED for row in rows for each in row.groups)


def point_rows(
    points: DecisionPoints,
    rates: Rates,
    area: str,
    *,
    started: int | None,
    reference: str,
) -> tuple[PointRow, ...]:
    """Every decision point that has the characteristic, in the order of a case.

    `started` is the calendar year in which the years begin; the latest of each if None.
    """
    rows = []
    for point in points.values():
        if not any(
            rates.characteristic in counts.breakdowns for counts in point.counts
        ):
            continue
        year = _year(rates, point, area, started)
        nation_year = _year(rates, point, ENGLAND_AND_WALES, started)
        if year is not None and started is None and nation_year is not None:
            same = rates.year(point, ENGLAND_AND_WALES, year.period.start.year)
            nation_year = same or nation_year
        if year is None and nation_year is None and started is None:
            continue
        rows.append(
            PointRow(
                point,
                year,
                _compared(rates, point, area, year, reference),
                nation_year,
                _compared(rates, point, ENGLAND_AND_WALES, nation_year, reference),
            )
        )
    return tuple(rows)


def _year(
    rates: Rates, point: DecisionPoint, area: str, started: int | None
) -> Year | None:
    if started is None:
        return rates.latest(point, area)
    return rates.year(point, area, started)


def _compared(
    rates: Rates, point: DecisionPoint, area: str, year: Year | None, chosen: str
) -> tuple[Disparity, ...]:
    if year is None:
        return ()
    reference = rates.reference(year.counts, area, chosen)
    return tuple(
        rates.compared(point, area, year, group, chosen)
        for group in rates.groups(year.counts, area)
        if group != reference
    )


def find_focus(rows: Sequence[PointRow], *, stage: str, group: str) -> Focus | None:
    """The point and group asked for, else the widest clear difference, else the first.

    None where there is no decision point at all.
    """
    among = [row for row in rows if row.point.id == stage] or list(rows)
    pairs = [
        (row, each)
        for row in among
        for each in row.groups or row.nation
        if group in ("", each.group)
    ]
    clear = [pair for pair in pairs if is_telling(pair[1])]
    best = max(clear, key=lambda pair: width(pair[1]), default=None)
    shown = [pair for pair in pairs if pair[1].ratio is not None]
    row, found = best or next(iter([*shown, *pairs]), (None, None))
    if row is not None and found is not None:
        return Focus(row, found.group)
    return Focus(among[0], group) if among else None


def width(found: Disparity) -> float:
    """How far a ratio is from 1, the same above and below."""
    ratio = found.ratio
    if not ratio:
        return 0.0
    return max(ratio, 1 / ratio)


def is_telling(found: Disparity) -> bool:
    """True where a difference is clear and not too small to speak of."""
    return found.verdict is not None and found.verdict.is_marked


def look_closer(
    rates: Rates,
    focus: Focus,
    area: str,
    *,
    reference: str,
    sources: Mapping[str, Source],
) -> Closer:
    """The focus in every area, in England and Wales and in every year."""
    point, group = focus.row.point, focus.group
    year = focus.row.year or focus.row.nation_year
    areas: dict[str, Disparity] = {}
    nation = over_all = None
    events = Amount(None, Status.NOT_AVAILABLE)
    if year is not None:
        shown = year.period.start.year
        for code in rates.areas:
            own = rates.year(point, code, shown)
            own = own or Year(year.period, year.counts)
            areas[code] = rates.compared(point, code, own, group, reference)
        national = rates.year(point, ENGLAND_AND_WALES, shown)
        if national is not None:
            nation = rates.compared(
                point, ENGLAND_AND_WALES, national, group, reference
            )
            events = rates.everyone(national.counts, ENGLAND_AND_WALES, national.period)
            if nation.without and national.counts.is_of_residents:
                over_all = rates.over_all_residents(nation)
    trend = _trend(rates, point, area, group, reference)
    cited = [*([year.counts] if year else []), *(each.year.counts for each in trend)]
    return Closer(
        focus=focus,
        year=year,
        areas=areas,
        nation=nation,
        nation_over_all=over_all,
        nation_events=events,
        trend=trend,
        sources=tuple(dict.fromkeys(sources[each.source] for each in cited)),
    )


def _trend(
    rates: Rates, point: DecisionPoint, area: str, group: str, reference: str
) -> tuple[TrendYear, ...]:
    """Every year there is, the earliest first."""
    return tuple(
        TrendYear(
            year,
            rates.in_years(point, area, year, group, reference),
            rates.in_years(point, area, year, group, reference, years=POOLED_YEARS),
        )
        for year in reversed(rates.years(point, area))
    )
