"""Census and mid-year population by local authority, added up into police forces.

The publisher rounds the 2021 census to 5 and hides counts under 10. A force's sum
leaves hidden cells out, so it is short by up to 9 for each: it is given where that is
at most one part in 200, and marked as suppressed where it is more. Ages by ethnic
group are hidden so often that every age band of a force is suppressed.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data.ingest.authorities import (
    ENGLAND,
    ENGLAND_AND_WALES,
    WALES,
    Boundaries,
    Place,
    Sum,
    Sums,
    Tally,
    add_up,
    nations,
)
from data.ingest.headings import RefuseRow, Row, limited, listed, read_rows
from data.ingest.population_layouts import (
    Columns,
    Layout,
    LookupColumns,
    layout_of,
    lookup_columns,
)
from data.ingest.publication import (
    FileRefused,
    NothingToLoad,
    NotThisPublication,
    Observation,
    Publication,
    Refuse,
)

# The publisher's rounding moves a cell by no more than this.
_ROUNDED_BY = 2.5
_COUNTRIES = {"E": "England", "W": "Wales"}
_NATIONS = frozenset({ENGLAND, WALES, ENGLAND_AND_WALES})
_AUTHORITY_CODES = ("E06", "E07", "E08", "E09", "W06")


def recognises(path: Path) -> bool:
    """Whether the headings are a population file's, or those of the lookup."""
    return layout_of(path) is not None or lookup_columns(path) is not None


def edition(path: Path) -> str:
    """What the file covers, as "census-2021-sex" or "mid-2001-to-mid-2020".

    Raises FileRefused where no row says its year. The lookup has no figures: it is
    checked against ours, and raises NothingToLoad where it agrees.
    """
    lookup = lookup_columns(path)
    if lookup is not None:
        _check_lookup(path, lookup)
        reason = "is a list of authorities and forces, and agrees with ours"
        raise NothingToLoad(path, reason)
    layout = _layout(path)
    if layout.series == "census_population":
        return layout.edition
    rows = read_rows(path)
    columns = layout.columns(next(rows).cells)
    years = {year for row in rows if (year := _year(row, columns, layout)) is not None}
    if not years:
        raise FileRefused(path, "has no row with a year, so it cannot be dated")
    return f"mid-{min(years)}-to-mid-{max(years)}"


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Residents of each force and nation, by year.

    Raises FileRefused where authorities are missing or do not add up to the nation.
    """
    layout = _layout(path)
    refuse_row = limited(path, refuse)
    tallies = _tally(path, layout, refuse_row)
    if not any(tally.sums for tally in tallies.values()):
        raise FileRefused(path, "has no row for any local authority")
    for year in sorted(tallies):
        yield from _observations(path, layout, tallies[year], year, refuse_row)


PUBLICATION = Publication(
    name="population",
    title="Population: censuses of 2011 and 2021, and mid-year estimates",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)


def _layout(path: Path) -> Layout:
    layout = layout_of(path)
    if layout is None:
        reason = "has none of the headings of a census or mid-year population file"
        raise NotThisPublication(path, reason)
    return layout


@cache
def _boundaries(merged: tuple[tuple[str, str], ...]) -> Boundaries:
    return Boundaries(dict(merged))


def _tally(path: Path, layout: Layout, refuse_row: RefuseRow) -> dict[int, Tally]:
    """Every readable row added in, by year."""
    rows = read_rows(path)
    columns = layout.columns(next(rows).cells)
    tallies: dict[int, Tally] = {}
    for row in rows:
        if row.is_blank:
            continue
        if len(row.cells) != columns.width:
            reason = f"has {len(row.cells)} cells under {columns.width} headings"
            raise FileRefused(path, f"{reason}: is the file cut short?", row.line)
        code = row.cells[columns.code].strip()
        place = _place(code, layout)
        if place is None:
            if code.startswith(_AUTHORITY_CODES):
                reason = f"{code} is not in local_authorities.csv: add it and its force"
                refuse_row(row.line, reason, row.content)
            continue
        year = _year(row, columns, layout)
        if year is None:
            raise FileRefused(path, "has no year", row.line)
        tally = tallies.setdefault(year, Tally())
        try:
            part, counts = layout.parse(row.cells, columns)
        except ValueError as error:
            refuse_row(row.line, str(error), row.content)
            tally.unread.setdefault(place, set()).add(code)
            continue
        if (code, part) in tally.seen.setdefault(place, set()):
            raise FileRefused(path, f"repeats {code} {part}".rstrip(), row.line)
        tally.seen[place].add((code, part))
        for category, count in counts:
            tally.add(place, category, count=count)
    return tallies


def _place(code: str, layout: Layout) -> Place | None:
    """Where a row counts; None for regions and other levels, which are not added."""
    if code in _NATIONS:
        return Place("nation", code)
    return _boundaries(layout.merged).place_of(code)


def _year(row: Row, columns: Columns, layout: Layout) -> int | None:
    """The year a row is for, None if it says none."""
    if layout.year is not None:
        return layout.year
    if columns.year is None or columns.year >= len(row.cells):
        return None
    text = row.cells[columns.year].strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _observations(
    path: Path, layout: Layout, tally: Tally, year: int, refuse_row: RefuseRow
) -> Iterator[Observation]:
    """Whole forces, then nations; a force with an unread row is refused by name."""
    boundaries = _boundaries(layout.merged)
    countries: dict[str, Sums] = {}
    for letter, country in _COUNTRIES.items():
        places = boundaries.places(letter)
        if not any(place in tally.seen or place in tally.unread for place in places):
            continue
        whole = [place for place in places if place not in tally.unread]
        faults = [
            fault
            for place in whole
            if (fault := _fault(tally, place, layout, boundaries))
        ]
        if faults:
            reason = f"in {year} is not the whole of {country}: {listed(faults)}"
            raise FileRefused(path, reason)
        for place in places:
            if place in tally.unread:
                codes = listed(sorted(tally.unread[place]))
                reason = f"{place.area_code} in {year} is left out: it needs {codes}"
                refuse_row(None, reason, "")
        if len(whole) == len(places):
            countries[letter] = add_up(tally.sums[place] for place in whole)
        for place in whole:
            yield from _figures(layout, place, tally.sums[place], year)
    for code, sums in nations(countries):
        place = Place("nation", code)
        given = tally.sums.get(place)
        if given is not None:
            _check_nation(path, code, given, sums)
        yield from _figures(layout, place, given or sums, year)


def _fault(
    tally: Tally, place: Place, layout: Layout, boundaries: Boundaries
) -> str | None:
    """Why a place is not whole in this file; None if it is."""
    seen = tally.seen.get(place, set())
    codes = {code for code, _ in seen}
    missing = [
        f"{code} {part}".rstrip()
        for code in sorted(codes)
        for part in layout.parts
        if (code, part) not in seen
    ]
    if missing:
        return f"{place.area_code} lacks {listed(missing)}"
    return boundaries.fault(place, codes)


def _check_nation(path: Path, code: str, given: Sums, sums: Sums) -> None:
    """Raises FileRefused if the authorities cannot add up to the nation's own row."""
    for category, stated in given.items():
        parts = sums.get(category, Sum())
        leeway = parts.most_short + stated.most_short
        leeway += int(_ROUNDED_BY * (parts.cells + stated.cells))
        if abs(stated.total - parts.total) > leeway:
            reason = (
                f"does not add up: {code} {category[1]} is {stated.total:,} but its "
                f"local authorities come to {parts.total:,}"
            )
            raise FileRefused(path, reason)


def _figures(
    layout: Layout, place: Place, sums: Sums, year: int
) -> Iterator[Observation]:
    for (breakdown, category), total in sums.items():
        value, status = total.figure()
        yield Observation(
            layout.series,
            place.area_type,
            place.area_code,
            year * 100 + 1,
            "year",
            breakdown,
            category,
            value,
            status,
        )


def _check_lookup(path: Path, lookup: LookupColumns) -> None:
    """Raises FileRefused, by line, if it places an authority elsewhere than we do."""
    boundaries = _boundaries(())
    faults: list[tuple[int, str]] = []
    rows = read_rows(path)
    next(rows)
    for row in rows:
        if row.is_blank:
            continue
        if len(row.cells) <= max(lookup.authority, lookup.force):
            raise FileRefused(path, "has too few cells: is it cut short?", row.line)
        code = row.cells[lookup.authority].strip()
        force = row.cells[lookup.force].strip()
        place = boundaries.place_of(code)
        if place is None:
            faults.append((row.line, f"{code} is not in local_authorities.csv"))
        elif place.area_code != force:
            reason = f"{code} is in {force}, where we have {place.area_code}"
            faults.append((row.line, reason))
    if faults:
        line, reason = faults[0]
        others = listed(f"line {line}: {reason}" for line, reason in faults[1:])
        raise FileRefused(path, f"{reason}; {others}" if others else reason, line)
