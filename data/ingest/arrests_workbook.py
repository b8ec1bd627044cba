"""The tables of the arrests bulletin by police force area, in their human layout.

A sheet is a table: a title, a row for the unit, one or two rows of headings whose
upper one spans columns, then forces between the totals of regions and nations, then
notes. The figure of a footnote runs into a label: `Lancashire1`, `Under 102`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.ingest.crosstab import Category, Place, category_of, force_name
from data.ingest.headings import (
    Row,
    area_codes,
    limited,
    listed,
    name_key,
    parse_count,
)
from data.ingest.police_groups import age_band, broad_group, sex
from data.ingest.police_powers import FORCE, SPELLINGS, year_label
from data.ingest.publication import FileRefused, Observation, Refuse
from data.ingest.workbooks import Sheet, read_sheets

SERIES = "arrests_bulletin"
NATIONS = {
    "england": "E92000001",
    "wales": "W92000004",
    "englandandwales": "K04000001",
}
#: Headings of columns that are worked out from others.
WORKED_OUT = ("arrestrate", "change", "proportion")
#: Headings of columns that count everybody.
EVERYBODY = ("persons", "total", "totalnumberofarrests")
_YEAR = re.compile(r"(20\d\d)/(\d\d)")

Parse = Callable[[str], str]


class Table(NamedTuple):
    """A sheet that counts arrests by force: its rows, and what its columns count."""

    sheet: str
    #: By place in the row: the first month of the year, and the category.
    columns: dict[int, tuple[int, Category]]
    strange: list[tuple[int, str]]
    rows: list[Row]


class Figure(NamedTuple):
    """A number of a table, None where it is not available, and where it stood."""

    value: int | None
    sheet: str


Figures = dict[Place, dict[Category, Figure]]


def workbook_edition(path: Path) -> str | None:
    """The latest year of the arrests by force in a workbook, as "2018-19", or None."""
    years = [
        year
        for sheet in read_sheets(path)
        if _is_by_force(title := _title(sheet))
        for year in _years(title)
    ]
    return year_label(max(years)) if years else None


def read_workbook(
    path: Path, refuse: Refuse, offence_group: Parse
) -> Iterator[Observation]:
    """Arrests of each force and nation: by sex, age, ethnic and offence group.

    A force without figures has its categories, not collected. Raises FileRefused where
    tables contradict each other or forces do not add up to a region or nation.
    """
    refuse_row = limited(path, refuse)
    figures: Figures = {}
    for sheet in read_sheets(path):
        table = _table(sheet, offence_group)
        if table is None:
            continue
        for line, heading in table.strange:
            reason = f"sheet {sheet.name}: a column that is not known is left unread"
            refuse_row(line, reason, heading)
        _read_table(path, table, figures)
    if not figures:
        raise FileRefused(path, "has no table of arrests by police force area")
    for place, counts in figures.items():
        if all(figure.value is None for figure in counts.values()):
            reason = f"gives no figures for {year_label(place.period // 100)}: England"
            reason = f"{reason} and Wales is without it"
            refuse_row(None, reason, force_name(place.area_code))
    for place in sorted(figures):
        for (breakdown, category), figure in sorted(figures[place].items()):
            is_known = figure.value is not None
            yield Observation(
                SERIES,
                *place[:2],
                place.period,
                "year",
                breakdown,
                category,
                float(figure.value) if figure.value is not None else None,
                "published" if is_known else "not_collected",
            )


def _title(sheet: Sheet) -> str:
    return next((row.cells[0] for row in sheet.rows if row.cells and row.cells[0]), "")


def _is_by_force(title: str) -> bool:
    key = name_key(title)
    return "arrested" in key and "policeforcearea" in key


def _years(text: str) -> list[int]:
    """The financial years a text names, by the year they start in."""
    return [
        int(start)
        for start, end in _YEAR.findall(text)
        if (int(start) + 1) % 100 == int(end)
    ]


def _table(sheet: Sheet, offence_group: Parse) -> Table | None:
    """A sheet's table by force; None for any other sheet."""
    title = _title(sheet)
    years = _years(title)
    if not _is_by_force(title) or not years:
        return None
    field, parse = _field(title, offence_group)
    head = next(
        (
            number
            for number, row in enumerate(sheet.rows)
            if row.cells and name_key(row.cells[0]) == "policeforcearea"
        ),
        None,
    )
    if head is None:
        return None
    start, end = head, head + 1
    while start and _is_heading(sheet.rows[start - 1]):
        start -= 1
    while end < len(sheet.rows) and _is_heading(sheet.rows[end]):
        end += 1
    columns: dict[int, tuple[int, Category]] = {}
    strange: list[tuple[int, str]] = []
    for place, labels in _labels(sheet.rows[start:end]).items():
        if any(name_key(label).startswith(WORKED_OUT) for label in labels):
            continue
        try:
            columns[place] = _meaning(labels, years[-1], field, parse)
        except ValueError:
            strange.append((sheet.rows[head].line, " / ".join(labels)))
    return Table(sheet.name, columns, strange, sheet.rows[end:])


def _is_heading(row: Row) -> bool:
    """True for a row that only says more about the columns: nothing names a place."""
    return any(row.cells) and not row.cells[0].strip()


def _field(title: str, offence_group: Parse) -> tuple[str, Parse]:
    """What a table's lowest headings tell apart, by its title, and how to read them."""
    key = name_key(title)
    if "ethnicity" in key:
        return "ethnic_group_5", broad_group
    if "agegroup" in key:
        return "age_band", age_band
    if "offencegroup" in key:
        return "offence_group", lambda label: offence_group(_unfootnoted(label))
    return "sex", sex


def _unfootnoted(label: str) -> str:
    return re.sub(r"(?<=\D)\d(?:\s*,\s*\d)*$", "", label.strip())


def _labels(headings: Sequence[Row]) -> dict[int, list[str]]:
    """What stands over each column but the first, the uppermost first."""
    labels: dict[int, list[str]] = {}
    for number, row in enumerate(headings):
        above = ""
        for place, cell in enumerate(row.cells):
            above = cell.strip() or above
            is_lowest = number == len(headings) - 1
            label = cell.strip() if is_lowest else above
            if place and label:
                labels.setdefault(place, []).append(label)
    lowest = headings[-1].cells
    return {
        place: found
        for place, found in labels.items()
        if place < len(lowest) and lowest[place].strip()
    }


def _meaning(
    labels: Sequence[str], year: int, field: str, parse: Parse
) -> tuple[int, Category]:
    """The first month and the category of a column; raises ValueError for another."""
    found: dict[str, str] = {}
    for label in labels:
        plain = " ".join(label.split())
        if named := _years(plain):
            year = named[0]
        elif name_key(_unfootnoted(plain)) in EVERYBODY:
            continue
        elif name_key(plain) in ("males", "females"):
            found["sex"] = sex(plain)
        else:
            found[field] = parse(plain)
    return year * 100 + 4, category_of(found)


def _read_table(path: Path, table: Table, figures: Figures) -> None:
    """Add a table's figures to those of the tables before it."""
    forces: dict[str, list[int | None]] = {}
    region: list[str] = []
    for row in table.rows:
        label = row.cells[0].strip() if row.cells else ""
        if not label:
            continue
        if label.casefold().startswith(("source", "notes")):
            break
        try:
            counts = [_count(row.cells, place) for place in table.columns]
        except ValueError as error:
            raise FileRefused(path, f"sheet {table.sheet}: {error}", row.line) from None
        key = name_key(_unfootnoted(label))
        code = area_codes(SPELLINGS).get(key)
        if code:
            forces[code] = counts
            region.append(code)
            _keep(path, table, (FORCE, code), counts, figures)
        elif key in NATIONS:
            letter = {"england": "E", "wales": "W"}.get(key, "")
            parts = [code for code in forces if code.startswith(letter)]
            _check_sum(path, table, row, [forces[code] for code in parts], counts)
            _keep(path, table, ("nation", NATIONS[key]), counts, figures)
            region = []
        elif key.endswith("region"):
            _check_sum(path, table, row, [forces[code] for code in region], counts)
            region = []
        else:
            reason = f"sheet {table.sheet}: {label[:60]!r} is no force that is known"
            raise FileRefused(path, reason, row.line)
    missing = sorted(_forces() - set(forces))
    if missing:
        reason = f"sheet {table.sheet} has no row for {listed(missing)}"
        raise FileRefused(path, reason)


@cache
def _forces() -> frozenset[str]:
    return frozenset(area_codes(SPELLINGS).values()) - {""}


def _count(cells: Sequence[str], place: int) -> int | None:
    """A cell's count; a dash is none, two dots are not available."""
    cell = cells[place].strip() if place < len(cells) else ""
    if cell in ("-", "–"):
        return 0
    count = parse_count(cell)
    if count is not None and count < 0:
        raise ValueError(f"{cell!r} is fewer than none")
    return count


def _check_sum(
    path: Path,
    table: Table,
    row: Row,
    parts: Sequence[Sequence[int | None]],
    whole: Sequence[int | None],
) -> None:
    """Raises FileRefused where forces do not add up to the row of a larger area."""
    for number, stated in enumerate(whole):
        total = sum(part[number] or 0 for part in parts)
        if (stated or 0) != total:
            label = row.cells[0].strip()
            reason = f"sheet {table.sheet} does not add up: {label} is {stated or 0:,} "
            raise FileRefused(path, f"{reason}but its forces {total:,}", row.line)


def _keep(
    path: Path,
    table: Table,
    area: tuple[str, str],
    counts: Sequence[int | None],
    figures: Figures,
) -> None:
    """Keep a row's counts; raises FileRefused where another table says otherwise."""
    meanings: Mapping[int, tuple[int, Category]] = table.columns
    for (period, category), count in zip(meanings.values(), counts, strict=True):
        known = figures.setdefault(Place(*area, period), {})
        first = known.setdefault(category, Figure(count, table.sheet))
        if first.value != count:
            reason = (
                f"sheets {first.sheet} and {table.sheet} differ: {area[1]} "
                f"{category[1]} is {first.value} and {count}"
            )
            raise FileRefused(path, reason)
