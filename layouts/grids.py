"""The tables of a panel as words alone, for documents that are not HTML."""

from html.parser import HTMLParser
from typing import Any

from dashboard.pack.model import Grid, GridColumn
from layouts.cards import Panel
from layouts.markup import VOID, to_html

#: Pictures and buttons inside cells say nothing that the words do not.
SILENT = {"svg", "button", "script", "style"}
#: Spans that are there for those who hear the page, or for small screens alone.
UNSEEN = {"vh", "only-narrow"}
CELLS = {"td", "th"}
#: Begin words of their own.
APART = {"br", "p", "div", "li", "span"}


def panel_grids(panel: Panel) -> tuple[Grid, ...]:
    """The tables behind a panel's picture, or those that are its picture."""
    for part in (panel.twin, panel.picture):
        found = read_grids(part)
        if found:
            return found
    return ()


def read_grids(content: Any) -> tuple[Grid, ...]:
    """Every table in a tree; one with no rows is left out."""
    if content is None:
        return ()
    reader = _Reader()
    reader.feed(to_html(content))
    reader.close()
    return tuple(grid for grid in reader.grids if grid.rows)


class _Reader(HTMLParser):
    """Collects caption, headings and rows of one table after another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._caption: list[str] = []
        self._columns: list[GridColumn] = []
        self._rows: list[tuple[str, ...]] = []
        self._row: list[str] = []
        self._words: list[str] | None = None
        self._is_number = False
        self._is_head = False
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        is_unseen = tag == "span" and bool(UNSEEN & set(classes))
        if self._silent or tag in SILENT or is_unseen:
            if tag not in VOID:
                self._silent.append(tag)
        elif tag == "table":
            self._caption, self._columns, self._rows = [], [], []
        elif tag == "thead":
            self._is_head = True
        elif tag == "tr":
            self._row = []
        elif tag in CELLS or tag == "caption":
            self._words = []
            self._is_number = "n" in classes
        elif tag in APART and self._words is not None:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._silent:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent.pop()
        elif tag in CELLS:
            self._end_cell()
        elif tag == "caption":
            self._caption, self._words = self._words or [], None
        elif tag == "tr" and not self._is_head and any(self._row):
            self._rows.append(tuple(self._row))
        elif tag == "thead":
            self._is_head = False
        elif tag == "table":
            caption = " ".join("".join(self._caption).split())
            self.grids.append(_without_pictures(caption, self._columns, self._rows))

    def _end_cell(self) -> None:
        words = " ".join("".join(self._words or []).split())
        self._words = None
        if self._is_head:
            self._columns.append(GridColumn(words, self._is_number))
        else:
            self._row.append(words)


def _without_pictures(
    caption: str, columns: list[GridColumn], rows: list[tuple[str, ...]]
) -> Grid:
    """The table without columns that have no words in them."""
    whole = [row for row in rows if len(row) == len(columns)]
    kept = [
        place
        for place in range(len(columns))
        if any(row[place] for row in whole) or not whole
    ]
    return Grid(
        caption,
        tuple(columns[place] for place in kept),
        tuple(_kept(row, kept, len(columns)) for row in rows),
    )


def _kept(row: tuple[str, ...], kept: list[int], columns: int) -> tuple[str, ...]:
    """The cells that stay; a heading stays one, and a wide last cell has gaps after."""
    if len(row) == columns:
        return tuple(row[place] for place in kept)
    gaps = ("",) * (len(kept) - len(row)) if len(row) > 1 else ()
    return (*row, *gaps)[: len(kept)]
