import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.files import LONGEST_LINE, find_files
from data.ingest.publication import FileRefused, NotThisPublication, open_text
from tests.integration.tallies import HEADINGS, KENT, TALLIES, write_tallies

HEAD = ",".join(HEADINGS).encode() + b"\n"
CP1252 = replace(TALLIES, encodings=("utf-8-sig", "cp1252"), recognises=lambda _: True)


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def refusal_of(path: Path, *, max_megabytes: int = 512) -> FileRefused:
    found = find_files(TALLIES, [path], max_megabytes=max_megabytes)
    assert found.files == ()
    (refused,) = found.refused
    return refused


def test_a_file_is_found_with_its_edition_and_sum(tmp_path: Path) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", [(KENT, 201407, "all", 1)])
    (found,) = find_files(TALLIES, [path]).files
    assert found.path == path
    assert found.edition == "2014-07"
    assert found.is_named
    assert len(found.sha256) == 64


def test_files_come_in_the_order_of_their_editions(tmp_path: Path) -> None:
    for name in ("z/t_2014-07.csv", "a/t_2015-01.csv", "m/t_2014-12.csv"):
        write_tallies(tmp_path / name, [])
    found = find_files(TALLIES, [tmp_path])
    assert [file.edition for file in found.files] == ["2014-07", "2014-12", "2015-01"]
    assert not any(file.is_named for file in found.files)


def test_the_first_published_come_first_where_the_publisher_says(
    tmp_path: Path,
) -> None:
    dates = {"a": "2016-02-01", "b": "2016-01-01"}
    dated = replace(TALLIES, published_on=lambda path: dates[path.name[0]])
    for name in ("a_2014.csv", "b_2015.csv"):
        write_tallies(tmp_path / name, [])
    found = find_files(dated, [tmp_path])
    assert [file.path.name for file in found.files] == ["b_2015.csv", "a_2014.csv"]


def test_a_file_given_twice_is_found_once(tmp_path: Path) -> None:
    path = write_tallies(tmp_path / "in" / "t_2014-07.csv", [])
    found = find_files(TALLIES, [path, tmp_path, tmp_path / "in"])
    assert [file.path for file in found.files] == [path]


def test_an_undated_file_is_refused_and_not_taken_for_another_publication(
    tmp_path: Path,
) -> None:
    path = write_tallies(tmp_path / "tallies.csv", [])
    assert str(refusal_of(path)) == "tallies.csv: its name has no year or month"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"a note"),
        ("other_2014.csv", b"a,b\n1,2\n"),
        ("lines.csv", b"\n\n\n"),
    ],
)
def test_another_publication_is_named_or_passed_over(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = write(tmp_path / "in" / name, content)
    with pytest.raises(NotThisPublication, match=name):
        find_files(TALLIES, [path])
    write_tallies(tmp_path / "in" / "t_2014-07.csv", [])
    assert find_files(TALLIES, [tmp_path]).skipped == (path,)


def test_a_folder_without_a_file_of_it_is_not_the_publication(tmp_path: Path) -> None:
    with pytest.raises(NotThisPublication, match="no file in this folder is the mon"):
        find_files(TALLIES, [tmp_path])


def test_a_path_to_nothing_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    path = write_tallies(tmp_path / "t_2014-07.csv", [])
    with pytest.raises(FileRefused, match="there is no such file or folder"):
        find_files(TALLIES, [path, tmp_path / "gone"])


@pytest.mark.parametrize("name", ["t_2014.csv", "t_2014.csv.gz"])
def test_a_file_over_the_limit_is_refused_unpacked_or_not(
    tmp_path: Path, name: str
) -> None:
    pack: Callable[[bytes], bytes] = gzip.compress if name.endswith("gz") else bytes
    content = HEAD + b"police_force,X,201407,all,1\n" * 80_000
    refused = refusal_of(write(tmp_path / name, pack(content)), max_megabytes=1)
    assert refused.reason == (
        "holds more than 1 MB: split it, or allow more with --max-file-mb"
    )


@pytest.mark.parametrize("name", ["t_2014.csv", "t_2014.csv.gz"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    content = gzip.compress(b"") if name.endswith("gz") else b""
    assert refusal_of(write(tmp_path / name, content)).reason == "is empty"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEAD + b"one\ntwo\n\0three\n", 4),
        ("\ufeffarea,month\n".encode("utf-16"), 1),
        (HEAD + b"row\n" * 400_000 + b"\0", 400_002),
    ],
    ids=["one", "UTF-16", "late"],
)
def test_bytes_that_are_not_text_are_refused_by_line(
    tmp_path: Path, content: bytes, line: int
) -> None:
    refused = refusal_of(write(tmp_path / "t_2014.csv", content))
    assert "bytes that are not text" in refused.reason
    assert refused.line == line


def test_text_in_another_encoding_is_refused_by_line(tmp_path: Path) -> None:
    refused = refusal_of(write(tmp_path / "t_2014.csv", HEAD + b"a\nYnys M\xf4n\n"))
    assert str(refused) == ("t_2014.csv, line 3: is not utf-8 text: save it as UTF-8")


def test_text_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    refused = refusal_of(write(tmp_path / "t_2014.csv", HEAD + "Môn".encode()[:2]))
    assert "middle of a letter" in refused.reason


def test_a_publisher_may_use_an_older_encoding(tmp_path: Path) -> None:
    path = write(tmp_path / "t_2014.csv", b"Ynys M\xf4n\r\n")
    assert len(find_files(CP1252, [path]).files) == 1
    with open_text(path, CP1252.encodings) as text:
        assert text.read() == "Ynys Môn\r\n"


def test_a_byte_order_mark_is_not_part_of_the_first_heading(tmp_path: Path) -> None:
    path = write(tmp_path / "t_2014.csv", b"\xef\xbb\xbf" + HEAD)
    assert len(find_files(TALLIES, [path]).files) == 1


@pytest.mark.parametrize("kept", [20, 200, -9])
def test_a_gzip_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    rows = b"".join(b"police_force,X,201407,%d,1\n" % n for n in range(500))
    path = write(tmp_path / "t_2014.csv.gz", gzip.compress(HEAD + rows)[:kept])
    assert refusal_of(path).reason == "is cut short or damaged: fetch it again"


@pytest.mark.parametrize("head", [b"", HEAD], ids=["first", "later"])
def test_a_line_without_an_end_is_refused(tmp_path: Path, head: bytes) -> None:
    content = head + b"x" * (3 * LONGEST_LINE)
    refused = refusal_of(write(tmp_path / "t_2014.csv", content))
    assert "end" in refused.reason


def test_old_line_ends_are_line_ends(tmp_path: Path) -> None:
    row = b"police_force,X,201407,all,1\r"
    path = write(tmp_path / "t_2014.csv", HEAD + row * 60_000)
    assert len(find_files(TALLIES, [path]).files) == 1


def test_a_reader_that_stumbles_over_a_heading_refuses_the_file(
    tmp_path: Path,
) -> None:
    def stumble(path: Path) -> bool:
        raise ValueError("no such\nheading")

    path = write_tallies(tmp_path / "t_2014.csv", [])
    (refused,) = find_files(replace(TALLIES, recognises=stumble), [path]).refused
    assert refused.reason == (
        "could not be read as the monthly tallies (ValueError: no such heading)"
    )


def test_open_text_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"t\.csv: is not utf-8 text"):
        open_text(write(tmp_path / "t.csv", b"M\xf4n"))
    with pytest.raises(FileRefused, match=r"t\.csv\.gz: is cut short"):
        open_text(write(tmp_path / "t.csv.gz", gzip.compress(b"abc" * 99)[:-9]))
