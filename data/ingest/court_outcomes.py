"""Prosecutions, convictions and custody by ethnic group: Ethnicity facts and figures.

Calendar years; indictable and triable-either-way offences. Prosecutions and
convictions are of defendants whose ethnicity is known, and convictions of a year are
not of the same people as its prosecutions. The City of London Police have no rows after
2011: their defendants are among the Metropolitan Police's, so London as an area is
given by the two together, whichever rows there are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from data.ingest.crosstab import NATION, Category, Place, category_of
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    find_columns,
    limited,
    listed,
    name_key,
    parse_count,
    parse_number,
    read_headings,
    read_rows,
    unknown_headings,
    whole_rows,
)
from data.ingest.home_office import offence_group
from data.ingest.police_groups import NOT_STATED, SEXES, age_band, broad_group, sex
from data.ingest.police_powers import FORCE, SPELLINGS
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Publication,
    Refuse,
)

PROSECUTIONS, CONVICTIONS = "court_prosecutions", "court_convictions"
SENTENCED, CUSTODY = "court_sentenced", "court_immediate_custody"
SENTENCE_LENGTH = "average_custodial_sentence_months"
AREA = "criminal_justice_area"
LONDON, CITY_OF_LONDON = "E23000001", "E23000034"
#: Percentages are printed to one decimal, so they may be half a tenth out.
ROUNDING = 0.05 + 1e-9
#: A few convictions are of no force; of all of an ethnic group, at most so many.
MOST_UNPLACED = 0.005
OFFENCES = {
    "possessionofweapons": "possession_of_weapons_offences",
    # Cut short by the publisher.
    "miscellaneouscrimesagains": "miscellaneous_crimes_against_society",
}
#: Where a row counts everybody, a column says so with this.
ALL = "all"
ETHNIC = "ethnic_group_5"

_COLUMNS: dict[str, tuple[str, ...]] = {
    "ethnic_group_5": ("Ethnicity",),
    "year": ("Time", "Year"),
    "sex": ("Sex",),
    "age_band": ("Age group",),
}
_ALSO_KNOWN = ("Measure", "Ethnicity_type", "Time_type", "Value_type")


@dataclass(frozen=True)
class Layout:
    """One table of the publication: its columns, and the series they count.

    `base` and `part` are the columns counted, `part` of `base`, and `share` their
    percentage. `groups` are the ethnic groups it has.
    """

    series: tuple[str, str]
    columns: Mapping[str, tuple[str, ...]]
    groups: tuple[str, ...]


_BY_OFFENCE = _COLUMNS | {"offence_group": ("Offence group",), "share": ("Value",)}
_BASE = "Denominator (Prosecutions at Magistrates Court)"
_PART = "Numerator (Convictions {} Magistrates Court and Crown Court)"
_KNOWN_GROUPS = ("asian", "black", "mixed", "other", "white")
LAYOUTS = (
    Layout(
        series=(PROSECUTIONS, CONVICTIONS),
        columns=_BY_OFFENCE
        | {
            "force": ("Police Force Area",),
            "base": (_BASE, "Denominator", "Prosecutions"),
            "part": (
                _PART.format("and"),
                _PART.format("at"),
                "Numerator",
                "Convictions",
            ),
        },
        groups=_KNOWN_GROUPS,
    ),
    Layout(
        series=(SENTENCED, CUSTODY),
        columns=_BY_OFFENCE
        | {"base": ("all sentenced", "Sentenced"), "part": ("Immediate Custody",)},
        groups=(*_KNOWN_GROUPS, NOT_STATED),
    ),
)
_LENGTH_COLUMNS = _COLUMNS | {"months": ("ACSL (in months)", "ACSL")}


def court_offence_group(label: str) -> str:
    """The identifier of an offence group; raises ValueError for one not defined."""
    return OFFENCES.get(name_key(label)) or offence_group(label)


_READ: dict[str, Callable[[str], str]] = {
    "offence_group": court_offence_group,
    "ethnic_group_5": broad_group,
    "sex": sex,
    "age_band": age_band,
}


class Counts(NamedTuple):
    """Those counted, and the part of them a percentage is about."""

    base: int
    part: int


NOTHING = Counts(0, 0)
Figures = dict[Place, dict[Category, Counts]]


def recognises(path: Path) -> bool:
    """True where a file has the columns of one of the three tables."""
    headings = read_headings(path)
    return _layout(headings) is not None or _has(headings, _LENGTH_COLUMNS)


def _has(headings: Sequence[str], columns: Mapping[str, tuple[str, ...]]) -> bool:
    return len(find_columns(headings, columns)) == len(columns)


def _layout(headings: Sequence[str]) -> Layout | None:
    return next((each for each in LAYOUTS if _has(headings, each.columns)), None)


def edition(path: Path) -> str:
    """The years a file holds, "2009 to 2017"; raises FileRefused where it has none."""
    rows = read_rows(path)
    place = find_columns(next(rows, Row(1, [])).cells, _COLUMNS).get("year", 0)
    years = {
        row.cells[place].strip()
        for row in rows
        if len(row.cells) > place and _is_year(row.cells[place])
    }
    if not years:
        raise FileRefused(path, "does not say its year, such as 2017")
    first, last = min(years), max(years)
    return first if first == last else f"{first} to {last}"


def _is_year(written: str) -> bool:
    plain = written.strip()
    return plain.isascii() and plain.isdecimal() and 1990 <= int(plain) <= 2099


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Counts by year and ethnic group: of forces, and of England and Wales by more.

    Raises FileRefused where a row cannot be read, and where forces do not add up to
    the publisher's own total: such a file is loaded whole or not at all.
    """
    refuse_row = limited(path, refuse)
    headings = read_headings(path)
    layout = _layout(headings)
    if layout is not None:
        figures = _read_counts(path, layout, refuse_row)
        _check_sums(path, figures, layout)
        _fill(path, figures, layout)
        for place in sorted(figures):
            yield from _observations(place, figures[place], layout)
    elif _has(headings, _LENGTH_COLUMNS):
        yield from _read_lengths(path, refuse_row)
    else:
        reason = "has not the headings of prosecutions, custody or sentence length"
        raise NotThisPublication(path, reason)


def _rows(
    path: Path, columns: Mapping[str, tuple[str, ...]], refuse_row: RefuseRow
) -> Iterator[tuple[Row, dict[str, str]]]:
    """Each row and its cells by column; columns that are not known are named."""
    rows = read_rows(path)
    first = next(rows, Row(1, []))
    places = find_columns(first.cells, columns)
    for heading in unknown_headings(first.cells, [*columns.values(), _ALSO_KNOWN]):
        refuse_row(first.line, "is a column that is not known: left unread", heading)

    def refuse_part(row: Row, reason: str) -> None:
        raise FileRefused(path, reason, row.line)

    for row in whole_rows(path, rows, len(first.cells), refuse_part):
        if not row.is_blank:
            yield row, {name: row.cells[at].strip() for name, at in places.items()}


def _read_counts(path: Path, layout: Layout, refuse_row: RefuseRow) -> Figures:
    """The counts as they stand, and those of all ethnic groups together."""
    figures: Figures = {}
    refused: list[str] = []
    for row, cells in _rows(path, layout.columns, refuse_row):
        try:
            place, counts = _place(cells), _counts(cells)
            fields = _fields(cells)
            known = figures.setdefault(place, {})
            category = category_of(fields)
            if category in known:
                raise ValueError(f"repeats {place.area_code} {category[1]}")
        except ValueError as error:
            refuse_row(row.line, str(error), row.content)
            refused.append(f"line {row.line} ({error})")
            continue
        known[category] = counts
        del fields[ETHNIC]
        together = category_of(fields)
        known[together] = _add_up([counts, known.get(together, NOTHING)])
    if refused:
        raise FileRefused(path, f"has rows that cannot be read: {listed(refused, 3)}")
    if not figures:
        raise FileRefused(path, "has headings but no rows")
    return figures


def _place(cells: Mapping[str, str]) -> Place:
    """Where and when a row counts; raises ValueError for an unknown force or year."""
    if not _is_year(cells["year"]):
        raise ValueError(f"{cells['year'][:40]!r} is no year such as 2017")
    period = int(cells["year"]) * 100 + 1
    force = cells.get("force", ALL)
    if force.casefold() == ALL:
        return Place("nation", NATION, period)
    code = area_codes(SPELLINGS).get(name_key(force))
    if not code:
        reason = "is not a force in data/definitions/area_names.toml"
        raise ValueError(f"{force[:60]!r} {reason}, [{SPELLINGS}]")
    return Place(FORCE, code, period)


def _fields(cells: Mapping[str, str]) -> dict[str, str]:
    """The fields a row is told apart by, with its categories."""
    fields = {
        name: parse(cells[name])
        for name, parse in _READ.items()
        if cells.get(name, ALL).casefold() != ALL
    }
    if ETHNIC not in fields or len(fields) > 2:
        raise ValueError(f"counts {' and '.join(fields) or 'everybody'}: not expected")
    return fields


def _counts(cells: Mapping[str, str]) -> Counts:
    """A row's counts; raises ValueError where they are none or not its percentage."""
    base, part = parse_count(cells["base"]), parse_count(cells["part"])
    if base is None or part is None or base < 0 or part < 0:
        raise ValueError(f"{cells['part']!r} of {cells['base']!r} is no count")
    share = parse_number(cells["share"])
    if share is not None and base and abs(share - 100 * part / base) > ROUNDING:
        reason = f"is not the percentage of {part:,} in {base:,}"
        raise ValueError(f"{cells['share']!r} {reason}")
    return Counts(base, part)


def _check_sums(path: Path, figures: Figures, layout: Layout) -> None:
    """Raises FileRefused where forces do not add up to England and Wales."""
    for period in sorted({p.period for p in figures if p.area_type == FORCE}):
        nation = figures.get(Place("nation", NATION, period))
        if nation is None:
            raise FileRefused(path, f"has no row for All areas in {period // 100}")
        forces = [
            counts
            for place, counts in figures.items()
            if place.area_type == FORCE and place.period == period
        ]
        for category in ((ETHNIC, group) for group in layout.groups):
            total = _add_up(counts.get(category, NOTHING) for counts in forces)
            stated = nation.get(category, NOTHING)
            unplaced = stated.part - total.part
            is_near = 0 <= unplaced <= MOST_UNPLACED * stated.part
            if stated.base != total.base or not is_near:
                reason = (
                    f"does not add up: {category[1]} in {period // 100} is "
                    f"{stated.part:,} of {stated.base:,} for All areas but "
                    f"{total.part:,} of {total.base:,} over the forces"
                )
                raise FileRefused(path, reason)


def _fill(path: Path, figures: Figures, layout: Layout) -> None:
    """Add what follows from the rows: noughts, the sexes not known, and London.

    Raises FileRefused where the two sexes together are more than everybody.
    """
    for counts in figures.values():
        for group in layout.groups:
            counts.setdefault((ETHNIC, group), NOTHING)
        _add_unknown_sex(path, counts, {})
        for group in layout.groups:
            _add_unknown_sex(path, counts, {ETHNIC: group})
    for place in list(figures):
        if place.area_type == FORCE and place.area_code == LONDON:
            city = figures.get(place._replace(area_code=CITY_OF_LONDON), {})
            figures[place._replace(area_type=AREA)] = {
                category: _add_up([counts, city.get(category, NOTHING)])
                for category, counts in figures[place].items()
            }


def _add_unknown_sex(
    path: Path, counts: dict[Category, Counts], fields: dict[str, str]
) -> None:
    """Add those of some fields who are of neither sex, where sexes are counted."""
    whole = counts[category_of(fields)]
    sexes = [category_of(fields | {"sex": each}) for each in SEXES]
    if all(each in counts for each in sexes):
        known = _add_up(counts[each] for each in sexes)
        rest = Counts(whole.base - known.base, whole.part - known.part)
        if min(rest) < 0:
            who = fields.get(ETHNIC, ALL)
            raise FileRefused(path, f"has more of both sexes than of {who} together")
        counts[category_of(fields | {"sex": NOT_STATED})] = rest


def _add_up(parts: Iterable[Counts]) -> Counts:
    every = list(parts)
    return Counts(sum(each.base for each in every), sum(each.part for each in every))


def _observations(
    place: Place, counts: Mapping[Category, Counts], layout: Layout
) -> Iterator[Observation]:
    for category in sorted(counts):
        for series, count in zip(layout.series, counts[category], strict=True):
            yield Observation(
                series,
                *place[:2],
                place.period,
                "year",
                *category,
                float(count),
                "published",
            )


def _read_lengths(path: Path, refuse_row: RefuseRow) -> Iterator[Observation]:
    """The average custodial sentence of each sex and ethnic group, in months.

    Nought stands for a group nobody of whom was sentenced to custody.
    """
    seen: set[tuple[Place, Category]] = set()
    for row, cells in _rows(path, _LENGTH_COLUMNS, refuse_row):
        try:
            place, category = _place(cells), category_of(_fields(cells))
            months = parse_number(cells["months"])
            if months is not None and months < 0:
                raise ValueError(f"{cells['months']!r} is shorter than no sentence")
        except ValueError as error:
            refuse_row(row.line, str(error), row.content)
            continue
        if (place, category) in seen:
            reason = f"repeats {category[1]} in {place.period // 100}"
            raise FileRefused(path, reason, row.line)
        seen.add((place, category))
        yield Observation(
            SENTENCE_LENGTH,
            *place[:2],
            place.period,
            "year",
            *category,
            months or None,
            "published" if months else "not_applicable",
        )


PUBLICATION = Publication(
    name="court_outcomes",
    title="Prosecutions, convictions and custody by ethnicity",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
