"""Tables of slides: native ones, with headings that are marked as such."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from dashboard.figures.theme import INK, LINE, PAPER, WASH
from dashboard.pack.model import Grid, GridColumn
from dashboard.pack.slide_parts import EDGE, FONT, ROOM, name_shape

#: Columns beyond which a table takes the whole width, and where tables end.
FEW_COLUMNS = 4
BOTTOM = Inches(6.55)
#: Between two halves of a table that stand side by side.
GAP = 400_000
ROW_HEIGHT, LINE_HEIGHT, LETTER = 215_000, 152_400, 57_000
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def rows_shown(grid: Grid, *, top: int) -> int:
    """How many of the rows one slide can show below `top`."""
    return sum(len(rows) for rows, _ in _halves(grid, top))


def add_tables(slide: Any, grid: Grid, *, top: int) -> None:
    """The rows that fit, in one table or in two halves side by side."""
    for rows, (left, width) in _halves(grid, top):
        _add(slide, grid, rows, (left, top, width))


def _halves(
    grid: Grid, top: int
) -> list[tuple[Sequence[Sequence[str]], tuple[int, int]]]:
    whole = (EDGE, ROOM)
    fits = _fitting(grid, grid.rows, ROOM, top)
    if fits == len(grid.rows) or len(grid.columns) > FEW_COLUMNS:
        return [(grid.rows[:fits], whole)]
    width = (ROOM - GAP) // 2
    first = _fitting(grid, grid.rows, width, top)
    second = _fitting(grid, grid.rows[first:], width, top)
    if first + second == len(grid.rows):
        # Two halves of one height, where all of it fits.
        first = (first + second + 1) // 2
        second = len(grid.rows) - first
    rest = grid.rows[first : first + second]
    return [
        (grid.rows[:first], (EDGE, width)),
        (rest, (EDGE + width + GAP, width)),
    ]


def _fitting(grid: Grid, rows: Sequence[Sequence[str]], room: int, top: int) -> int:
    """How many of the rows fit below their heading."""
    widths = _widths(grid, rows, room)
    left = BOTTOM - top - _high([c.label for c in grid.columns], widths)
    for place, row in enumerate(rows):
        left -= _high(row, widths)
        if left < 0:
            return place
    return len(rows)


def _high(row: Sequence[str], widths: Sequence[int]) -> int:
    if len(row) == 1 and len(widths) > 1:
        return ROW_HEIGHT
    lines = max(
        -(-len(words) * LETTER // max(width - 91_440, LETTER))
        for words, width in zip(row, widths, strict=False)
    )
    return ROW_HEIGHT + (max(lines, 1) - 1) * LINE_HEIGHT


def _add(
    slide: Any, grid: Grid, rows: Sequence[Sequence[str]], at: tuple[int, int, int]
) -> None:
    left, top, width = at
    high = ROW_HEIGHT * (len(rows) + 1)
    frame = slide.shapes.add_table(1, len(grid.columns), left, top, width, high)
    name_shape(frame, grid.caption, grid.caption)
    frame.table.horz_banding = False
    for column, wide in zip(
        frame.table.columns, _widths(grid, rows, width), strict=True
    ):
        column.width = wide
    table = frame.table._tbl  # noqa: SLF001  # cell by cell it takes seconds
    for old in table.findall(qn("a:tr")):
        table.remove(old)
    table.append(_row([c.label for c in grid.columns], grid.columns, is_head=True))
    for row in rows:
        table.append(_row(row, grid.columns, is_head=False))


def _widths(grid: Grid, rows: Sequence[Sequence[str]], room: int) -> list[int]:
    longest = []
    for place, column in enumerate(grid.columns):
        cells = [len(row[place]) for row in rows if len(row) > max(place, 1)]
        words = max((len(word) for word in column.label.split()), default=0)
        longest.append(min(max([words, len(column.label) // 2, *cells]) + 3, 46))
    return [room * each // sum(longest) for each in longest]


def _row(cells: Sequence[str], columns: Sequence[GridColumn], *, is_head: bool) -> Any:
    """One row; a shorter one heads those after it, across the table."""
    is_group = len(cells) == 1 and len(columns) > 1
    filled = [*cells, *[""] * (len(columns) - len(cells))]
    drawn = "".join(
        _cell(
            words,
            is_number=column.is_number,
            is_bold=is_head or is_group,
            colour=WASH if is_head or is_group else PAPER,
            merged=_merged(place, len(columns)) if is_group else "",
        )
        for place, (words, column) in enumerate(zip(filled, columns, strict=True))
    )
    return parse_xml(f'<a:tr {_A} h="{ROW_HEIGHT}">{drawn}</a:tr>')


def _merged(place: int, columns: int) -> str:
    return ' hMerge="1"' if place else f' gridSpan="{columns}"'


def _cell(
    words: str, *, is_number: bool, is_bold: bool, colour: str, merged: str
) -> str:
    letters = (
        f'sz="1000" b="{int(is_bold)}"><a:solidFill><a:srgbClr val="{INK[1:]}"/>'
        f'</a:solidFill><a:latin typeface="{FONT}"/>'
    )
    run = f"<a:r><a:rPr {letters}</a:rPr><a:t>{escape(words)}</a:t></a:r>"
    written = run if words else f"<a:endParaRPr {letters}</a:endParaRPr>"
    edge = (
        f'<a:lnB w="6350"><a:solidFill><a:srgbClr val="{LINE[1:]}"/></a:solidFill>'
        "</a:lnB>"
    )
    return (
        f'<a:tc{merged}><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="'
        f'{"r" if is_number else "l"}"/>{written}</a:p></a:txBody>'
        '<a:tcPr marL="45720" marR="45720" marT="12700" marB="12700" anchor="ctr">'
        f'{edge}<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        "</a:tcPr></a:tc>"
    )
