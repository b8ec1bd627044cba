"""Crown Court tables that a third party derived from the publisher's statistics.

Each is known by its columns. All of them restate every quarter, so the last one says
which edition it is; the table of courts says no quarter, and is dated by the table of
national receipts and disposals in the same folder.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from data.ingest.court_statistics import (
    Area,
    areas_named,
    court_named,
    court_offence,
    find_places,
    has_columns,
    quarter_label,
    quarter_period,
)
from data.ingest.crosstab import AND, NATION, Category
from data.ingest.crown_court_series import (
    DISPOSALS,
    DURATIONS,
    KNOWN_AGE,
    OPEN,
    OVER_A_YEAR,
    RECEIPTS,
    TRIALS_KNOWN_AGE,
    TRIALS_OVER_A_YEAR,
    open_age,
    remand_status,
)
from data.ingest.headings import (
    RefuseRow,
    Row,
    parse_number,
    read_headings,
    read_rows,
    whole_rows,
)
from data.ingest.publication import FileRefused, Observation

TRAJECTORY = "gold_backlog_trajectory.csv"
_QUARTER: dict[str, tuple[str, ...]] = {"year": ("year",), "quarter": ("quarter",)}
_REGION: dict[str, tuple[str, ...]] = {"region": ("region",)}
_COURTS: dict[str, tuple[str, ...]] = _REGION | {
    "court": ("court",),
    "latest": ("open_latest",),
    "before": ("open_year_ago",),
}
_COURTS_ALSO = ("change", "pct_change")
#: In every table by quarter, and of no use.
_ALSO = ("quarter_end", "age_order", "net_flow", "geo_level", "share_1yr_plus",
         "share_of_quarter")  # fmt: skip


def offence(label: str) -> str:
    """An offence group; raises ValueError for one that is not known."""
    found = court_offence(label)
    if found is None:
        raise ValueError(f"{label.strip()[:60]!r} is part of an offence group")
    return found


class Table(NamedTuple):
    """One table by quarter: what its columns count, and what tells rows apart.

    `fields` are the columns that tell rows apart, with the breakdown of each. Where
    there is one, its categories add up to everybody.
    """

    values: Mapping[str, str]
    fields: Mapping[str, tuple[str, Callable[[str], str]]] = {}
    is_by_region: bool = False

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Every column the table must have."""
        names = chain(self.values, self.fields, _REGION if self.is_by_region else ())
        return _QUARTER | {name: (name,) for name in names}


_BAND = {"age_band": ("open_age", open_age)}
_REMAND = {"remand_status": ("remand_status", remand_status)}
_MEANS = {
    "offence_to_completion_mean": DURATIONS["offence_to_completion", "mean"],
    "offence_to_completion_median": DURATIONS["offence_to_completion", "median"],
}
_CHARGED = "charge_to_completion_at_the_crown_court"
TABLES = (
    Table({"receipts": RECEIPTS, "disposals": DISPOSALS, "open": OPEN}),
    Table(
        {"total_cases": OPEN, "valid_cases": KNOWN_AGE, "open_1yr_plus": OVER_A_YEAR}
    ),
    Table({"count": KNOWN_AGE}, _BAND),
    Table({"open_1yr_plus": OVER_A_YEAR}, {"offence": ("offence_group", offence)}),
    Table({"valid_cases": KNOWN_AGE, "open_1yr_plus": OVER_A_YEAR}, is_by_region=True),
    Table(
        {"open_valid": TRIALS_KNOWN_AGE, "open_1yr_plus": TRIALS_OVER_A_YEAR}, _REMAND
    ),
    Table({"count": TRIALS_KNOWN_AGE}, _REMAND | _BAND),
    Table(_MEANS, is_by_region=True),
    Table(
        _MEANS
        | {
            f"{_CHARGED}_{average}": DURATIONS["charge_to_completion", average]
            for average in ("mean", "median")
        }
    ),
    Table(
        {
            "waiting_mean_weeks": "crown_court_waiting_weeks_mean",
            "waiting_median_weeks": "crown_court_waiting_weeks_median",
            "hearing_mean_hours": "crown_court_hearing_hours_mean",
            "hearing_median_hours": "crown_court_hearing_hours_median",
            "hearing_mean_hearings": "crown_court_hearings_mean",
        }
    ),
)


class CourtRow(NamedTuple):
    """A court, the areas it counts in, and its open cases now and a year ago."""

    areas: tuple[Area, ...]
    court: Area | None
    latest: float | None
    before: float | None


def derived_table(headings: Sequence[str]) -> Table | None:
    """The table by quarter with these headings: of those it could be, the widest."""
    fitting = [table for table in TABLES if has_columns(headings, table.columns)]
    return max(fitting, key=lambda table: len(table.columns), default=None)


def is_table_of_courts(headings: Sequence[str]) -> bool:
    """True for the open cases of each court, now and a year ago."""
    return has_columns(headings, _COURTS)


def derived_edition(path: Path) -> str:
    """The last quarter of a table, "2025-Q4 derived".

    Raises FileRefused for one that says none.
    """
    if is_table_of_courts(read_headings(path)):
        period = _dated(path)[0]
    else:
        rows = read_rows(path)
        first = next(rows)
        places = find_places(path, first, _QUARTER, lambda line, reason, content: None,
                             also_known=first.cells)  # fmt: skip
        period = max((_period(path, row, places) for row in rows), default=0)
        if not period:
            raise FileRefused(path, "has headings but no rows")
    return f"{quarter_label(period)} derived"


def _period(path: Path, row: Row, places: Mapping[str, int]) -> int:
    if row.is_blank or len(row.cells) <= max(places["year"], places["quarter"]):
        return 0
    try:
        return quarter_period(row.cells[places["year"]], row.cells[places["quarter"]])
    except ValueError as error:
        raise FileRefused(path, str(error), row.line) from None


def read_derived(
    path: Path, table: Table, refuse_row: RefuseRow
) -> Iterator[Observation]:
    """Every figure of a table by quarter, and the sum of what it tells rows apart by.

    Raises FileRefused where a row cannot be read or is given twice.
    """
    rows = read_rows(path)
    first = next(rows)
    places = find_places(path, first, table.columns, refuse_row, also_known=_ALSO)
    sums: dict[tuple[Area, int, str], float] = {}
    seen: set[tuple[tuple[Area, ...], int, Category]] = set()
    for row in _table_rows(path, rows, first):
        try:
            period = _period(path, row, places)
            areas: tuple[Area, ...] = (Area("nation", NATION),)
            if table.is_by_region:
                areas = areas_named(row.cells[places["region"]])
            parts = {
                breakdown: parse(row.cells[places[column]])
                for column, (breakdown, parse) in table.fields.items()
            }
            category = _category(parts)
            values = {
                series: parse_number(row.cells[places[column]])
                for column, series in table.values.items()
            }
            if any(value is not None and value < 0 for value in values.values()):
                raise ValueError("counts fewer than none")
            if (areas, period, category) in seen or not areas:
                raise ValueError(
                    f"repeats {category[1]} or is of no area that is known"
                )
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        seen.add((areas, period, category))
        for series, value in values.items():
            for area in areas:
                yield _observation(series, area, period, category, value)
                if len(parts) == 1:
                    key = (area, period, series)
                    sums[key] = sums.get(key, 0) + (value or 0)
    for (area, period, series), total in sums.items():
        yield _observation(series, area, period, ("all", "all"), total)


def _table_rows(path: Path, rows: Iterator[Row], first: Row) -> Iterator[Row]:
    def refuse_part(row: Row, reason: str) -> None:
        raise FileRefused(path, reason, row.line)

    for row in whole_rows(path, rows, len(first.cells), refuse_part):
        if not row.is_blank:
            yield row


def _category(parts: Mapping[str, str]) -> Category:
    return "_by_".join(parts) or "all", AND.join(parts.values()) or "all"


def _observation(
    series: str, area: Area, period: int, category: Category, value: float | None
) -> Observation:
    return Observation(
        series,
        *area,
        period,
        "quarter",
        *category,
        value,
        "not_collected" if value is None else "published",
    )


def _dated(path: Path) -> tuple[int, int]:
    """The quarter of a table of courts, and the same a year before.

    Raises FileRefused where the national table beside it does not bear it out.
    """
    beside = path.parent / TRAJECTORY
    reason = f"does not say its quarter: load it from a folder with {TRAJECTORY}"
    if not beside.is_file():
        raise FileRefused(path, reason)
    table = derived_table(read_headings(beside))
    if table is None:
        raise FileRefused(path, reason)
    national = {
        each.period: each.value
        for each in read_derived(beside, table, lambda line, reason, content: None)
        if each.series == OPEN
    }
    period = max(national, default=0)
    sums = [0.0, 0.0]
    for _, _, *counts in _court_rows(path, lambda line, reason, content: None):
        sums = [one + (more or 0) for one, more in zip(sums, counts, strict=True)]
    if (national.get(period), national.get(period - 100)) != tuple(sums):
        stated = national.get(period)
        raise FileRefused(
            path,
            f"is not of the last quarter in {TRAJECTORY}: its courts come to "
            f"{sums[0]:,.0f} open cases and not {stated or 0:,.0f}",
        )
    return period, period - 100


def _court_rows(path: Path, refuse_row: RefuseRow) -> Iterator[CourtRow]:
    """Each court's row; raises FileRefused for one that cannot be read."""
    rows = read_rows(path)
    first = next(rows)
    places = find_places(path, first, _COURTS, refuse_row, also_known=_COURTS_ALSO)
    for row in _table_rows(path, rows, first):
        cells = {column: row.cells[place] for column, place in places.items()}
        try:
            areas, court = areas_named(cells["region"]), court_named(cells["court"])
            latest, before = (
                parse_number(cells["latest"]),
                parse_number(cells["before"]),
            )
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        yield CourtRow(areas, court, latest, before)


def read_courts_open(path: Path, refuse_row: RefuseRow) -> Iterator[Observation]:
    """Open cases of each court, court region and the nation, at two dates.

    Cases of no court that is known count in the nation alone, and are named.
    """
    periods = _dated(path)
    sums: dict[tuple[int, Area], float] = {}
    for areas, court, *counts in _court_rows(path, refuse_row):
        for period, count in zip(periods, counts, strict=True):
            if court is None and count:
                reason = "is of no known court: counted in England and Wales alone"
                refuse_row(None, reason, f"{quarter_label(period)}: {count:,.0f} cases")
            if court is not None:
                yield _observation(OPEN, court, period, ("all", "all"), count)
            for area in (*areas, Area("nation", NATION)):
                sums[period, area] = sums.get((period, area), 0) + (count or 0)
    for (period, area), count in sorted(sums.items()):
        yield _observation(OPEN, area, period, ("all", "all"), count)
