"""Lists a partnership keeps by hand: every cell checked, all of a file or nothing.

A file is read to its end, so that everything wrong with it is said at once.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from data.definitions import read_areas, read_decision_points, read_measures
from data.ingest.headings import (
    Row,
    find_columns,
    heading_key,
    limited,
    listed,
    read_headings,
    read_rows,
    whole_rows,
)
from data.ingest.publication import FileRefused, NotThisPublication, Refuse

Item = TypeVar("Item")
#: What is stored of a cell; raises ValueError saying what is wrong with it.
Check = Callable[[str], str]

LONGEST_TITLE = 120
LONGEST_REASON = 500
EARLIEST_YEAR = 1990
_SHOWN = 60
_BRITISH_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
_HONORIFIC = re.compile(r"(mr|mrs|ms|miss|mx|dr|sir|dame)\b", re.IGNORECASE)


class Layout(NamedTuple):
    """A list's columns; `telling` are the ones no other publication has."""

    title: str
    telling: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column there can be."""
        return self.required + self.optional

    def recognises(self, path: Path) -> bool:
        """Whether the headings tell of this list, complete or not."""
        found = find_columns(read_headings(path), {c: (c,) for c in self.telling})
        return len(found) == len(self.telling)


@dataclass
class Cells:
    """One row's cells by column; `faults` gathers what is wrong, by column and why."""

    written: dict[str, str]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def required(self, column: str, check: Check) -> str:
        """What the cell says; "" and a fault where that cannot be."""
        found = self.optional(column, check)
        if found is None and not self.written.get(column):
            self.faults.append((column, "is empty"))
        return found or ""

    def optional(self, column: str, check: Check) -> str | None:
        """What the cell says; None for an empty one, and, with a fault, a wrong one."""
        text = self.written.get(column, "")
        if not text:
            return None
        try:
            return check(text)
        except ValueError as error:
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            # What may be somebody's name is not repeated where refusals are read.
            said = "the cell" if check is role else repr(shown)
            self.faults.append((column, f"{said} {error}"))
            return None


def read_list(
    path: Path,
    refuse: Refuse,
    layout: Layout,
    *,
    parse: Callable[[Cells], Item],
    same: Callable[[Item], Hashable],
) -> list[Item]:
    """Every row's item; `same` is what only one row may be of.

    Raises FileRefused where anything is wrong, after each fault went to `refuse`.
    """
    headings = read_headings(path)
    places = find_places(path, headings, layout)
    refuse_row = limited(path, refuse)
    faults: list[tuple[int, str]] = []

    def fault(row: Row, wrong: str) -> None:
        faults.append((row.line, wrong))
        refuse_row(row.line, wrong, "")

    items: list[Item] = []
    lines: dict[Hashable, int] = {}
    rows = read_rows(path)
    next(rows)
    for row in whole_rows(path, rows, len(headings), fault):
        if not any(cell.strip() for cell in row.cells):
            continue
        cells = Cells({name: tidied(row.cells[at]) for name, at in places.items()})
        item = parse(cells)
        for column, wrong in cells.faults:
            fault(row, f"{column}: {wrong}")
        if not cells.faults:
            first = lines.setdefault(same(item), row.line)
            if first != row.line:
                fault(row, f"is about the same as line {first}")
        items.append(item)
    if faults:
        line, wrong = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise FileRefused(path, f"{wrong}{more}: nothing of it was loaded", line)
    if not items:
        raise FileRefused(
            path, "has headings but no rows: to take a list back, roll back its release"
        )
    return items


def find_places(path: Path, headings: Sequence[str], layout: Layout) -> dict[str, int]:
    """Where each column is.

    Raises NotThisPublication for another file, and FileRefused for a heading that is
    missing, unknown or there twice.
    """
    if not layout.recognises(path):
        raise NotThisPublication(path, f"its headings are not those of {layout.title}")
    places = find_columns(headings, {name: (name,) for name in layout.columns})
    missing = [name for name in layout.required if name not in places]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", 1)
    known = {heading_key(name) for name in layout.columns}
    seen: set[str] = set()
    for heading in headings:
        key = heading_key(heading)
        if key not in known:
            allowed = ", ".join(layout.columns)
            raise FileRefused(path, f"the heading {heading!r} is none of {allowed}", 1)
        if key in seen:
            raise FileRefused(path, f"the heading {heading!r} is there twice", 1)
        seen.add(key)
    return places


def day(text: str) -> str:
    """A day as ISO writes it; 31/03/2026, as spreadsheets turn it into, is one too."""
    british = _BRITISH_DATE.fullmatch(text)
    try:
        found = date.fromisoformat(
            f"{british[3]}-{british[2]}-{british[1]}" if british else text
        )
    except ValueError:
        raise ValueError("is not a date such as 2026-03-31") from None
    if found.year < EARLIEST_YEAR:
        raise ValueError(f"is before {EARLIEST_YEAR}")
    return found.isoformat()


def title(text: str) -> str:
    """A line of text short enough for a chart."""
    return _short(text, LONGEST_TITLE)


def reason(text: str) -> str:
    """A few sentences."""
    return _short(text, LONGEST_REASON)


def role(text: str) -> str:
    """Who decided, as an office or a body and never as a person."""
    if _HONORIFIC.match(text) or "@" in text:
        raise ValueError("names a person: give the role, such as Board chair")
    return _short(text, LONGEST_TITLE)


def area(text: str) -> str:
    """The code of an area in use, of any type."""
    if text not in types_of_areas():
        raise ValueError("is no area's code: see data/definitions/areas.toml")
    return text


def measure(text: str) -> str:
    """The id of a measure."""
    if text not in measures():
        raise ValueError("is no measure: its id is its file's name in the definitions")
    return text


def subject(text: str) -> str:
    """What groups may differ on: the id of a decision point, or of a measure."""
    if text not in decision_points() and text not in measures():
        raise ValueError("is no decision point and no measure: see the definitions")
    return text


def slug(text: str) -> str:
    """A name for links."""
    if not _SLUG.fullmatch(text):
        raise ValueError("is not lower-case letters, figures, hyphens and underscores")
    return text


@cache
def types_of_areas() -> dict[str, set[str]]:
    """Types by area code."""
    types: dict[str, set[str]] = {}
    for record in read_areas():
        types.setdefault(record["code"], set()).add(record["type"])
    return types


@cache
def measures() -> dict[str, dict[str, Any]]:
    """What is written down of each measure, by id."""
    return {record["id"]: record for record in read_measures()}


@cache
def decision_points() -> frozenset[str]:
    """The id of every decision point."""
    return frozenset(record["id"] for record in read_decision_points())


def tidied(cell: str) -> str:
    """A cell's words, with one space between them."""
    return " ".join(cell.split())


def _short(text: str, longest: int) -> str:
    if not text.isprintable():
        raise ValueError("holds signs that cannot be printed")
    if len(text) > longest:
        raise ValueError(f"is {len(text)} letters long, and may be {longest}")
    return text
