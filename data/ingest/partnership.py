"""A partnership's plan, as the workbook of `python -m data template partnership`.

Every cell is checked, and what is wrong is named by sheet and cell, all at once. One
workbook is the whole plan: loading it replaces the plan before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from data.ingest import lists
from data.ingest.agreed import (
    Action,
    Agenda,
    AgendaItem,
    Agreed,
    Comment,
    Explanation,
    Priority,
    PriorityMeasure,
)
from data.ingest.headings import Row, limited
from data.ingest.lists import Cells
from data.ingest.partnership_layout import (
    EXAMPLE,
    FLAG,
    INSTRUCTIONS,
    LISTS,
    NOTES,
    Sheet,
    sheets,
)
from data.ingest.partnership_rows import PARSERS
from data.ingest.publication import (
    Event,
    FileRefused,
    Publication,
    Record,
    Refuse,
    Target,
)
from data.ingest.targets import last_month
from data.ingest.workbooks import SUFFIXES, read_sheet_names, read_sheets

TITLE = "a partnership's plan, in the workbook of `python -m data template partnership`"
#: All workbooks are editions of one plan, whatever their files are called.
EDITION = "plan"
#: With as many of the sheets it is a plan, complete or not.
_TELLING = 3
_Row = Agreed | Event | Target


class Fault(NamedTuple):
    """Something wrong, and where: "actions!F14"."""

    place: str
    wrong: str


class Written(NamedTuple):
    """A row as read: what it says, and the addresses of its cells."""

    line: int
    item: _Row
    cells: Cells
    columns: Mapping[str, str]


@dataclass
class Book:
    """A workbook being read: rows by sheet, and all that is wrong with them."""

    rows: dict[str, list[Written]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, sheet: str, row: Written, column: str, wrong: str) -> None:
        """Note what is wrong with a cell."""
        place = f"{sheet}!{row.columns[column]}{row.line}"
        self.faults.append(Fault(place, f"{column} {wrong}"))

    def said(self, sheet: str, column: str) -> set[str]:
        """Everything that stands in a column."""
        return {row.cells.written[column] for row in self.rows.get(sheet, ())}


def recognises(path: Path) -> bool:
    """Whether a workbook has sheets of the plan's."""
    names = {sheet.name for sheet in sheets()}
    return len(names.intersection(read_sheet_names(path))) >= _TELLING


def edition(path: Path) -> str:
    """The same for every workbook: a plan replaces the one before it."""
    return EDITION


def read_plan(path: Path, refuse: Refuse) -> Iterator[Record]:
    """Every row of the plan; raises FileRefused where any cell of it is wrong."""
    book = read_book(path)
    refuse_row = limited(path, refuse)
    for place, wrong in book.faults:
        refuse_row(None, f"{place}: {wrong}", "")
    if book.faults:
        first = book.faults[0]
        more = f" (and {len(book.faults) - 1} more)" if len(book.faults) > 1 else ""
        raise FileRefused(
            path, f"{first.place}: {first.wrong}{more}: nothing of it was loaded"
        )
    records = [row.item for rows in book.rows.values() for row in rows]
    if not records:
        raise FileRefused(
            path, "has no rows: to take a plan back, roll back its release"
        )
    return iter(records)


PUBLICATION = Publication(
    name="partnership",
    title=TITLE,
    suffixes=SUFFIXES,
    recognises=recognises,
    edition=edition,
    read_records=read_plan,
    # One plan replaces another, whichever was written first.
    editions_in_order=False,
)


def read_book(path: Path) -> Book:
    """The rows of every sheet and what is wrong with them, sheet by sheet."""
    found = {sheet.name: sheet.rows for sheet in read_sheets(path)}
    book = Book()
    known = {sheet.name for sheet in sheets()}
    for name in found:
        if name not in {*known, INSTRUCTIONS, LISTS}:
            allowed = ", ".join(sheet.name for sheet in sheets())
            book.faults.append(Fault(f"{name}!A1", f"no such sheet: use {allowed}"))
    for sheet in sheets():
        if sheet.name not in found:
            book.faults.append(Fault(f"{sheet.name}!A1", "the sheet is missing"))
            continue
        book.rows[sheet.name] = list(_read_sheet(book, sheet, found[sheet.name]))
    _check_repeats(book)
    _check_links(book)
    _check_trajectories(book)
    return book


def _read_sheet(book: Book, sheet: Sheet, rows: Sequence[Row]) -> Iterator[Written]:
    """Rows that are meant to be loaded; a sheet without its headings has none."""
    headings = [lists.tidied(cell) for cell in rows[0].cells] if rows else []
    columns = _find_columns(book, sheet, headings)
    if columns is None:
        return
    place = 0
    for row in rows[1:]:
        cells = {at: lists.tidied(cell) for at, cell in enumerate(row.cells)}
        flag = cells.get(columns[FLAG], "").casefold()
        if not any(cells.values()) or flag in (NOTES, EXAMPLE):
            continue
        for at, text in cells.items():
            if text and at not in columns.values():
                where = f"{sheet.name}!{_letters(at)}{row.line}"
                book.faults.append(Fault(where, "stands under no heading"))
        written = Cells({name: cells.get(at, "") for name, at in columns.items()})
        if flag:
            wrong = f"{flag!r} is neither {NOTES} nor {EXAMPLE} nor empty"
            written.faults.append((FLAG, wrong))
        place += 1
        item = PARSERS[sheet.name](written, place)
        for name, text in written.written.items():
            if name.endswith("_cy") and text and not written.written[name[:-3]]:
                written.faults.append((name, f"is there without {name[:-3]}"))
        letters = {name: _letters(at) for name, at in columns.items()}
        found = Written(row.line, item, written, letters)
        for column, wrong in written.faults:
            book.fault(sheet.name, found, column, wrong)
        yield found


def _find_columns(
    book: Book, sheet: Sheet, headings: Sequence[str]
) -> dict[str, int] | None:
    """Where each column is; None, and faults, where one is missing or unknown."""
    faults = len(book.faults)
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        name = heading.casefold().replace(" ", "_")
        where = f"{sheet.name}!{_letters(at)}1"
        if name and name not in sheet.headings:
            allowed = ", ".join(sheet.headings)
            wrong = f"the heading {heading!r} is none of {allowed}"
            book.faults.append(Fault(where, wrong))
        elif name in places:
            book.faults.append(Fault(where, f"the heading {heading!r} is there twice"))
        elif name:
            places[name] = at
    for name in sheet.headings:
        if name not in places:
            wrong = f"the heading {name!r} is missing from row 1"
            book.faults.append(Fault(f"{sheet.name}!A1", wrong))
    return places if len(book.faults) == faults else None


def _check_repeats(book: Book) -> None:
    for sheet, rows in book.rows.items():
        lines: dict[object, int] = {}
        for row in rows:
            if row.cells.faults:
                continue
            first = lines.setdefault(_same(row.item), row.line)
            if first != row.line:
                column = next(name for name in row.columns if name != FLAG)
                book.fault(sheet, row, column, f"is the same again as in row {first}")


def _same(item: _Row) -> object:
    """What only one row of a sheet may be of."""
    match item:
        case Priority():
            return item.priority_id
        case PriorityMeasure():
            return item.priority_id, item.measure_id
        case Target():
            return item.measure_id, item.area_code, item.due_period
        case Action():
            return item.action_id
        case Comment():
            return (
                item.priority_id, item.measure_id, item.area_code, item.period,
                item.written_on, item.agency,
            )  # fmt: skip
        case Explanation():
            return (
                item.measure_id, item.area_code, item.breakdown, item.category,
                item.written_on,
            )  # fmt: skip
        case Event():
            return item.happened_on, item.title, item.area_code, item.measure_id
        case Agenda():
            return item.agenda
        case AgendaItem():
            return item.agenda, item.item


def _check_links(book: Book) -> None:
    """What one sheet says of a row of another must be there."""
    for sheet, column, other in (
        ("priority_measures", "priority", "priorities"),
        ("targets", "priority", "priorities"),
        ("actions", "priority", "priorities"),
        ("commentary", "priority", "priorities"),
        ("agenda_items", "agenda", "agendas"),
    ):
        known = book.said(other, column)
        for row in book.rows.get(sheet, ()):
            name = row.cells.written[column]
            if name and name not in known and other in book.rows:
                book.fault(sheet, row, column, f"{name!r} is not in the sheet {other}")


def _check_trajectories(book: Book) -> None:
    """A way to a target needs the target, and must not lead beyond its day."""
    areas = {
        row.item.priority_id: row.item.area_code
        for row in book.rows.get("priorities", ())
        if isinstance(row.item, Priority)
    }
    due = {
        (row.item.measure_id, row.item.area_code): row.item.due_period
        for row in book.rows.get("targets", ())
        if isinstance(row.item, Target)
    }
    for row in book.rows.get("priority_measures", ()):
        item = row.item
        if not isinstance(item, PriorityMeasure) or row.cells.faults:
            continue
        if not item.trajectory or item.priority_id not in areas:
            continue
        target = due.get((item.measure_id, areas[item.priority_id]))
        if target is None:
            wrong = "leads to no target: there is none for it in the sheet targets"
            book.fault("priority_measures", row, "trajectory", wrong)
        elif item.points and _ends(item.points) > _ends(target):
            wrong = f"leads beyond {target}, when the target is due"
            book.fault("priority_measures", row, "points", wrong)


def _ends(written: str) -> str:
    """The last month of a period, or of the last of several levels."""
    label = written.split(";")[-1].split("=")[0].strip()
    ends, _ = last_month(label) or ("", 0)
    return ends


def _letters(at: int) -> str:
    """The letters of a column: A, Z, AA."""
    letters = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
