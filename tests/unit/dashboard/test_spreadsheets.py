"""Spreadsheets: numbers as numbers, text that nothing runs, the same bytes again."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dashboard.exports import FORMULA_STARTS
from dashboard.spreadsheets import Book, Cell, Tab, cells_of, write_ods, write_xlsx
from dashboard.zips import rezipped, zipped

WRITERS = pytest.mark.parametrize("write", [write_xlsx, write_ods])


def a_book(rows: list[list[Cell]], *, has_heading: bool = False) -> Book:
    tabs = (Tab("Ffigurau", rows, has_heading), Tab("Nodiadau", [["p", "dros dro"]]))
    return Book("A < B", "The board", date(2026, 3, 31), "cy", tabs)


def read(content: bytes) -> list[list[object]]:
    found = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    return found.to_python(skip_empty_area=False)  # type: ignore[return-value]  # cells of any kind


@WRITERS
def test_numbers_come_back_as_they_were_and_gaps_as_gaps(write: object) -> None:
    rows: list[list[Cell]] = [["a", "b", "c"], [1 / 3, 12_345_678_901, None]]
    heading, row = read(write(a_book(rows)))  # type: ignore[operator]  # one of two writers
    assert heading == ["a", "b", "c"]
    assert row == [1 / 3, 12_345_678_901, ""]


@WRITERS
def test_both_sheets_have_their_names(write: object) -> None:
    content = write(a_book([["a"]]))  # type: ignore[operator]  # one of two writers
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["Ffigurau", "Nodiadau"]


planted = st.builds(
    str.__add__,
    st.sampled_from(FORMULA_STARTS),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=9),
)


@WRITERS
@settings(max_examples=40)
@given(st.lists(planted, min_size=1, max_size=4))
@example(["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_is_ever_run(write: object, texts: list[str]) -> None:
    content = write(a_book(cells_of([texts])))  # type: ignore[operator]  # one of two writers
    (row,) = read(content)
    for cell, text in zip(row, texts, strict=True):
        assert isinstance(cell, str)
        assert not cell.startswith(FORMULA_STARTS)
        # How white space is read back is up to the reader.
        assert "".join(cell.split()) == "".join(f"'{text}".split())
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"table:formula" not in archive.read(name)


@WRITERS
def test_letters_of_any_language_and_spaces_survive(write: object) -> None:
    texts = ["Ŵ ŷ ô", "two  three   four", "a & <b>", "a\x00b", "x" * 70]
    (row,) = read(write(a_book(cells_of([texts]))))  # type: ignore[operator]  # one of two writers
    assert row == ["Ŵ ŷ ô", "two  three   four", "a & <b>", "a\ufffdb", "x" * 70]


@WRITERS
def test_the_same_book_is_the_same_bytes(write: object) -> None:
    once, again = (write(a_book([["a", 1.5]])) for _ in range(2))  # type: ignore[operator]  # one of two writers
    assert once == again
    with ZipFile(BytesIO(once)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_the_open_format_names_itself_first_and_unsqueezed() -> None:
    with ZipFile(BytesIO(write_ods(a_book([["a"]])))) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)


def test_a_zip_loses_its_moment_and_nothing_else() -> None:
    parts = [("b.txt", b"second"), ("a.txt", b"first" * 99)]
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    assert rezipped(made.getvalue()) == zipped(parts)
    with ZipFile(BytesIO(zipped(parts))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == parts
