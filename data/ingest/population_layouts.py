"""How each population file lays out its columns, and what each column counts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.ingest.ethnic_groups import EthnicColumn, parse_ethnic_heading
from data.ingest.headings import find_columns, heading_key, parse_count, read_headings

#: Breakdown and category.
Category = tuple[str, str]
Counts = list[tuple[Category, int | None]]

ALL: Category = ("all", "all")
_EVERYONE = EthnicColumn(None, None, None)
_SEXES = ("female", "male")
_OLDEST = 100
_AGES = tuple(str(age) for age in range(_OLDEST + 1))
#: First ages of the bands: 10 is the age of criminal responsibility, 18 adulthood.
_BANDS = (0, 10, 18, 25, 35, 45, 55, 65, 75)
# The 2021 census counts these inside a neighbour, to keep their few residents private.
_MERGED_2021 = (("E09000033", "E09000001"), ("E06000053", "E06000052"))


class Columns(NamedTuple):
    """Where a file's columns are; `part` holds a sex or an age, `year` a year."""

    width: int
    code: int
    part: int | None
    year: int | None
    counts: tuple[tuple[int, EthnicColumn], ...]


@dataclass(frozen=True)
class Layout:
    """One kind of population file.

    `parts` are the sexes or ages each authority has a row for. `year` is None where
    the rows say it. `fault` says what in a row does not add up.
    """

    edition: str
    series: str
    year: int | None
    find: Callable[[Sequence[str]], Columns | None]
    categories: Callable[[EthnicColumn, str], tuple[Category, ...]]
    parts: tuple[str, ...] = ("",)
    parse_part: Callable[[str], str] = str.strip
    merged: tuple[tuple[str, str], ...] = ()
    fault: Callable[[Counts], str | None] = lambda counts: None

    def columns(self, headings: Sequence[str]) -> Columns:
        """Where the columns are; the headings must be this layout's."""
        columns = self.find(headings)
        if columns is None:
            raise ValueError(f"headings are not those of {self.edition}")
        return columns

    def parse(self, cells: Sequence[str], columns: Columns) -> tuple[str, Counts]:
        """The row's sex or age, and its counts, None where the publisher hides one.

        Raises ValueError where a cell cannot be read or the row does not add up.
        """
        part = "" if columns.part is None else self.parse_part(cells[columns.part])
        if part not in self.parts:
            raise ValueError(f"{part[:40]!r} is none of the sexes or ages expected")
        counts: Counts = []
        for place, column in columns.counts:
            count = parse_count(cells[place])
            if count is not None and count < 0:
                raise ValueError(f"{count} residents cannot be")
            counts += [(category, count) for category in self.categories(column, part)]
        fault = self.fault(counts)
        if fault:
            raise ValueError(fault)
        return part, counts


def layout_of(path: Path) -> Layout | None:
    """The layout whose headings the file has, None if there is none."""
    headings = read_headings(path)
    return next((each for each in LAYOUTS if each.find(headings)), None)


class LookupColumns(NamedTuple):
    """Where the authority to force lookup has its codes."""

    authority: int
    force: int


def lookup_columns(path: Path) -> LookupColumns | None:
    """The columns of an authority to force lookup, None if the file is not one."""
    keys = [heading_key(heading) for heading in read_headings(path)]
    found = {
        match[1]: place
        for place, key in enumerate(keys)
        if (match := re.fullmatch(r"(lad|pfa)\d\dcd", key))
    }
    if found.keys() != {"lad", "pfa"}:
        return None
    return LookupColumns(found["lad"], found["pfa"])


def _find(
    headings: Sequence[str],
    *,
    keys: Mapping[str, Sequence[str]],
    groups: int,
    has_sex: bool = False,
) -> Columns | None:
    """The columns, where all of `keys` are there and so many ethnic groups."""
    found = find_columns(headings, keys)
    ethnic = tuple(
        (place, column)
        for place, heading in enumerate(headings)
        if (column := parse_ethnic_heading(heading))
        and (column.sex is not None) == has_sex
    )
    if found.keys() != keys.keys() or len(set(ethnic)) != groups:
        return None
    counts = ethnic or ((found["population"], _EVERYONE),)
    return Columns(
        len(headings), found["code"], found.get("part"), found.get("year"), counts
    )


_CENSUS_CODE = {"code": ("geography code",)}


def _find_2011(headings: Sequence[str]) -> Columns | None:
    return _find(headings, keys=_CENSUS_CODE | {"year": ("date",)}, groups=24)


def _find_sex(headings: Sequence[str]) -> Columns | None:
    return _find(headings, keys=_CENSUS_CODE | {"part": ("sex",)}, groups=19)


def _find_age(headings: Sequence[str]) -> Columns | None:
    return _find(headings, keys=_CENSUS_CODE | {"part": ("age",)}, groups=19)


def _find_age_and_sex(headings: Sequence[str]) -> Columns | None:
    keys = _CENSUS_CODE | {"part": ("age",)}
    return _find(headings, keys=keys, groups=38, has_sex=True)


def _find_mid_year(headings: Sequence[str]) -> Columns | None:
    keys = {
        "code": ("code", "ladcode", "geography code"),
        "year": ("year",),
        "population": ("population",),
    }
    return _find(headings, keys=keys, groups=0)


@cache
def _by_group_2011(column: EthnicColumn, part: str) -> tuple[Category, ...]:
    if column.detailed is not None:
        return (("ethnic_group_18", column.detailed),)
    return (ALL if column.broad is None else ("ethnic_group_5", column.broad),)


@cache
def _by_group_2021(column: EthnicColumn, part: str) -> tuple[Category, ...]:
    return (
        ALL,
        ("sex", part),
        ("ethnic_group_5", str(column.broad)),
        ("ethnic_group_19", str(column.detailed)),
    )


@cache
def _by_age(column: EthnicColumn, part: str) -> tuple[Category, ...]:
    return (("age_band", _band(int(part))),)


@cache
def _by_age_and_sex(column: EthnicColumn, part: str) -> tuple[Category, ...]:
    return (("sex_and_age_band", f"{column.sex}_{_band(int(part))}"),)


@cache
def _whole(column: EthnicColumn, part: str) -> tuple[Category, ...]:
    return (ALL,)


def _band(age: int) -> str:
    """The band an age falls in, as "18_to_24" or "75_and_over"."""
    first = max(start for start in _BANDS if start <= age)
    if first == _BANDS[-1]:
        return f"{first}_and_over"
    return f"{first}_to_{_BANDS[_BANDS.index(first) + 1] - 1}"


def _parse_age(text: str) -> str:
    """A single year of age; "100 or over" is 100."""
    plain = text.strip().casefold()
    return str(_OLDEST) if plain == f"{_OLDEST} or over" else plain


def _parse_sex(text: str) -> str:
    return text.strip().casefold()


def _fault_2011(counts: Counts) -> str | None:
    """What differs: the groups from everyone, or a group from those within it."""
    known = dict(counts)
    if None in known.values():
        return "has an empty count, and this census hides none"
    everyone = known[ALL] or 0
    for breakdown in ("ethnic_group_5", "ethnic_group_18"):
        total = sum(n or 0 for (kind, _), n in known.items() if kind == breakdown)
        if total != everyone:
            return f"{breakdown} comes to {total:,}, not to all {everyone:,}"
    return None


LAYOUTS = (
    Layout(
        edition="census-2011",
        series="census_population",
        year=None,
        find=_find_2011,
        categories=_by_group_2011,
        fault=_fault_2011,
    ),
    Layout(
        edition="census-2021-sex",
        series="census_population",
        year=2021,
        find=_find_sex,
        categories=_by_group_2021,
        parts=_SEXES,
        parse_part=_parse_sex,
        merged=_MERGED_2021,
    ),
    Layout(
        edition="census-2021-age",
        series="census_population",
        year=2021,
        find=_find_age,
        categories=_by_age,
        parts=_AGES,
        parse_part=_parse_age,
        merged=_MERGED_2021,
    ),
    Layout(
        edition="census-2021-age-and-sex",
        series="census_population",
        year=2021,
        find=_find_age_and_sex,
        categories=_by_age_and_sex,
        parts=_AGES,
        parse_part=_parse_age,
        merged=_MERGED_2021,
    ),
    Layout(
        edition="mid-year",
        series="population",
        year=None,
        find=_find_mid_year,
        categories=_whole,
    ),
)
