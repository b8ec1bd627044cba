"""What the Home Office's yearly open data on police powers have in common."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.ingest.crosstab import CrossTab, Place, Shape
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
    unknown_headings,
    whole_rows,
)
from data.ingest.publication import FileRefused, Observation, Refuse

FORCE = "police_force"
#: Police forces of England and Wales; a file with all of them has the national figure.
FORCES = 43
#: Where the spellings of the forces are, in data/definitions/area_names.toml.
SPELLINGS = "police"
#: More spellings of years than any file holds.
MOST_YEARS = 100
PLACE_COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("Financial Year", "Year Ending"),
    "force": ("Force Name", "Police Force", "Police Force Area"),
}


@dataclass(frozen=True)
class YearlyData:
    """What one publication counts, and how its columns tell rows apart.

    `columns` are the publication's own, by name, and `counts` those of them that are
    counts, in the order of the series. `fields` says which column each field of the
    shape is read from, and how. `also_known` are columns with nothing to read.
    """

    unit: str
    columns: Mapping[str, tuple[str, ...]]
    counts: tuple[str, ...]
    fields: Mapping[str, tuple[str, Callable[[str], str]]]
    shape: Shape
    also_known: tuple[str, ...] = ()


@dataclass
class Doubts:
    """What was left out of the sums."""

    strangers: set[str] = field(default_factory=set)
    #: Forces of rows whose year could not be read.
    undated: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)


def year_started(written: str) -> int:
    """The year a financial year starts in, from "2017/18" or the day it ends.

    Raises ValueError for anything else.
    """
    plain = written.strip()
    match = re.fullmatch(r"((?:19|20)\d\d)\s*[/–-]\s*(?:19|20)?(\d\d)", plain)
    if match is not None and (int(match[1]) + 1) % 100 == int(match[2]):
        return int(match[1])
    match = re.fullmatch(r"(20\d\d)-03-31(?:[T ]00:00:00)?", plain)
    if match is not None:
        return int(match[1]) - 1
    raise ValueError(f"{plain[:40]!r} is no financial year like 2017/18")


def year_label(started: int) -> str:
    """A financial year as an edition is called: 2017-18."""
    return f"{started}-{(started + 1) % 100:02}"


def has_columns(path: Path, columns: Mapping[str, tuple[str, ...]]) -> bool:
    """True where a file has the columns of a place and year, and these."""
    wanted = PLACE_COLUMNS | dict(columns)
    return len(find_columns(read_headings(path), wanted)) == len(wanted)


def edition(path: Path) -> str:
    """The financial years a file holds, "2017-18" or "2006-07 to 2017-18".

    Raises FileRefused for a file that holds none.
    """
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    place = find_columns(first.cells, PLACE_COLUMNS).get("year", len(first.cells))
    written: set[str] = set()
    for row in rows:
        if len(row.cells) > place and len(written) < MOST_YEARS:
            written.add(row.cells[place])
    years = sorted({year for each in written if (year := _year_or_none(each))})
    if not years:
        raise FileRefused(path, "does not say its financial year, such as 2017/18")
    if len(years) == 1:
        return year_label(years[0])
    return f"{year_label(years[0])} to {year_label(years[-1])}"


def _year_or_none(written: str) -> int | None:
    try:
        return year_started(written)
    except ValueError:
        return None


def read_years(path: Path, refuse: Refuse, source: YearlyData) -> Iterator[Observation]:
    """Each force's yearly counts by breakdown, and those of England and Wales.

    A force and year with a row that could not be counted is left out whole. A row
    whose category cannot be read counts in the total, and the breakdowns it should
    be in are left out. Bodies without an area count in England and Wales alone.
    """
    refuse_row = limited(path, refuse)
    tab = CrossTab(source.shape)
    doubts = Doubts()
    _add_up(path, source, tab, doubts, refuse_row)
    for place in list(tab.tallies):
        if place.area_code in doubts.undated:
            tab.doubt(place)
    if doubts.bodies:
        reason = "has no police force area: counted in England and Wales alone"
        count = tab.without_area()[0]
        names = listed(sorted(doubts.bodies))
        refuse_row(None, reason, f"{names}: {count:,} {source.unit}")
    if doubts.strangers or doubts.undated:
        reason = "England and Wales is left out: some rows are of no known force or"
        refuse_row(None, f"{reason} year", "")
    else:
        tab.add_nation(FORCES, refuse_row)
    yield from tab.observations("year", refuse_row)


def _add_up(
    path: Path, source: YearlyData, tab: CrossTab, doubts: Doubts, refuse_row: RefuseRow
) -> None:
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    places = _find_places(path, first.cells, source)
    known = [*PLACE_COLUMNS.values(), *source.columns.values(), source.also_known]
    for heading in unknown_headings(first.cells, known):
        refuse_row(first.line, "is a column that is not known: left unread", heading)
    positions = [places[column] for column, _ in source.fields.values()]
    counts = [places[column] for column in source.counts]
    # Categories by the row's own words, which a file repeats over and over.
    categories: dict[tuple[str, ...], tuple[str | None, ...]] = {}
    spots: dict[tuple[str, str], Place | None] = {}

    def refuse_part(row: Row, reason: str) -> None:
        refuse_row(row.line, reason, row.content)
        cells = row.cells + [""] * (max(places.values()) + 1 - len(row.cells))
        code = area_codes(SPELLINGS).get(name_key(cells[places["force"]]))
        if code is not None:
            doubts.undated.add(code)

    for row in whole_rows(path, rows, len(first.cells), refuse_part):
        cells = row.cells
        spot = (cells[places["year"]], cells[places["force"]])
        try:
            if spot not in spots:
                spots[spot] = _place(row, spot, doubts, refuse_row)
        except ValueError as error:
            refuse_part(row, str(error))
            continue
        place = spots[spot]
        if place is None:
            continue
        words = tuple([cells[position] for position in positions])
        found = categories.get(words)
        if found is None:
            found, faults = _categories(words, source)
            if faults:
                reason = "counted in totals and left out of breakdowns"
                refuse_row(row.line, f"{listed(faults)}: {reason}", row.content)
            else:
                categories[words] = found
        try:
            tab.add(place, found, _counts([cells[each] for each in counts], source))
        except ValueError as error:
            refuse_row(row.line, str(error), row.content)
            tab.doubt(place)


def _find_places(
    path: Path, headings: Sequence[str], source: YearlyData
) -> dict[str, int]:
    """Where the columns are; raises FileRefused naming a heading that is missing."""
    wanted = PLACE_COLUMNS | dict(source.columns)
    places = find_columns(headings, wanted)
    missing = [wanted[column][0] for column in wanted if column not in places]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", 1)
    return places


def _place(
    row: Row, spot: tuple[str, str], doubts: Doubts, refuse_row: RefuseRow
) -> Place | None:
    """Where a row counts, None for a force not known; raises ValueError undated."""
    if row.is_blank:
        return None
    year, force = spot
    code = area_codes(SPELLINGS).get(name_key(force))
    if code is None:
        if name_key(force) not in doubts.strangers:
            doubts.strangers.add(name_key(force))
            reason = (
                f"{force.strip()[:60]!r} is not a force in data/definitions/"
                f"area_names.toml, [{SPELLINGS}]: its rows are left out"
            )
            refuse_row(row.line, reason, row.content)
        return None
    if not code:
        doubts.bodies.add(force.strip())
    return Place(FORCE, code, year_started(year) * 100 + 4)


def _categories(
    words: Sequence[str], source: YearlyData
) -> tuple[tuple[str | None, ...], list[str]]:
    """The category of each field, and why any could not be read."""
    found: list[str | None] = []
    faults: list[str] = []
    for word, (_, parse) in zip(words, source.fields.values(), strict=True):
        try:
            found.append(parse(word))
        except ValueError as error:
            found.append(None)
            faults.append(str(error))
    return tuple(found), faults


def _counts(cells: Sequence[str], source: YearlyData) -> list[int] | None:
    """The counts of a row, None where it has none; raises ValueError for no count."""
    if all(cell.isascii() and cell.isdecimal() for cell in cells):
        return [int(cell) for cell in cells]
    counts = [parse_count(cell) for cell in cells]
    if all(count is None for count in counts):
        return None
    if any(count is not None and count < 0 for count in counts):
        raise ValueError(f"counts fewer than no {source.unit}")
    if not source.shape.nothing_is_nil and None in counts:
        raise ValueError(f"has no count of {source.unit}")
    return [count or 0 for count in counts]
