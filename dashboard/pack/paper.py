"""A board pack on paper: a tagged PDF that says to programs what it says to eyes."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

from dashboard.figures.poster import Drawing
from dashboard.figures.svg import draw
from dashboard.pack.model import Grid, Pack, PackItem

TEMPLATE = Path(__file__).with_name("pack.typ")
#: The first that is there is used; the last comes with the program itself.
FONTS = (
    "Liberation Sans", "Arimo", "Arial", "Helvetica", "DejaVu Sans", "Noto Sans",
    "Libertinus Serif",
)  # fmt: skip
#: Made to PDF/UA-1: every picture named, every heading in its place.
STANDARD: Literal["ua-1"] = "ua-1"
#: Rows a table on paper has at most; the rest is on the web.
MOST_ROWS = 120
NARROWEST = 4


def pack_pdf(pack: Pack) -> bytes:
    """The pack as PDF, the same bytes for the same pack."""
    # Imported here because it is large and few requests need it.
    import typst

    made = datetime.combine(pack.as_of or date(1980, 1, 1), time(), UTC)
    written = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        format="pdf",
        sys_inputs={"pack": json.dumps(_told(pack), ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=made,
    )
    if not isinstance(written, bytes):
        raise TypeError("a pack is one document")
    return written


def _told(pack: Pack) -> dict[str, Any]:
    """The pack as the template reads it."""
    return {
        "title": pack.title,
        "whose": pack.whose,
        "fresh": pack.fresh,
        "warning": pack.warning,
        "language": pack.language,
        "fonts": FONTS,
        "words": pack.words._asdict(),
        "items": [_item(item) for item in pack.items],
    }


def _item(item: PackItem) -> dict[str, Any]:
    return {
        "crumb": item.crumb,
        "title": item.title,
        "heading": item.heading,
        "sentence": item.sentence,
        "caveat": item.caveat,
        "source": item.source,
        "fresh": item.fresh,
        "address": item.address,
        "drawings": [_drawing(each, item) for each in item.drawings],
        "grids": [_grid(each) for each in item.grids],
    }


def _drawing(drawing: Drawing, item: PackItem) -> dict[str, Any]:
    layout = drawing.figure["layout"]
    words = (drawing.label, item.heading, item.sentence)
    return {
        "label": drawing.label,
        "svg": draw(drawing.figure, title=item.heading, description=item.sentence),
        "alt": " ".join(part for part in words if part),
        "width": layout["width"],
        "height": layout["height"],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    rows = grid.rows[:MOST_ROWS]
    widths = [
        max(
            [len(column.label) // 2, NARROWEST]
            + [min(len(row[place]), 40) for row in rows if len(row) > max(place, 1)]
        )
        for place, column in enumerate(grid.columns)
    ]
    return {
        "caption": grid.caption,
        "columns": [column._asdict() for column in grid.columns],
        "rows": rows,
        "widths": widths,
        "rest": len(grid.rows) - len(rows),
    }
