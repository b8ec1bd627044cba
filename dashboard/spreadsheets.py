"""Figures as spreadsheets: XLSX and OpenDocument, numbers as numbers, no formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dashboard.exports import plain_text
from dashboard.zips import zipped

#: What no XML file may hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r" {2,}")
#: Characters across; text columns are as wide as what is in them, within these.
NARROWEST, WIDEST = 9, 60

Cell = str | int | float | None


class Tab(NamedTuple):
    """One sheet of a book; its first row is a heading where there is one."""

    name: str
    rows: Sequence[Sequence[Cell]]
    has_heading: bool = True


class Book(NamedTuple):
    """A spreadsheet: its sheets, and what its file says of itself."""

    title: str
    author: str
    made_on: date | None
    language: str
    tabs: tuple[Tab, ...]


def cell_of(value: object) -> Cell:
    """A value as a cell holds it: numbers as they are, all else as plain text."""
    if value is None or value == "":
        return None
    if type(value) in (int, float):
        return value  # type: ignore[return-value]  # which the line above has found out
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", plain_text(str(value)))


def cells_of(rows: Iterable[Iterable[object]]) -> list[list[Cell]]:
    """Rows of such cells."""
    return [[cell_of(value) for value in row] for row in rows]


def write_xlsx(book: Book) -> bytes:
    """The book as Office Open XML, the same bytes for the same book."""
    # Imported here because few requests need it.
    from xlsxwriter import Workbook

    whole = BytesIO()
    workbook = Workbook(whole, {"constant_memory": True, "strings_to_urls": False})
    made = datetime.combine(book.made_on or date(1980, 1, 1), datetime.min.time())
    workbook.set_properties(
        {"title": book.title, "author": book.author, "created": made}
    )
    heading = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": False})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for tab in book.tabs:
        sheet = workbook.add_worksheet(tab.name)
        for place, width in enumerate(_widths(tab)):
            sheet.set_column(place, place, width)
        if tab.has_heading:
            sheet.freeze_panes(1, 0)
        for number, row in enumerate(tab.rows):
            style = heading if tab.has_heading and number == 0 else None
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    is_long = style is None and len(cell) > WIDEST
                    sheet.write_string(
                        number, place, cell, wrapped if is_long else style
                    )
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    workbook.close()
    return whole.getvalue()


def _widths(tab: Tab) -> list[int]:
    columns = max((len(row) for row in tab.rows), default=0)
    longest = [
        max((len(str(row[c])) for row in tab.rows if c < len(row)), default=0)
        for c in range(columns)
    ]
    return [min(max(width + 1, NARROWEST), WIDEST) for width in longest]


MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
_MANIFEST = (
    f"{_DECLARED}<manifest:manifest "
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(book: Book) -> bytes:
    """The book as OpenDocument 1.3, the same bytes for the same book."""
    widths = sorted({width for tab in book.tabs for width in _widths(tab)})
    styles = "".join(
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.19:.2f}cm"/>'
        "</style:style>"
        for width in widths
    )
    tables = "".join(_ods_table(tab) for tab in book.tabs)
    content = (
        f"{_DECLARED}<office:document-content {_NAMESPACES} "
        f'office:version="1.3"><office:automatic-styles>{styles}'
        '<style:style style:name="head" style:family="table-cell">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="wrap" style:family="table-cell">'
        '<style:table-cell-properties fo:wrap-option="wrap"/></style:style>'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = f"<meta:creation-date>{book.made_on}T00:00:00</meta:creation-date>"
    meta = (
        f'{_DECLARED}<office:document-meta {_NAMESPACES} office:version="1.3">'
        f"<office:meta><dc:title>{_xml(book.title)}</dc:title>"
        f"<dc:creator>{_xml(book.author)}</dc:creator>"
        f"<dc:language>{book.language}</dc:language>{made if book.made_on else ''}"
        "</office:meta></office:document-meta>"
    )
    # Readers know the kind of file by its first part, which is not squeezed.
    return zipped(
        [
            ("mimetype", MIMETYPE.encode()),
            ("content.xml", content.encode()),
            ("meta.xml", meta.encode()),
            ("META-INF/manifest.xml", _MANIFEST.encode()),
        ],
        stored=["mimetype"],
    )


def _ods_table(tab: Tab) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="w{width}"/>' for width in _widths(tab)
    )
    rows = [_ods_row(row, is_heading=False) for row in tab.rows]
    if tab.has_heading and tab.rows:
        head = _ods_row(tab.rows[0], is_heading=True)
        rows[0] = f"<table:table-header-rows>{head}</table:table-header-rows>"
    name = quoteattr(tab.name)
    return f"<table:table table:name={name}>{columns}{''.join(rows)}</table:table>"


def _ods_row(row: Sequence[Cell], *, is_heading: bool) -> str:
    cells = "".join(_ods_cell(cell, is_heading=is_heading) for cell in row)
    return f"<table:table-row>{cells}</table:table-row>"


def _ods_cell(cell: Cell, *, is_heading: bool) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        style = "head" if is_heading else "wrap" if len(cell) > WIDEST else ""
        named = f' table:style-name="{style}"' if style else ""
        lines = "".join(f"<text:p>{_xml(line)}</text:p>" for line in cell.split("\n"))
        return (
            f'<table:table-cell{named} office:value-type="string">{lines}'
            "</table:table-cell>"
        )
    number = repr(cell)
    return (
        f'<table:table-cell office:value-type="float" office:value="{number}">'
        f"<text:p>{number}</text:p></table:table-cell>"
    )


def _xml(text: str) -> str:
    """Text as XML holds it; runs of spaces would be taken for one."""
    return _SPACES.sub(
        lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', escape(text)
    ).replace("\t", "<text:tab/>")
