import gzip
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from data.check import find_problems
from data.engine import make_engine
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Refuse,
)
from data.load import load
from data.outcome import REFUSALS_KEPT
from data.queries.releases import (
    fetch_data_version,
    fetch_refusals,
    fetch_releases,
)
from data.releases import roll_back
from tests.integration.stores import Store, contents, count, current, load_into
from tests.integration.tallies import (
    CITY,
    ESSEX,
    KENT,
    SERIES,
    TALLIES,
    UNORDERED,
    Row,
    write_tallies,
)

JULY: list[Row] = [(KENT, 201407, "all", 70), (ESSEX, 201407, "all", 50)]
AUGUST: list[Row] = [(KENT, 201408, "all", 71), (ESSEX, 201408, "all", 51)]


def test_a_loaded_file_can_be_read_back(store: Store, tmp_path: Path) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY, total=120)
    outcome = load_into(store, TALLIES, path)
    assert outcome.release_id == 1
    assert outcome.change == (2, 0, 0)
    assert current(store) == {(KENT, 201407): 70, (ESSEX, 201407): 50}
    assert find_problems(store.reader) == []


def test_a_release_says_what_was_loaded_when_and_by_whom(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    load(
        store.writer,
        TALLIES,
        [path],
        loaded_by="the analyst",
        loaded_at=datetime(2026, 3, 31, 9, 15, tzinfo=UTC),
    )
    (release,) = fetch_releases(store.reader)
    assert release.publication == "tallies"
    assert release.edition == "2014-07"
    assert release.loaded_by == "the analyst"
    assert release.loaded_at == datetime(2026, 3, 31, 9, 15, tzinfo=UTC)
    assert release.state == "current"
    assert len(release.sha256) == 64
    assert release.row_count == count(store, "facts")


def test_loading_the_same_file_again_changes_no_row(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    load_into(store, TALLIES, path)
    before = contents(store)
    again = load_into(store, TALLIES, path)
    assert again.release_id is None
    assert again.is_nothing_new
    assert again.unchanged == 2
    assert contents(store) == before


def test_the_same_figures_in_other_bytes_change_no_row(
    store: Store, tmp_path: Path
) -> None:
    load_into(store, TALLIES, write_tallies(tmp_path / "tallies_2014-07.csv", JULY))
    before = contents(store)
    turned = write_tallies(tmp_path / "copy" / "tallies_2014-07.csv", JULY[::-1])
    assert load_into(store, TALLIES, turned).release_id is None
    assert contents(store) == before


def test_a_folder_is_loaded_to_the_bottom_as_one_release(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "publications"
    write_tallies(folder / "b" / "deep" / "tallies_2014-08.csv", AUGUST)
    write_tallies(folder / "z" / "tallies_2014-07.csv", JULY)
    (folder / "SOURCE.md").write_text("Where it comes from")
    (folder / "b" / "other.csv").write_text("a,b\n1,2\n")
    outcome = load_into(store, TALLIES, folder)
    assert [file.edition for file in outcome.files] == ["2014-07", "2014-08"]
    assert outcome.edition == "2014-07 to 2014-08"
    assert sorted(path.name for path in outcome.skipped) == ["SOURCE.md", "other.csv"]
    assert len(current(store)) == 4
    assert count(store, "releases") == 1
    assert count(store, "release_files") == 2


def test_names_that_are_in_no_order_are_not_called_a_range(
    store: Store, tmp_path: Path
) -> None:
    for name, rows in (("07", JULY), ("08", AUGUST)):
        write_tallies(tmp_path / "files" / f"tallies_2014-{name}.csv", rows)
    outcome = load_into(store, UNORDERED, tmp_path / "files")
    assert outcome.edition == "2014-07 +1"


def test_only_the_files_with_news_join_the_next_release(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "publications"
    write_tallies(folder / "tallies_2014-07.csv", JULY)
    load_into(store, TALLIES, folder)
    write_tallies(folder / "tallies_2014-08.csv", AUGUST)
    outcome = load_into(store, TALLIES, folder)
    assert outcome.edition == "2014-08"
    assert outcome.change == (2, 0, 2)
    assert {row.state for row in fetch_releases(store.reader)} == {"current"}


def test_a_file_given_by_name_that_is_another_publication_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    good = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    before = contents(store)
    with pytest.raises(NotThisPublication, match=r"other\.csv: its headings"):
        load_into(store, TALLIES, good, other)
    assert contents(store) == before


def test_a_folder_without_the_publication_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "publications"
    folder.mkdir()
    (folder / "notes.txt").write_text("Nothing to load")
    before = contents(store)
    with pytest.raises(NotThisPublication, match="publications: no file"):
        load_into(store, TALLIES, folder)
    assert contents(store) == before


def test_a_wrong_file_makes_no_store(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    engine = make_engine(f"sqlite:///{tmp_path}/new/store.db", read_only=False)
    with pytest.raises(NotThisPublication):
        load(engine, TALLIES, [other], loaded_by="a test")
    assert not (tmp_path / "new").exists()


def test_a_load_makes_the_store_where_there_is_none(
    database_url: str, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    engine = make_engine(database_url, read_only=False)
    assert load(engine, TALLIES, [path], loaded_by="a test").release_id == 1


def test_a_file_that_does_not_add_up_leaves_no_row_while_the_others_load(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "publications"
    write_tallies(
        folder / "tallies_2014-07.csv", [*JULY, (KENT, 201407, "red", 7)], total=1
    )
    write_tallies(folder / "tallies_2014-08.csv", AUGUST)
    outcome = load_into(store, TALLIES, folder)
    (refused,) = outcome.refused_files
    assert str(refused) == ("tallies_2014-07.csv, line 5: does not add up to its TOTAL")
    assert set(current(store)) == {(KENT, 201408), (ESSEX, 201408)}
    assert count(store, "categories") == 1
    (row,) = fetch_refusals(store.reader)
    assert row[1:] == (
        "publications/tallies_2014-07.csv", 5, "does not add up to its TOTAL", ""
    )  # fmt: skip
    assert fetch_releases(store.reader)[0].note == "1 file refused"


def test_when_every_file_is_refused_nothing_changes(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY, total=1)
    before = contents(store)
    outcome = load_into(store, TALLIES, path)
    assert outcome.is_refused
    assert len(outcome.refused_files) == 1
    assert contents(store) == before


def test_a_row_that_is_no_number_is_refused_by_line_and_the_rest_loaded(
    store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [(KENT, 201407, "all", "=cmd|'/c calc'!A1"), *JULY[1:]]
    path = write_tallies(tmp_path / "tallies_2014-07.csv", rows)
    outcome = load_into(store, TALLIES, path)
    assert outcome.refused_rows == 1
    (row,) = fetch_refusals(store.reader, outcome.release_id)
    assert (row.file, row.line, row.reason) == ("tallies_2014-07.csv", 2, "no number")
    assert "=cmd" in row.content
    assert current(store) == {(ESSEX, 201407): 50}


def test_a_row_of_an_unknown_area_is_refused_by_code(
    store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [("E99999999", 201407, "all", 3), *JULY]
    path = write_tallies(tmp_path / "tallies_2014-07.csv", rows)
    outcome = load_into(store, TALLIES, path)
    (refusal,) = outcome.refusals
    assert refusal.reason == "no police_force has the code E99999999"
    assert len(current(store)) == 2


def test_a_file_without_a_readable_row_is_refused(store: Store, tmp_path: Path) -> None:
    path = write_tallies(
        tmp_path / "tallies_2014-07.csv", [(KENT, 201407, "all", "n/a")]
    )
    outcome = load_into(store, TALLIES, path)
    assert outcome.is_refused
    assert outcome.refused_files[0].reason == "none of its rows could be read"
    assert [refusal.line for refusal in outcome.refusals] == [2]


def test_endless_refusals_are_counted_and_not_all_kept(
    sqlite_store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [
        (KENT, 201407, "all", "x" * 2000) for _ in range(REFUSALS_KEPT + 5)
    ]
    path = write_tallies(tmp_path / "tallies_2014-07.csv", [*JULY, *rows])
    outcome = load_into(sqlite_store, TALLIES, path)
    assert outcome.refused_rows == REFUSALS_KEPT + 5
    kept = fetch_refusals(sqlite_store.reader, limit=REFUSALS_KEPT + 100)
    assert len(kept) == REFUSALS_KEPT + 1
    assert kept[-1].reason == "5 more rows were refused"
    assert max(len(row.content) for row in kept) == 500


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tallies_2014-07.csv", b"", "is empty"),
        ("tallies_2014-07.csv", b"\0\1\2", "holds bytes that are not text"),
        ("tallies_2014-07.csv.gz", b"no gzip", "cut short or damaged"),
        ("tallies_2014.csv.gz", gzip.compress(b"a,b\n" * 9, mtime=0)[:-9], "cut short"),
    ],
)
def test_a_broken_file_is_refused_by_name_and_the_store_unchanged(
    store: Store, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = contents(store)
    outcome = load_into(store, TALLIES, path)
    assert outcome.is_refused
    assert str(outcome.refused_files[0]).startswith(name)
    assert reason in outcome.refused_files[0].reason
    assert contents(store) == before


def test_what_a_reader_stumbles_over_is_refused_with_its_name(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    with path.open("a", encoding="utf-8") as text:
        text.write("too,few\n")
    (refused,) = load_into(store, TALLIES, path).refused_files
    assert str(refused).startswith(
        "tallies_2014-07.csv: could not be read as the monthly tallies (ValueError"
    )
    assert count(store, "facts") == 0


def test_a_path_with_nothing_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"gone\.csv: there is no such file"):
        load_into(store, TALLIES, tmp_path / "gone.csv")


def test_the_data_version_changes_with_a_load_and_only_then(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    empty = fetch_data_version(store.reader)
    load_into(store, TALLIES, path)
    loaded = fetch_data_version(store.reader)
    assert loaded != empty
    load_into(store, TALLIES, path)
    assert fetch_data_version(store.reader) == loaded


def test_hidden_numbers_are_kept_as_hidden(store: Store, tmp_path: Path) -> None:
    rows: list[Row] = [(KENT, 201407, "all", "suppressed"), JULY[1]]
    load_into(store, TALLIES, write_tallies(tmp_path / "tallies_2014-07.csv", rows))
    assert current(store) == {(KENT, 201407): None, (ESSEX, 201407): 50}


def test_progress_is_told_in_rows(sqlite_store: Store, tmp_path: Path) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)
    told: list[tuple[Path, int]] = []
    load(
        sqlite_store.writer,
        TALLIES,
        [path],
        loaded_by="a test",
        progress=lambda *row: told.append(row),
    )
    assert told == [(path, 2)]


def test_memory_does_not_grow_with_the_file(store: Store, tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
            for number in range(rows):
                yield Observation(
                    SERIES, "police_force", CITY,
                    1000_01 + number // 12 * 100 + number % 12,
                    "month", "all", "all", float(rows + number), "published",
                )  # fmt: skip

        path = write_tallies(tmp_path / f"{rows}" / "tallies_2014-07.csv", JULY)
        tracemalloc.start()
        load_into(store, replace(TALLIES, read=read), path)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    small = peak(12_000)
    assert peak(40_000) < small * 1.5


def test_a_load_is_in_though_the_store_cannot_be_analysed_after_it(
    store: Store,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", JULY)

    @event.listens_for(store.writer, "before_cursor_execute")
    def full(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement == "ANALYZE facts":
            raise OperationalError(statement, None, Exception("the disc is full"))

    assert load_into(store, TALLIES, path).release_id == 1
    assert "was not analysed" in caplog.text
    assert "the disc is full" in caplog.text
    caplog.clear()
    roll_back(store.writer, 1)
    assert current(store) == {}
    assert "was not analysed" in caplog.text
