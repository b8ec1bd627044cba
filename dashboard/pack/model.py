"""What a board pack holds, before it is a document of any kind."""

from datetime import date
from typing import NamedTuple

from dashboard.figures.poster import Drawing
from dashboard.pack.native import NativeChart


class GridColumn(NamedTuple):
    """One column of a table in words."""

    label: str
    is_number: bool


class Grid(NamedTuple):
    """A table in words; a row that is shorter than the others heads those after it."""

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]


class PackItem(NamedTuple):
    """One view: what was found, the picture of it, its table, and what to beware."""

    crumb: str
    title: str
    heading: str
    sentence: str
    caveat: str
    source: str
    fresh: str
    address: str
    note: str
    drawings: tuple[Drawing, ...]
    chart: NativeChart | None
    grids: tuple[Grid, ...]


class Words(NamedTuple):
    """The few words a document adds of its own, in the reader's language."""

    contents: str
    table: str
    in_notes: str
    on_the_web: str
    caveat: str
    more_rows: str


class Pack(NamedTuple):
    """The whole: whose it is, as of when, and its views in their order."""

    title: str
    whose: str
    fresh: str
    warning: str
    language: str
    as_of: date | None
    words: Words
    items: tuple[PackItem, ...]
