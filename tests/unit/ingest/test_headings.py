import gzip
from pathlib import Path

import pytest

from data.ingest.headings import (
    LONGEST_LINE,
    MOST_REFUSALS,
    Row,
    find_columns,
    heading_key,
    limited,
    name_key,
    parse_count,
    parse_number,
    read_headings,
    read_rows,
    slug,
)
from data.ingest.publication import FileRefused, Refusal


@pytest.mark.parametrize(
    "written",
    [
        "Force outcomes for offences recorded in quarter",
        "force_outcomes_for_offences_recorded_in_quarter",
        "  Force Outcomes For Offences Recorded In Quarter 3",
        "Force outcomes for offences recorded in quarter [note 2]",
        "Force outcomes for offences recorded in quarter (1, 2)",
        "FORCE OUTCOMES for\noffences recorded in quarter",
    ],
)
def test_a_heading_is_the_same_however_it_is_written(written: str) -> None:
    assert heading_key(written) == "forceoutcomesforoffencesrecordedinquarter"


def test_words_in_brackets_are_part_of_a_heading() -> None:
    assert heading_key("All Other Offences (excluding Motoring)") != heading_key(
        "All Other Offences"
    )


def test_a_name_is_the_same_with_and_without_its_hyphen_space_or_ampersand() -> None:
    assert name_key("Dyfed Powys") == name_key("Dyfed-Powys")
    assert name_key("GreaterManchester") == name_key("Greater Manchester")
    assert name_key("Devon & Cornwall") == name_key("Devon and Cornwall")


def test_columns_are_found_in_any_order_and_missing_ones_are_left_out() -> None:
    places = find_columns(
        ["Offence_Code", "FORCE NAME", "force name"],
        {
            "force": ("Force Name",),
            "code": ("Code", "Offence Code"),
            "count": ("Number of Offences",),
        },
    )
    assert places == {"force": 1, "code": 0}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("9,087", 9087),
        ("1198", 1198),
        (" 66776 ", 66776),
        ("-12", -12),
        ("−12", -12),
        ("0", 0),
        ("1,234,567", 1_234_567),
        ("x", None),
        ("-", None),
        (":", None),
        ("--", None),
        ("", None),
        ("NA", None),
        ("N/A - offence code expired", None),
    ],
)
def test_a_count_is_read_as_publishers_print_it(cell: str, number: int | None) -> None:
    assert parse_count(cell) == number


@pytest.mark.parametrize(
    "cell", ["1,23", "12a", "=1+1", "1_000", "1.5", "²", "1e3", "nan", "12 34", "٣"]
)
def test_anything_else_is_not_a_count(cell: str) -> None:
    with pytest.raises(ValueError, match="number"):
        parse_count(cell)


def test_a_number_may_have_decimals() -> None:
    assert parse_number("1,234.5") == 1234.5


def test_a_label_becomes_an_identifier() -> None:
    assert slug("Fraud offences to 2012/13") == "fraud_offences_to_2012_13"
    assert slug(" Criminal damage and arson ") == "criminal_damage_and_arson"


def test_rows_carry_the_line_they_end_on(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes('\ufeffa,b\r\n"two\r\nlines",1\r\n\r\nx,2'.encode())
    rows = list(read_rows(path))
    assert [row.line for row in rows] == [1, 3, 4, 5]
    assert rows[0].cells == ["a", "b"]
    assert rows[2].is_blank


def test_a_row_of_nothing_is_blank() -> None:
    assert Row(2, ["NA", "", " NA "]).is_blank
    assert not Row(2, ["NA", "0"]).is_blank


def test_gzipped_and_plain_files_read_the_same(tmp_path: Path) -> None:
    plain, packed = tmp_path / "t.csv", tmp_path / "t.csv.gz"
    plain.write_bytes(b"a,b\n1,2\n")
    packed.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert list(read_rows(plain)) == list(read_rows(packed))
    assert read_headings(plain) == read_headings(packed) == ["a", "b"]


def damaged_gzip() -> bytes:
    whole = bytearray(gzip.compress(bytes(range(256)) * 64))
    whole[40] ^= 0xFF
    return bytes(whole)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", "a,b\nFérm,2\n".encode("cp1252"), "save it as UTF-8"),
        ("t.csv", "a,b\n1,2\n".encode("utf-16"), "save it as UTF-8"),
        ("t.csv", b"a,b\n1,\x002\n", "NUL"),
        ("t.csv", b'a,b\n1,"2\n', "not CSV"),
        ("t.csv", b"a" * (LONGEST_LINE + 1), "characters long"),
        ("t.csv", b'a,b\n"' + b"x\n" * 100_000 + b'",2\n', "not CSV"),
        ("t.csv.gz", gzip.compress(b"a,b\n" * 999, mtime=0)[:-9], "cut short"),
        ("t.csv.gz", b"a,b\n1,2\n", "not gzip"),
        ("t.csv.gz", damaged_gzip(), "damaged|not gzip|UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=reason) as refused:
        list(read_rows(path))
    assert name in str(refused.value)


def test_headings_of_a_file_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    for name, content in (("t.csv", b""), ("t.csv.gz", b"no gzip")):
        (tmp_path / name).write_bytes(content)
        assert read_headings(tmp_path / name) == []
    assert read_headings(tmp_path / "absent.csv") == []


def test_a_file_with_too_many_refused_rows_is_refused_whole(tmp_path: Path) -> None:
    kept: list[Refusal] = []
    refuse_row = limited(tmp_path / "t.csv", kept.append)
    for line in range(MOST_REFUSALS):
        refuse_row(line, "is wrong", "x" * 5000)
    with pytest.raises(FileRefused, match="rows that cannot be read: is wrong"):
        refuse_row(MOST_REFUSALS, "is wrong", "")
    assert len(kept) == MOST_REFUSALS
    assert kept[0].file == "t.csv"
    assert len(kept[0].content) < 500
