"""What the Ministry of Justice's statistics of the criminal courts have in common.

Labels carry a number (`01. Triable-either-way trials`, `00: All offences`) and areas
are given at several levels in one column. London is divided among several boards of
the publisher's; as one area it has the figures of the London region, which is the same
ground.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.definitions import read_courts
from data.ingest.crosstab import NATION, Category
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    find_columns,
    listed,
    name_key,
    parse_count,
    read_rows,
    unknown_headings,
    whole_rows,
)
from data.ingest.home_office import offence_group
from data.ingest.publication import FileRefused, Observation

AREA, REGION, COURT = "criminal_justice_area", "hmcts_region", "court"
LONDON = "E23000001"
CITY_OF_LONDON = "E23000034"
#: Adds up every offence, and every category of anything else.
ALL = "all"

_CODE = re.compile(r"^\s*\d{1,2}[a-z]?\s*[.:]\s*")
_OFFENCES = {
    "alloffences": ALL,
    "possessionofweapons": "possession_of_weapons_offences",
    "notknown": "not_known",
    "unknown": "not_known",
    "other": "other_offences",
}
_NATIONS = {
    "englandandwales": (("nation", NATION),),
    "national": (("nation", NATION),),
    "england": (("nation", "E92000001"),),
    "wales": (("nation", "W92000004"), (REGION, "HMCTS-WALES")),
}
_REGIONS = {
    "london": ((REGION, "HMCTS-LONDON"), (AREA, LONDON)),
    "midlands": ((REGION, "HMCTS-MIDLANDS"),),
    "northeast": ((REGION, "HMCTS-NORTH-EAST"),),
    "northwest": ((REGION, "HMCTS-NORTH-WEST"),),
    "southeast": ((REGION, "HMCTS-SOUTH-EAST"),),
    "southwest": ((REGION, "HMCTS-SOUTH-WEST"),),
}
_UNKNOWN = ("unknown", "unknownregion", "notknown", "")
_BOARD = "lcjb"


class Area(NamedTuple):
    """A geography by type and code."""

    type: str
    code: str


class Key(NamedTuple):
    """What a number is of."""

    area: Area
    period: int
    series: str


Sums = dict[Key, dict[Category, int]]
#: Where a row counts, and in what; raises ValueError for a label that is not known.
Meaning = Callable[[Mapping[str, str]], tuple[Sequence[Key], Sequence[Category]]]


def plain_label(label: str) -> str:
    """A label without its number and brackets."""
    return _CODE.sub("", label).strip().strip("[]").strip()


def quarter_period(year: str, quarter: str) -> int:
    """The first month, yyyymm, of a quarter of a calendar year: "Q2", "2".

    Raises ValueError for anything else.
    """
    plain = year.strip().removesuffix(".0")
    if not re.fullmatch(r"(19|20)\d\d", plain):
        raise ValueError(f"{year.strip()[:40]!r} is no year such as 2025")
    number = re.fullmatch(r"(?:Q(?:uarter)?)?\s*([1-4])", quarter.strip(), re.I)
    if number is None:
        raise ValueError(f"{quarter.strip()[:40]!r} is not a quarter from Q1 to Q4")
    return int(plain) * 100 + 3 * int(number[1]) - 2


def quarter_label(period: int) -> str:
    """A quarter as an edition is called: 2025-Q4."""
    return f"{period // 100}-Q{(period % 100 + 2) // 3}"


@cache
def court_offence(label: str) -> str | None:
    """An offence group, "all", or None for one that is part of another.

    Raises ValueError for one that is not known.
    """
    plain = plain_label(label)
    if " - " in plain:
        return None
    return _OFFENCES.get(name_key(plain)) or offence_group(plain)


def areas_named(name: str) -> tuple[Area, ...]:
    """The areas a figure is of: none where it is not known, or of part of London.

    Raises ValueError for a name that is not known.
    """
    key = name_key(plain_label(name))
    if key in _UNKNOWN or _is_part_of_london(name):
        return ()
    is_board = key.endswith(_BOARD)
    key = key.removesuffix(_BOARD)
    known = {} if is_board else _NATIONS | _REGIONS
    if key in known:
        return tuple(Area(*area) for area in known[key])
    code = area_codes("police").get(key)
    if not code or code in (LONDON, CITY_OF_LONDON):
        reason = "is not an area in data/definitions/area_names.toml"
        raise ValueError(f"{name.strip()[:60]!r} {reason}, [police]")
    return (Area(AREA, code),)


def _is_part_of_london(name: str) -> bool:
    key = name_key(name)
    return key.endswith(_BOARD) and "london" in key


@cache
def _courts() -> Mapping[str, str]:
    return {name_key(court["spelling"]): court["code"] for court in read_courts()}


def court_named(name: str) -> Area | None:
    """A Crown Court centre, None where it is not known to the publisher.

    Raises ValueError for one that is not in courts.csv.
    """
    key = name_key(plain_label(name)).removesuffix("crowncourt")
    if key in _UNKNOWN or key == "na":
        return None
    # "Central Criminal Court" keeps its last word.
    code = _courts().get(key) or _courts().get(name_key(plain_label(name)))
    if code is None:
        reason = "is not a court in data/definitions/courts.csv"
        raise ValueError(f"{name.strip()[:60]!r} {reason}")
    return Area(COURT, code)


def has_columns(
    headings: Sequence[str], columns: Mapping[str, tuple[str, ...]]
) -> bool:
    """True where every one of the columns is among the headings."""
    return len(find_columns(headings, columns)) == len(columns)


def find_places(
    path: Path,
    first: Row,
    columns: Mapping[str, tuple[str, ...]],
    refuse_row: RefuseRow,
    *,
    optional: Mapping[str, tuple[str, ...]] | None = None,
    also_known: Sequence[str] = (),
) -> dict[str, int]:
    """Where the columns are, in any order; those not known are named and left unread.

    Raises FileRefused for one that is missing and not optional.
    """
    every = dict(columns) | dict(optional or {})
    places = find_columns(first.cells, every)
    missing = [columns[column][0] for column in columns if column not in places]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", first.line)
    for heading in unknown_headings(first.cells, [*every.values(), also_known]):
        refuse_row(first.line, "is a column that is not known: left unread", heading)
    return places


def areas_of_court(cells: Mapping[str, str]) -> list[Area]:
    """The court of a row and the areas it counts in, the nation and London whole.

    `cells` may have the columns region, board (of the publisher's areas) and court.
    """
    court = court_named(cells.get("court", ""))
    board = cells.get("board", "")
    areas = [
        Area("nation", NATION),
        *areas_named(cells.get("region", "")),
        *areas_named(board),
    ]
    if _is_part_of_london(board):
        areas.append(Area(AREA, LONDON))
    return list(dict.fromkeys([*areas, court] if court else areas))


def read_labelled(
    path: Path,
    columns: Mapping[str, tuple[str, ...]],
    refuse_row: RefuseRow,
    *,
    optional: Mapping[str, tuple[str, ...]] | None = None,
    also_known: Sequence[str] = (),
) -> Iterator[tuple[Row, dict[str, str]]]:
    """Each row and its cells by column; raises FileRefused where a row is cut short."""
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    places = find_places(
        path, first, columns, refuse_row, optional=optional, also_known=also_known
    )

    def refuse_part(row: Row, reason: str) -> None:
        raise FileRefused(path, reason, row.line)

    for row in whole_rows(path, rows, len(first.cells), refuse_part):
        if not row.is_blank:
            yield row, {name: row.cells[place] for name, place in places.items()}


def add_up(
    path: Path, rows: Iterator[tuple[Row, dict[str, str]]], meaning: Meaning
) -> Sums:
    """The column `value` of rows, added up by what the others mean.

    Raises FileRefused by line for a label that is not known or a value that is no
    count, as every sum would be short of it.
    """
    sums: Sums = {}
    # By the row's own words, which come again and again.
    known: dict[tuple[str, ...], tuple[Sequence[Key], Sequence[Category]]] = {}
    for row, cells in rows:
        value = cells.pop("value")
        words = tuple(cells.values())
        try:
            if words not in known:
                known[words] = meaning(cells)
            # The publisher leaves a nought empty.
            count = parse_count(value) or 0
            if count < 0:
                raise ValueError(f"{count} is fewer than none")
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        keys, categories = known[words]
        for key in keys:
            counts = sums.setdefault(key, {})
            for category in categories:
                counts[category] = counts.get(category, 0) + count
    return sums


def observations(sums: Sums) -> Iterator[Observation]:
    """Every category that a series and quarter has anywhere, at nought if need be."""
    categories: dict[tuple[int, str], set[Category]] = {}
    for key, counts in sums.items():
        categories.setdefault((key.period, key.series), set()).update(counts)
    for key in sorted(sums):
        for category in sorted(categories[key.period, key.series]):
            yield Observation(
                key.series,
                *key.area,
                key.period,
                "quarter",
                *category,
                float(sums[key].get(category, 0)),
                "published",
            )


def last_quarter(path: Path, columns: Mapping[str, tuple[str, ...]]) -> str:
    """The last quarter of a file, "2025-Q4": each restates the quarters before.

    `columns` are those of the year and quarter; rows for a whole year are passed over.
    Raises FileRefused for a file that says none.
    """
    written: set[tuple[str, str]] = set()
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    places = find_columns(first.cells, columns)
    for row in rows:
        if len(row.cells) == len(first.cells):
            written.add((row.cells[places["year"]], row.cells[places["quarter"]]))
    periods = []
    for year, quarter in written:
        with suppress(ValueError):
            periods.append(quarter_period(year, quarter))
    if not periods:
        raise FileRefused(path, "does not say its quarter, such as 2025 and Q4")
    return quarter_label(max(periods))
