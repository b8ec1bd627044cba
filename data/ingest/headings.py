"""Publishers' tables as text: headings, numbers, names and rows, however written."""

import csv
import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TextIO

from data.definitions import read_area_names
from data.ingest.publication import FileRefused, Refusal, Refuse, open_text

#: A longer line is no table: it would be read into memory whole.
LONGEST_LINE = 1_000_000
#: Enough of a file to hold its headings.
HEAD_BYTES = 65_536
#: A file with more unreadable rows than this is not worth reading to its end.
MOST_REFUSALS = 1_000
#: Longest part of a refused row that is kept.
LONGEST_CONTENT = 200

_FOOTNOTES = re.compile(
    r"[\[(]\s*(?:note\s*)?\d+(?:\s*,\s*\d+)*\s*[\])]", re.IGNORECASE
)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
#: What publishers print where they have no number.
_NOTHING = frozenset({"", "x", "-", "--", ":", "..", "na", "n/a", "z", "c", "–"})


#: Refuses a row by its line, the reason and its content.
RefuseRow = Callable[[int | None, str, str], None]


class Row(NamedTuple):
    """One row of a table; `line` is the line of the file it ends on."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        """True where no cell says anything."""
        return all(cell.strip().lower() in _NOTHING for cell in self.cells)

    @property
    def content(self) -> str:
        """The row as a reader can find it again, cut short."""
        return ",".join(self.cells)[:LONGEST_CONTENT]


def heading_key(heading: str) -> str:
    """What a heading says, less case, spaces, underscores and footnote marks."""
    plain = _NOT_ALPHANUMERIC.sub("", _FOOTNOTES.sub("", heading)).casefold()
    return plain.rstrip("0123456789") or plain


def name_key(name: str) -> str:
    """What a name says, less case, spaces, hyphens and the ways to write "and"."""
    return _NOT_ALPHANUMERIC.sub("", name.replace("&", " and ")).casefold()


def slug(label: str) -> str:
    """A label as an identifier: lower case, its words joined by underscores."""
    return _NOT_ALPHANUMERIC.sub("_", label.strip()).strip("_").casefold()


def find_columns(
    headings: Sequence[str], wanted: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """Where each wanted column is, by the first of its headings that is there.

    A column that is not there is left out; of two alike, the first counts.
    """
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(heading_key(heading), place)
    found = {
        column: next((places[k] for k in map(heading_key, keys) if k in places), None)
        for column, keys in wanted.items()
    }
    return {column: place for column, place in found.items() if place is not None}


def unknown_headings(
    headings: Sequence[str], known: Iterable[Sequence[str]]
) -> list[str]:
    """The headings, as they stand, that are none of the known ones."""
    keys = {heading_key(heading) for spellings in known for heading in spellings}
    return [each for each in headings if each.strip() and heading_key(each) not in keys]


def parse_number(text: str) -> float | None:
    """The number a cell holds; None where the publisher has none.

    Raises ValueError for anything else.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if plain.casefold() in _NOTHING or plain.casefold().startswith("n/a"):
        return None
    if not plain.isascii() or _NUMBER.fullmatch(plain) is None:
        raise ValueError(f"{text.strip()[:40]!r} is not a number")
    return float(plain.replace(",", ""))


def parse_count(text: str) -> int | None:
    """The whole number a cell holds; None where the publisher has none.

    Raises ValueError for anything else.
    """
    number = parse_number(text)
    if number is None:
        return None
    if not number.is_integer():
        raise ValueError(f"{text.strip()[:40]!r} is not a whole number")
    return int(number)


def read_rows(path: Path) -> Iterator[Row]:
    """Every row of a CSV file, its headings first, one at a time.

    Raises FileRefused for a file that is not text, is cut short or is no table.
    """
    try:
        with open_text(path) as text:
            yield from rows_of(path, text)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FileRefused(path, f"is cut short or damaged: {error}") from error


def rows_of(path: Path, text: TextIO) -> Iterator[Row]:
    """Every row of a table that is being read; `path` is named where it is none."""
    rows = csv.reader(_lines(path, text.readline), strict=True)
    try:
        for cells in rows:
            yield Row(rows.line_num, cells)
    except csv.Error as error:
        raise FileRefused(path, f"is not CSV: {error}", rows.line_num) from error


def _lines(path: Path, readline: Callable[[int], str]) -> Iterator[str]:
    for number, line in enumerate(iter(partial(readline, LONGEST_LINE), ""), start=1):
        if len(line) == LONGEST_LINE:
            reason = f"is no table: the line is over {LONGEST_LINE:,} characters long"
            raise FileRefused(path, reason, number)
        if "\0" in line:
            raise FileRefused(path, "is no text: the line holds a NUL", number)
        yield line


def whole_rows(
    path: Path, rows: Iterable[Row], width: int, refuse_part: Callable[[Row, str], None]
) -> Iterator[Row]:
    """The rows with as many cells as the headings; blank ones are passed over.

    Others go to `refuse_part` with the reason. Raises FileRefused when the last row is
    one of them: the file is cut short.
    """
    broken: Row | None = None
    for row in rows:
        if broken is not None:
            reason = f"has {len(broken.cells)} cells, not {width} as the headings"
            refuse_part(broken, reason)
            broken = None
        if len(row.cells) == width:
            yield row
        elif not row.is_blank:
            broken = row
    if broken is not None:
        reason = f"is cut short: its last row has {len(broken.cells)} cells of {width}"
        raise FileRefused(path, reason, broken.line)


def read_headings(path: Path) -> list[str]:
    """The first row of a CSV file, from its head alone; empty where there is none."""
    opened = gzip.open if path.name.lower().endswith(".gz") else Path.open
    try:
        with opened(path, "rb") as raw:
            head = raw.read(HEAD_BYTES).decode("utf-8-sig", errors="replace")
        return next(csv.reader(head.splitlines(keepends=True)), [])
    except (OSError, EOFError, zlib.error, csv.Error):
        return []


def limited(path: Path, refuse: Refuse) -> RefuseRow:
    """A way to refuse the rows of one file, by name.

    It raises FileRefused when so many rows are refused that the file must be wrong.
    """
    refused = 0

    def refuse_row(line: int | None, reason: str, content: str) -> None:
        nonlocal refused
        refused += 1
        if refused > MOST_REFUSALS:
            reason = f"has over {MOST_REFUSALS:,} rows that cannot be read: {reason}"
            raise FileRefused(path, reason, line)
        refuse(Refusal(path.name, line, reason, content[:LONGEST_CONTENT]))

    return refuse_row


@cache
def area_codes(publication: str) -> dict[str, str]:
    """Area code by name key for one publication; "" is a body that has no area."""
    spellings = read_area_names()[publication]
    return {name_key(spelling): code for spelling, code in spellings.items()}


def listed(names: Iterable[str], most: int = 5) -> str:
    """A few names in a sentence, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
