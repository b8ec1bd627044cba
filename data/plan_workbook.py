"""Writing a partnership's workbook: empty as a template, or with a plan in it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.definitions import read_partnership_workbook
from data.ingest.partnership_layout import (
    EXAMPLE,
    FIRST_ROW,
    FLAG,
    INSTRUCTIONS,
    LISTS,
    NOTES,
    Choice,
    Field,
    Sheet,
    categories,
    choices,
    sheets,
)

#: Rows that have drop-downs and formats; more may be written below them.
ROWS = 400
#: The same bytes whenever it is written.
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = {"title": 34, "reason": 48, "view": 48, "measure": 44, "address": 30}
_OTHER_WIDTH, _FLAG_WIDTH = 20, 10
_LONGEST_PROMPT = 255
_INK, _WASH, _MUTED = "#12436D", "#E7EDF4", "#44505C"

Rows = Mapping[str, Sequence[Mapping[str, str]]]


def write_workbook(path: Path, rows: Rows | None = None) -> None:
    """The workbook with an example in each sheet, and these rows under it.

    Cells are what the loader reads: text, and days as real dates.
    """
    # Not needed to read figures.
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": "Partnership plan / Cynllun partneriaeth",
                "comments": "Read by: python -m data load partnership FILE.xlsx",
                "created": CREATED,
            }
        )
        looks = _looks(book)
        _write_instructions(book, looks)
        places = _list_places()
        for sheet in sheets():
            given = rows.get(sheet.name, ()) if rows else ()
            _write_sheet(book, sheet, given, looks=looks, places=places)
        _write_lists(book, looks)


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_size": 11, "valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "valign": "top"}),
        "words": book.add_format(plain),
        "heading": book.add_format(
            plain | {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK}
        ),
        "needed": book.add_format(
            plain
            | {"bold": True, "underline": 1, "font_color": "#FFFFFF", "bg_color": _INK}
        ),
        "notes": book.add_format(plain | {"font_color": _MUTED, "bg_color": _WASH}),
        "example": book.add_format(
            plain | {"italic": True, "font_color": _MUTED, "num_format": "@"}
        ),
        "text": book.add_format(plain | {"num_format": "@"}),
        "day": book.add_format(plain | {"num_format": "yyyy-mm-dd"}),
    }


def _write_instructions(book: Any, looks: Mapping[str, Any]) -> None:
    page = book.add_worksheet(INSTRUCTIONS)
    page.set_column(0, 1, 60)
    page.freeze_panes(1, 0)
    page.write_string(0, 0, "English", looks["heading"])
    page.write_string(0, 1, "Cymraeg", looks["heading"])
    line = 1
    for place, record in enumerate(read_partnership_workbook()["instructions"]):
        look = looks["words" if place else "title"]
        page.write_string(line, 0, record["en"], look)
        page.write_string(line, 1, record["cy"], look)
        line += 1
    line += 1
    for sheet in sheets():
        page.write_url(
            line, 0, f"internal:'{sheet.name}'!A1", looks["words"],
            f"{sheet.name}: {sheet.en}",
        )  # fmt: skip
        page.write_string(line, 1, f"{sheet.name}: {sheet.cy}", looks["words"])
        line += 1


def _write_sheet(
    book: Any,
    sheet: Sheet,
    rows: Sequence[Mapping[str, str]],
    *,
    looks: Mapping[str, Any],
    places: Mapping[str, str],
) -> None:
    page = book.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 2)
    page.set_column(0, 0, _FLAG_WIDTH)
    page.write_string(0, 0, FLAG, looks["heading"])
    page.write_string(1, 0, NOTES, looks["notes"])
    for column, field in enumerate(sheet.fields, start=1):
        width = _WIDTHS.get(field.check, _OTHER_WIDTH)
        look = looks["day" if field.check == "day" else "text"]
        page.set_column(column, column, width, look)
        page.write_string(
            0, column, field.name, looks["needed" if field.is_needed else "heading"]
        )
        page.write_string(1, column, f"{field.en}\n{field.cy}", looks["notes"])
        page.write_comment(0, column, f"{field.en}\n{field.cy}")
        _validate(page, column, field, places)
    page.write_string(2, 0, EXAMPLE, looks["example"])
    for column, field in enumerate(sheet.fields, start=1):
        page.write_string(2, column, field.example, looks["example"])
    for line, row in enumerate(rows, start=FIRST_ROW - 1):
        for column, field in enumerate(sheet.fields, start=1):
            text = row.get(field.name, "")
            when = _day(text) if field.check == "day" else None
            if when is not None:
                page.write_datetime(line, column, when, looks["day"])
            elif text:
                page.write_string(line, column, text, looks["text"])


def _day(text: str) -> date | None:
    """The day, where it is written as one; anything else is written as it stands."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _validate(page: Any, column: int, field: Field, places: Mapping[str, str]) -> None:
    """A drop-down or a kind of value, with what to write shown at the cell."""
    rule: dict[str, Any] = {"validate": "any"}
    if field.choices:
        # A warning and no more: a list of this program may be older than a plan.
        rule = {
            "validate": "list",
            "source": places[field.choices],
            "error_type": "warning",
            "error_title": "See the sheet lists",
            "error_message": "This is not on the list. / Nid yw ar y rhestr.",
        }
    elif field.check == "day":
        rule = {
            "validate": "date",
            "criteria": ">=",
            "value": date(1990, 1, 1),
            "error_type": "warning",
            "error_title": "A date / Dyddiad",
            "error_message": "Write a date such as 2026-03-31.",
        }
    prompt = f"{field.en}\n{field.cy}"
    rule |= {
        "input_title": field.name,
        "input_message": prompt if len(prompt) <= _LONGEST_PROMPT else field.en,
        "ignore_blank": True,
    }
    first = FIRST_ROW - 1
    page.data_validation(first, column, first + ROWS, column, rule)


def _columns_of_lists() -> dict[str, tuple[Choice, ...]]:
    """The columns of the sheet of lists; categories stand under their breakdowns."""
    groups = tuple(
        Choice(f"{breakdown}: {each.code}", each.en, each.cy)
        for breakdown, found in categories().items()
        for each in found
    )
    return {**choices(), "categories": groups}


def _list_places() -> dict[str, str]:
    """Where each list stands, for drop-downs; two are what other sheets say."""
    from xlsxwriter.utility import xl_col_to_name

    found = {}
    column = 0
    for name, listed in _columns_of_lists().items():
        letters = xl_col_to_name(column)
        found[name] = f"={LISTS}!${letters}$2:${letters}${len(listed) + 1}"
        column += _width(listed)
    last = FIRST_ROW + ROWS
    for name in ("priorities", "agendas"):
        found[name] = f"={name}!$B${FIRST_ROW}:$B${last}"
    return found


def _write_lists(book: Any, looks: Mapping[str, Any]) -> None:
    page = book.add_worksheet(LISTS)
    page.freeze_panes(1, 0)
    column = 0
    for name, listed in _columns_of_lists().items():
        page.write_string(0, column, name, looks["heading"])
        if _width(listed) > 1:
            page.write_string(0, column + 1, f"{name}, English", looks["heading"])
            page.write_string(0, column + 2, f"{name}, Cymraeg", looks["heading"])
        page.set_column(column, column + _width(listed) - 1, 40)
        for line, choice in enumerate(listed, start=1):
            for aside, text in enumerate(choice[: _width(listed)]):
                page.write_string(line, column + aside, text, looks["words"])
        column += _width(listed)


def _width(listed: Sequence[Choice]) -> int:
    return 3 if any(choice.en for choice in listed) else 1
