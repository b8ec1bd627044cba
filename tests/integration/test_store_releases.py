from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from data.check import find_problems
from data.load import load
from data.queries.releases import (
    fetch_coverage,
    fetch_data_version,
    fetch_releases,
)
from data.releases import CannotRollBack, roll_back
from tests.integration.stores import Store, contents, current, load_into
from tests.integration.tallies import (
    ESSEX,
    GRADES,
    KENT,
    TALLIES,
    UNORDERED,
    Row,
    write_tallies,
)


def load_kent(store: Store, folder: Path, value: float, *, day: int = 1) -> int:
    """Load one figure for Kent, on a day of March 2026; the number of its release."""
    path = write_tallies(folder / f"{value}_2014.csv", [(KENT, 201407, "all", value)])
    outcome = load(
        store.writer,
        UNORDERED,
        [path],
        loaded_by="a test",
        loaded_at=datetime(2026, 3, day, 12, tzinfo=UTC),
    )
    assert outcome.release_id is not None
    return outcome.release_id


def kent(store: Store, *, as_of: str | None = None) -> float | None:
    return current(store, as_of=as_of).get((KENT, 201407))


def states(store: Store) -> list[str]:
    return [row.state for row in reversed(fetch_releases(store.reader))]


def test_a_release_taken_back_brings_back_what_it_replaced(
    store: Store, tmp_path: Path
) -> None:
    load_kent(store, tmp_path, 70)
    second = load_kent(store, tmp_path, 75)
    assert roll_back(store.writer, second) == 2
    assert kent(store) == 70
    assert states(store) == ["current", "withdrawn"]
    assert find_problems(store.reader) == []


def test_a_release_in_the_middle_can_be_taken_back(
    store: Store, tmp_path: Path
) -> None:
    load_kent(store, tmp_path, 70)
    middle = load_kent(store, tmp_path, 75)
    last = load_kent(store, tmp_path, 80)
    roll_back(store.writer, middle)
    assert kent(store) == 80
    roll_back(store.writer, last)
    assert kent(store) == 70
    assert find_problems(store.reader) == []


def test_a_release_taken_back_alone_leaves_nothing(
    store: Store, tmp_path: Path
) -> None:
    roll_back(store.writer, load_kent(store, tmp_path, 70))
    assert kent(store) is None
    assert fetch_coverage(store.reader) == []


def test_what_a_later_release_repeats_survives_the_first_being_taken_back(
    store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [(KENT, 201407, "all", 70), (ESSEX, 201407, "all", 50)]
    load_into(store, UNORDERED, write_tallies(tmp_path / "a_2014.csv", rows))
    rows[1] = (ESSEX, 201407, "all", 51)
    load_into(store, UNORDERED, write_tallies(tmp_path / "b_2014.csv", rows))
    roll_back(store.writer, 1)
    assert current(store) == {(KENT, 201407): 70, (ESSEX, 201407): 51}


def test_the_files_of_a_release_taken_back_can_be_loaded_again(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(tmp_path / "tallies_2014-07.csv", [(KENT, 201407, "all", 70)])
    load_into(store, TALLIES, path)
    roll_back(store.writer, 1)
    assert load_into(store, TALLIES, path).release_id == 2
    assert kent(store) == 70


def test_bytes_taken_back_can_be_loaded_as_the_edition_they_are(
    store: Store, tmp_path: Path
) -> None:
    wrong = write_tallies(tmp_path / "tallies_2018-07.csv", [(KENT, 201407, "all", 70)])
    load_into(store, TALLIES, wrong)
    right = wrong.rename(tmp_path / "tallies_2017-07.csv")
    assert load_into(store, TALLIES, right).is_refused
    roll_back(store.writer, 1)
    assert load_into(store, TALLIES, right).edition == "2017-07"


@pytest.mark.parametrize("release", [0, 7, -1])
def test_a_release_that_never_was_cannot_be_taken_back(
    store: Store, tmp_path: Path, release: int
) -> None:
    load_kent(store, tmp_path, 70)
    before = contents(store)
    with pytest.raises(CannotRollBack, match=f"no release {release}"):
        roll_back(store.writer, release)
    assert contents(store) == before


def test_a_release_is_taken_back_once(store: Store, tmp_path: Path) -> None:
    roll_back(store.writer, load_kent(store, tmp_path, 70))
    before = contents(store)
    with pytest.raises(CannotRollBack, match="withdrawn already"):
        roll_back(store.writer, 1)
    assert contents(store) == before


def test_the_data_version_never_goes_back(store: Store, tmp_path: Path) -> None:
    load_kent(store, tmp_path, 70)
    seen = {fetch_data_version(store.reader)}
    for value in (75, 80):
        roll_back(store.writer, load_kent(store, tmp_path, value))
        seen.add(fetch_data_version(store.reader))
    assert len(seen) == 3


def test_a_cancelled_count_is_current_again_in_the_coverage(
    store: Store, tmp_path: Path
) -> None:
    load_kent(store, tmp_path, 70)
    before = fetch_coverage(store.reader)
    roll_back(store.writer, load_kent(store, tmp_path, 75))
    assert fetch_coverage(store.reader) == before


def test_figures_can_be_had_as_they_were_known_on_a_day(
    store: Store, tmp_path: Path
) -> None:
    load_kent(store, tmp_path, 70, day=5)
    load_kent(store, tmp_path, 75, day=10)
    known = {day: kent(store, as_of=f"2026-03-{day:02}") for day in (4, 5, 9, 10, 31)}
    assert known == {4: None, 5: 70, 9: 70, 10: 75, 31: 75}


def test_what_was_taken_back_was_never_known(store: Store, tmp_path: Path) -> None:
    load_kent(store, tmp_path, 70, day=5)
    wrong = load_kent(store, tmp_path, 99, day=10)
    load_kent(store, tmp_path, 75, day=15)
    roll_back(store.writer, wrong)
    known = {day: kent(store, as_of=f"2026-03-{day:02}") for day in (5, 10, 14, 15)}
    assert known == {5: 70, 10: 70, 14: 70, 15: 75}


def grades(store: Store) -> list[tuple[str, str]]:
    with store.reader.connect() as connection:
        found = connection.execute(
            text("SELECT criterion, grade FROM ratings ORDER BY criterion")
        )
        return [(row.criterion, row.grade) for row in found]


def write_grades(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    lines = ["area_type,area_code,month,category,value"]
    lines += [f"police_force,{KENT},{day},{name},{grade}" for name, grade, day in rows]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_grades_are_loaded_replaced_and_taken_back(
    store: Store, tmp_path: Path
) -> None:
    first = write_grades(
        tmp_path / "grades_2019.csv",
        [("care", "good", "2019-05-01"), ("pace", "fair", "")],
    )
    assert load_into(store, GRADES, first).change == (2, 0, 0)
    assert load_into(store, GRADES, first).is_nothing_new
    second = write_grades(
        tmp_path / "again" / "grades_2019.csv",
        [("care", "poor", "2019-05-01")],
    )
    assert load_into(store, GRADES, second).change == (0, 1, 0)
    assert grades(store) == [("care", "poor"), ("pace", "fair")]
    roll_back(store.writer, 2)
    assert grades(store) == [("care", "good"), ("pace", "fair")]
    assert find_problems(store.reader) == []


def test_a_grade_that_cannot_be_stored_is_refused_and_the_rest_loaded(
    store: Store, tmp_path: Path
) -> None:
    path = write_grades(
        tmp_path / "grades_2019.csv",
        [("care", "good", "May 2019"), ("pace", "fair", "2019-05-01")],
    )
    outcome = load_into(store, GRADES, path)
    (refusal,) = outcome.refusals
    assert refusal.reason == "May 2019 is not a date such as 2026-03-31"
    assert grades(store) == [("pace", "fair")]


def test_a_thing_graded_twice_in_a_file_is_refused(
    store: Store, tmp_path: Path
) -> None:
    path = write_grades(
        tmp_path / "grades_2019.csv", [("care", "good", ""), ("care", "poor", "")]
    )
    outcome = load_into(store, GRADES, path)
    assert outcome.is_refused
    assert outcome.refused_files[0].reason.endswith("twice")
