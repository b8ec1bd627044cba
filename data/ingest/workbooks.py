"""Publishers' workbooks, ODS or XLSX, as sheets of text."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from data.ingest.headings import Row
from data.ingest.publication import FileRefused

SUFFIXES = (".ods", ".xlsx")
#: A workbook is read into memory whole; publishers' own are far below this.
MOST_MEGABYTES = 256


class Sheet(NamedTuple):
    """One sheet; `line` of its rows counts from 1 as the program shows them."""

    name: str
    rows: list[Row]


def is_workbook(path: Path) -> bool:
    """True where a file is a workbook by its name."""
    return path.name.lower().endswith(SUFFIXES)


def read_sheet_names(path: Path) -> list[str]:
    """What the sheets of a workbook are called; raises FileRefused for none."""
    import python_calamine as calamine

    _check_size(path)
    try:
        names: list[str] = calamine.CalamineWorkbook.from_path(str(path)).sheet_names
    except calamine.CalamineError as error:
        raise FileRefused(
            path, f"is damaged, locked or no workbook: {error}"
        ) from error
    return names


def read_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook in order.

    Raises FileRefused for one that is damaged, locked or unpacks to too much.
    """
    # Not needed for a CSV file.
    import python_calamine as calamine

    _check_size(path)
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = [
                Row(line, [_as_text(cell) for cell in row])
                for line, row in enumerate(cells, start=1)
            ]
            yield Sheet(name, rows)
    except calamine.CalamineError as error:
        raise FileRefused(
            path, f"is damaged, locked or no workbook: {error}"
        ) from error


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise FileRefused(path, f"is damaged or no workbook: {error}") from error
    if size > MOST_MEGABYTES << 20:
        raise FileRefused(path, f"unpacks to more than {MOST_MEGABYTES} MB")


def _as_text(cell: object) -> str:
    """A cell as it would be typed: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == cell.time().min:
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
