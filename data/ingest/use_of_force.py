"""Uses of force by the police, by force and year, as the Home Office publishes them.

What is counted is a tactic each time it was used: neither people nor incidents.
Ethnicity, sex and age are what the officer perceived. Comes as a workbook, of which the
tables by force are read, or as one such table in a CSV file.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from data.ingest.crosstab import ALL, AND, NATION, Category, Place
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    heading_key,
    limited,
    listed,
    name_key,
    parse_count,
    read_headings,
    read_rows,
)
from data.ingest.police_groups import age_band, broad_group, sex
from data.ingest.police_powers import FORCE, SPELLINGS, year_label
from data.ingest.publication import FileRefused, Observation, Publication, Refuse
from data.ingest.workbooks import is_workbook, read_sheets

SERIES = "use_of_force_tactics"
HEADINGS = ("policeforce", "typeofforce", "tactic")
TOTAL = "numberoftimestacticreported"
EVERYWHERE = "totalenglandandwales"
#: The rows that are totals of one type of force; others are part of them.
TYPES = {
    "totaltactics": "",
    "totalrestraint": "restraint",
    "totalunarmedskills": "unarmed_skills",
    "totalotherequipment": "other_equipment",
    "totallesslethalweapons": "less_lethal_weapons",
    "totalfirearms": "firearms",
    "totalother": "other",
}
#: Neither is part of the total of all tactics.
NOT_FORCE = ("totalnotreported",)
_YEARS = re.compile(r"april\s*(20\d\d)\s*(?:to|-|–)[\s\d]*march\s*(20\d\d)", re.I)

Parse = Callable[[str], str]


class Table(NamedTuple):
    """A table by force: what it tells apart, its columns and the rows below them."""

    name: str
    heading_line: int
    breakdown: str
    categories: dict[int, str]
    total: int
    strange: list[str]
    rows: Iterator[Row]


#: None is not available.
Figures = dict[Place, dict[Category, int | None]]


def recognises(path: Path) -> bool:
    """True for a table by force as CSV, and a workbook with any."""
    if is_workbook(path):
        return any(True for _ in _tables(path))
    return _is_head(read_headings(path))


def edition(path: Path) -> str:
    """The financial year, "2018-19": a workbook says it, a CSV file by its name.

    Raises FileRefused for a file that does not say it.
    """
    return year_label(_year(path))


def _year(path: Path) -> int:
    texts = [path.name]
    if is_workbook(path):
        texts += [
            cell
            for sheet in read_sheets(path)
            for row in sheet.rows[:10]
            for cell in row.cells
        ]
    years = {
        int(start)
        for text in texts
        for start, end in _YEARS.findall(re.sub(r"\s+", " ", text))
        if int(end) == int(start) + 1
    }
    if len(years) != 1:
        reason = "does not say its year: name it ...-april2018-march2019"
        raise FileRefused(path, reason)
    return years.pop()


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Tactics used by each force: by type, and by what the officer perceived.

    Groups that do not add up to their row's total are left out, and the row is named.
    Raises FileRefused where forces do not add up to England and Wales.
    """
    refuse_row = limited(path, refuse)
    period = _year(path) * 100 + 4
    figures: Figures = {}
    for table in _tables(path):
        for heading in table.strange:
            reason = f"{table.name}: a column that is not known is left unread"
            refuse_row(table.heading_line, reason, heading)
        _read_table(path, table, period, figures, refuse_row)
    if not figures:
        raise FileRefused(path, "has no table of tactics by police force")
    for place in sorted(figures):
        for category in sorted(figures[place]):
            count = figures[place][category]
            yield Observation(
                SERIES,
                *place[:2],
                period,
                "year",
                *category,
                None if count is None else float(count),
                "not_collected" if count is None else "published",
            )


def _is_head(cells: Sequence[str]) -> bool:
    return tuple(map(heading_key, cells[:3])) == HEADINGS


def _tables(path: Path) -> Iterator[Table]:
    """The tables by force whose groups are known."""
    if not is_workbook(path):
        rows = read_rows(path)
        table = _table(path.name, next(rows, Row(1, [])), rows)
        if table is not None:
            yield table
        return
    for sheet in read_sheets(path):
        rows = iter(sheet.rows)
        head = next((row for row in rows if _is_head(row.cells)), None)
        table = _table(f"sheet {sheet.name}", head, rows) if head else None
        if table is not None:
            yield table


def _table(name: str, head: Row, rows: Iterator[Row]) -> Table | None:
    """The table under a row of headings; None where it tells apart something else."""
    keys = [heading_key(cell) for cell in head.cells]
    if not _is_head(head.cells) or TOTAL not in keys:
        return None
    breakdown, parse = _groups(keys)
    if not breakdown:
        return None
    categories: dict[int, str] = {}
    strange: list[str] = []
    for place, heading in enumerate(head.cells[3:], start=3):
        if not heading.strip() or keys[place] == TOTAL:
            continue
        try:
            categories[place] = parse(heading)
        except ValueError:
            strange.append(heading)
    total = keys.index(TOTAL)
    return Table(name, head.line, breakdown, categories, total, strange, rows)


def _groups(keys: Sequence[str]) -> tuple[str, Parse]:
    """What a table's columns tell apart, and how to read their headings."""
    if "white" in keys:
        return "officer_ethnic_group_5", broad_group
    if "female" in keys:
        return "sex", sex
    if any(key.startswith("under") for key in keys):
        return "age_band", lambda label: age_band(label.replace("\n", " "))
    return "", broad_group


def _totals(path: Path, table: Table) -> Iterator[tuple[Row, str]]:
    """The rows that are totals of a type of force, with its name in lower case.

    The others are part of them. Raises FileRefused where a row is cut short.
    """
    for row in table.rows:
        cells = row.cells
        if cells and name_key(cells[0]) == "notes":
            return
        if len(cells) <= table.total:
            if not row.is_blank:
                raise FileRefused(path, f"{table.name} is cut short", row.line)
            continue
        # The figure of a footnote may be stuck to it.
        tactic = name_key(cells[2]).rstrip("0123456789")
        if cells[2].strip().startswith("*") and tactic not in NOT_FORCE:
            yield row, tactic


def _read_table(
    path: Path, table: Table, period: int, figures: Figures, refuse_row: RefuseRow
) -> None:
    """Add a table's totals by type of force to those of the tables before it."""
    seen: Figures = {}
    for row, tactic in _totals(path, table):
        try:
            if tactic not in TYPES:
                reason = "is not a known type of force"
                raise ValueError(f"{row.cells[2].strip()[:60]!r} {reason}")
            place = _place(row.cells[0], period)
            counts = _counts(row.cells, table)
        except ValueError as error:
            refuse_row(row.line, f"{table.name}: {error}", row.content)
            raise FileRefused(path, f"{table.name}: {error}", row.line) from None
        total = counts[ALL[0]]
        groups = sum(count or 0 for count in counts.values()) - (total or 0)
        if groups != (total or 0) and not table.strange:
            reason = f"adds up to {groups:,}, not {total}: its groups are left out"
            refuse_row(row.line, f"{table.name}: {reason}", row.content)
            counts = {ALL[0]: total}
        known = seen.setdefault(place, {})
        categories = _categories(table.breakdown, TYPES[tactic], counts)
        for category, count in categories.items():
            if category in known:
                reason = f"{table.name} repeats {place.area_code} {category[1]}"
                raise FileRefused(path, reason, row.line)
            known[category] = count
    _check(path, table, seen, period)
    for place, counted in seen.items():
        known = figures.setdefault(place, {})
        for category, count in counted.items():
            if known.setdefault(category, count) != count:
                reason = f"differs from the tables before it: {place.area_code}"
                raise FileRefused(path, f"{table.name} {reason} {category[1]}")


def _place(name: str, period: int) -> Place:
    """Where a row counts; raises ValueError for a force that is not known."""
    if name_key(name) == EVERYWHERE:
        return Place("nation", NATION, period)
    code = area_codes(SPELLINGS).get(name_key(name))
    if not code:
        reason = "is not a force in data/definitions/area_names.toml"
        raise ValueError(f"{name.strip()[:60]!r} {reason}, [{SPELLINGS}]")
    return Place(FORCE, code, period)


def _counts(cells: Sequence[str], table: Table) -> dict[str, int | None]:
    """A row's counts by group, and "all", None where the publisher has none.

    Groups with columns of their own that count as one are added up. Raises ValueError
    for what is no count.
    """
    counts: dict[str, int | None] = {ALL[0]: _count(cells[table.total])}
    for place, category in table.categories.items():
        count, others = _count(cells[place]), counts.get(category, 0)
        is_known = count is not None and others is not None
        counts[category] = (count or 0) + (others or 0) if is_known else None
    return counts


def _count(cell: str) -> int | None:
    count = parse_count(cell)
    if count is not None and count < 0:
        raise ValueError(f"{cell!r} is fewer than none")
    return count


def _categories(
    breakdown: str, kind: str, counts: Mapping[str, int | None]
) -> dict[Category, int | None]:
    """What a row counts: groups in all types of force, or one type's."""
    total = counts[ALL[0]]
    groups = {group: count for group, count in counts.items() if group != ALL[0]}
    if not kind:
        return {ALL: total} | {(breakdown, g): count for g, count in groups.items()}
    both = f"{breakdown}_by_force_type"
    pairs = {(both, f"{group}{AND}{kind}"): n for group, n in groups.items()}
    return {("force_type", kind): total} | pairs


def _check(path: Path, table: Table, seen: Figures, period: int) -> None:
    """Raises FileRefused where forces are missing or do not add up to the nation."""
    missing = sorted(
        set(area_codes(SPELLINGS).values())
        - {""}
        - {place.area_code for place in seen if place.area_type == FORCE}
    )
    if missing:
        raise FileRefused(path, f"{table.name} has no rows for {listed(missing)}")
    nation = seen.get(Place("nation", NATION, period), {})
    for category, stated in nation.items():
        parts = [
            counts.get(category)
            for place, counts in seen.items()
            if place.area_type == FORCE
        ]
        total = sum(part or 0 for part in parts)
        if stated is not None and stated != total and None not in parts:
            reason = (
                f"{table.name} does not add up: {category[1]} is {stated:,} for "
                f"England and Wales but {total:,} over the forces"
            )
            raise FileRefused(path, reason)
    if not nation:
        raise FileRefused(path, f"{table.name} has no rows for England and Wales")


PUBLICATION = Publication(
    name="use_of_force",
    title="Police use of force by force",
    suffixes=(".csv", ".csv.gz", ".ods", ".xlsx"),
    recognises=recognises,
    edition=edition,
    read=read,
)
