"""What the Home Office's quarterly open data files have in common."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.definitions import read_categories
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    find_columns,
    limited,
    listed,
    name_key,
    parse_count,
    read_headings,
    read_rows,
    slug,
    whole_rows,
)
from data.ingest.publication import FileRefused, Observation, Refuse

#: Names the publications have for one offence group.
GROUP_ALIASES = {"miscellaneous_crimes": "miscellaneous_crimes_against_society"}
#: Offences of this group are no longer recorded: only their outcomes still come in.
OUTCOMES_ONLY = "fraud_offences_to_2012_13"
EXPIRED = frozenset({"true", "x", "yes"})
#: More spellings of financial years than any file holds.
MOST_YEARS = 100
PLACE_COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("Financial Year",),
    "quarter": ("Financial Quarter",),
    "force": ("Force Name",),
    "group": ("Offence Group",),
}


@dataclass(frozen=True)
class OpenData:
    """What one publication counts, and into which series.

    `columns` are the publication's own, by name: `count`, and where there are any
    `kind` and `expired`. `parts` says for each value of `kind` ("" without one) which
    of `series` a row's count is part of. The first series is the total.
    """

    publication: str
    unit: str
    columns: Mapping[str, tuple[str, ...]]
    series: tuple[str, ...]
    parts: Mapping[str, tuple[int, ...]]


class Cell(NamedTuple):
    """One force, quarter (yyyymm of its first month) and offence group."""

    code: str
    period: int
    group: str


class Doubt(NamedTuple):
    """What a refused row was part of; None stands for any."""

    code: str
    period: int | None
    group: str | None

    def touches(self, cell: Cell) -> bool:
        """True where the refused row may have belonged to the cell's total."""
        return (
            self.code == cell.code
            and self.period in (None, cell.period)
            and (cell.group == "all" or self.group in (None, cell.group))
        )


@dataclass(frozen=True)
class Tally:
    """What has been added up so far; its size does not depend on the file's."""

    sums: dict[Cell, list[int]] = field(default_factory=dict)
    bodies: dict[str, list[int]] = field(default_factory=dict)
    outcomes_only: dict[str, int] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)
    doubts: set[Doubt] = field(default_factory=set)


def quarter_period(year: str, quarter: str) -> int:
    """The first month, yyyymm, of a quarter of a financial year, which starts in April.

    Raises ValueError for what is not a financial year, or not a quarter from 1 to 4.
    """
    match = re.fullmatch(r"(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)", year.strip())
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{year.strip()[:40]!r} is no financial year like 2017/18")
    number = quarter.strip().upper().removeprefix("Q")
    if number not in ("1", "2", "3", "4"):
        raise ValueError(f"{quarter.strip()[:40]!r} is not a quarter from 1 to 4")
    if number == "4":
        return (int(match[1]) + 1) * 100 + 1
    return int(match[1]) * 100 + 3 * int(number) + 1


@cache
def _offence_groups() -> frozenset[str]:
    return frozenset(
        each["category"]
        for each in read_categories()
        if each["breakdown"] == "offence_group"
    )


def offence_group(label: str) -> str:
    """The identifier of an offence group; raises ValueError for one not defined."""
    group = slug(label)
    group = GROUP_ALIASES.get(group, group)
    if group not in _offence_groups():
        reason = "is not an offence group in data/definitions/categories.toml"
        raise ValueError(f"{label.strip()[:60]!r} {reason}")
    return group


def has_headings(path: Path, *headings: str) -> bool:
    """True where a file has the columns of a quarterly file and these headings."""
    wanted = PLACE_COLUMNS | {heading: (heading,) for heading in headings}
    return len(find_columns(read_headings(path), wanted)) == len(wanted)


def edition(path: Path) -> str:
    """The financial years a file holds, "2017-18" or "2016-17 to 2017-18".

    Raises FileRefused for a file that holds none.
    """
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    place = find_columns(first.cells, PLACE_COLUMNS).get("year", len(first.cells))
    years: set[str] = set()
    for row in rows:
        if len(row.cells) > place and len(years) < MOST_YEARS:
            years.add(row.cells[place])
    labels = sorted({label for year in years if (label := _year_label(year))})
    if not labels:
        raise FileRefused(path, "does not say its financial year, such as 2017/18")
    return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def _year_label(year: str) -> str | None:
    try:
        started = quarter_period(year, "1") // 100
    except ValueError:
        return None
    return f"{started}-{(started + 1) % 100:02}"


def read_quarters(
    path: Path, refuse: Refuse, source: OpenData
) -> Iterator[Observation]:
    """Each force's totals by quarter and offence group, and over all groups.

    A force with any row in a quarter has every offence group of the file, at zero if
    it must be, because some editions leave zeros out. A total that a refused row may
    have been part of is withheld. Bodies without an area are refused once each, with
    their totals.
    """
    refuse_row = limited(path, refuse)
    tally = Tally()
    _add_up(path, source, tally, refuse_row)
    for name, totals in sorted(tally.bodies.items()):
        reason = "has no police force area: left out of every area"
        refuse_row(None, reason, f"{name}: {totals[0]:,} {source.unit}")
    for label, rows in sorted(tally.outcomes_only.items()):
        reason = f"counts no {source.unit} for offences recorded in the quarter"
        refuse_row(None, reason, f"{label}: {rows:,} rows")
    for cell, totals in _complete(tally.sums, len(source.series)):
        if any(doubt.touches(cell) for doubt in tally.doubts):
            continue
        if totals[0] < 0:
            content = f"{cell.code} {cell.period} {cell.group}: {totals[0]:,}"
            refuse_row(None, f"its {source.unit} add up to less than none", content)
            continue
        for series, value in zip(source.series, totals, strict=True):
            yield Observation(
                series=series,
                area_type="police_force",
                area_code=cell.code,
                period=cell.period,
                frequency="quarter",
                breakdown="all" if cell.group == "all" else "offence_group",
                category=cell.group,
                value=float(value),
                status="published",
            )


def _complete(
    sums: Mapping[Cell, list[int]], width: int
) -> Iterator[tuple[Cell, list[int]]]:
    """Every group of every force and quarter that has any, and all groups together."""
    # A group of which only outcomes come in has no offences recorded in the quarter.
    groups = sorted(
        {
            cell.group
            for cell, totals in sums.items()
            if cell.group != OUTCOMES_ONLY or any(totals)
        }
    )
    for code, period in sorted({(cell.code, cell.period) for cell in sums}):
        cells = [Cell(code, period, group) for group in groups]
        totals = [sums.get(cell, [0] * width) for cell in cells]
        every = [sum(parts) for parts in zip(*totals, strict=True)]
        yield Cell(code, period, "all"), every
        yield from zip(cells, totals, strict=True)


def _add_up(path: Path, source: OpenData, tally: Tally, refuse_row: RefuseRow) -> None:
    """Add every row of a file into the tally, refusing those that cannot be read.

    Raises FileRefused for a missing heading and for a file that ends in mid-row.
    """
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    places = _find_places(path, first.cells, source)
    year, quarter, force, group = (places[column] for column in PLACE_COLUMNS)
    count, kind = places["count"], places.get("kind")
    # The lists of the tally's sums, under the row's own words: looked up once a row.
    known: dict[tuple[str, str, str, str], list[int] | None] = {}

    def refuse_part(row: Row, reason: str) -> None:
        _doubt(row, places, source, tally)
        refuse_row(row.line, reason, row.content)

    for row in whole_rows(path, rows, len(first.cells), refuse_part):
        cells = row.cells
        key = (cells[year], cells[quarter], cells[force], cells[group])
        try:
            if key not in known:
                known[key] = _totals(row, key, source, tally, refuse_row)
            totals = known[key]
            if totals is None:
                continue
            parts = _parts(cells[kind] if kind is not None else "", source)
            written = cells[count]
            is_plain = written.isascii() and written.isdecimal()
            value = int(written) if is_plain else parse_count(written)
            if value is None:
                _count_nothing(row, places, tally)
                continue
            for part in parts:
                totals[part] += value
        except ValueError as error:
            refuse_part(row, str(error))


def _find_places(
    path: Path, headings: Sequence[str], source: OpenData
) -> dict[str, int]:
    """Where the columns are; raises FileRefused naming a heading that is missing."""
    wanted = PLACE_COLUMNS | dict(source.columns)
    places = find_columns(headings, wanted)
    missing = [wanted[c][0] for c in wanted if c not in places and c != "expired"]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", 1)
    return places


def _totals(
    row: Row,
    key: tuple[str, str, str, str],
    source: OpenData,
    tally: Tally,
    refuse_row: RefuseRow,
) -> list[int] | None:
    """The sums a row is part of; None for a blank row or a force not known.

    Raises ValueError naming what in the row cannot be read.
    """
    if row.is_blank:
        return None
    year, quarter, force, group = key
    nothing = [0] * len(source.series)
    code = area_codes(source.publication).get(name_key(force))
    if code is None:
        if name_key(force) not in tally.strangers:
            tally.strangers.add(name_key(force))
            reason = (
                f"{force.strip()[:60]!r} is not a force in data/definitions/"
                f"area_names.toml, [{source.publication}]: its rows are left out"
            )
            refuse_row(row.line, reason, row.content)
        return None
    cell = Cell(code, quarter_period(year, quarter), offence_group(group))
    if not code:
        return tally.bodies.setdefault(force.strip(), nothing)
    return tally.sums.setdefault(cell, nothing)


def _parts(kind: str, source: OpenData) -> tuple[int, ...]:
    parts = source.parts.get(kind) or source.parts.get(kind.strip().upper())
    if parts is None:
        raise ValueError(f"{kind.strip()[:40]!r} is not an outcome type that is known")
    return parts


def _count_nothing(row: Row, places: Mapping[str, int], tally: Tally) -> None:
    """Note a row that only counts on another basis; raises ValueError for any other."""
    group = row.cells[places["group"]].strip()
    expired = row.cells[places["expired"]].strip() if "expired" in places else ""
    if expired.casefold() not in EXPIRED and offence_group(group) != OUTCOMES_ONLY:
        raise ValueError(f"{row.cells[places['count']].strip()!r} is no count")
    tally.outcomes_only[group] = tally.outcomes_only.get(group, 0) + 1


def _doubt(row: Row, places: Mapping[str, int], source: OpenData, tally: Tally) -> None:
    """Note which totals a row that is refused would have been part of."""
    cells = row.cells + [""] * (max(places.values()) + 1 - len(row.cells))
    code = area_codes(source.publication).get(name_key(cells[places["force"]]))
    if not code:
        return
    period: int | None = None
    group: str | None = None
    with suppress(ValueError):
        period = quarter_period(cells[places["year"]], cells[places["quarter"]])
    with suppress(ValueError):
        group = offence_group(cells[places["group"]])
    tally.doubts.add(Doubt(code, period, group))
