"""Grades of other frameworks: the store's own columns, and lists of PEEL grades."""

from pathlib import Path

import pytest

from dashboard.inspection import grades as shown
from data.ingest.grades import SCALES
from data.ingest.inspection import PUBLICATION, read_ratings
from data.ingest.publication import FileRefused, Rating, Refusal
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "inspection"
LIST, FORCES = FOLDER / "two_editions.csv", FOLDER / "forces.csv"


def read(path: Path) -> tuple[list[Rating], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(read_ratings(path, refusals.append)), refusals


def changed(tmp_path: Path, source: Path, old: str, new: str) -> Path:
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / source.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_list_gives_each_grade_as_the_store_names_it() -> None:
    assert PUBLICATION.recognises(LIST)
    ratings, refusals = read(LIST)
    assert refusals == []
    assert len(ratings) == 6
    assert ratings[-1] == Rating(
        framework="Partnership review",
        edition="2024",
        area_type="cps_area",
        area_code="CPS-WESSEX",
        criterion="1 Leading together",
        grade="fair",
        inspected_on="2024-06-01",
        url="https://www.example.org/wessex",
    )


def test_a_list_of_several_editions_is_named_for_the_first_and_the_last() -> None:
    assert PUBLICATION.edition(LIST) == "2021 to 2024"
    assert PUBLICATION.edition(FORCES) == "2016"


def test_a_list_may_leave_out_the_type_of_its_areas(tmp_path: Path) -> None:
    path = changed(tmp_path, LIST, ",cps_area,", ",,")
    assert read(path)[0][0].area_type == "cps_area"


def test_a_force_is_graded_by_the_inspection_and_its_year() -> None:
    assert PUBLICATION.recognises(FORCES)
    ratings, refusals = read(FORCES)
    assert refusals == []
    assert ratings[1] == Rating(
        framework="PEEL",
        edition="2016",
        area_type="police_force",
        area_code="E23000026",
        criterion="Effectiveness (overall)",
        grade="inadequate",
        inspected_on="2017-03-02",
        url=None,
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("CPS-WESSEX", "CPS-MERCIA", "area_code: 'CPS-MERCIA' is no area's code"),
        (",fair,", ",middling,", "grade: 'middling' is no grade we know"),
        (",cps_area,", ",parish,", "area_type: 'parish' is not cps_area or"),
        ("https://", "ftp://", "url: 'ftp://www.example.org/wessex' is no https"),
        ("2021-04-01", "April", "inspected_on: 'April' is not a date"),
        (
            "CPS-WESSEX,1 Leading together,fair,2024",
            "CPS-NORTH-EAST,1 Leading together,fair,2024",
            "is about the same as line 5",
        ),
    ],
)
def test_a_cell_that_is_wrong_refuses_the_list_by_column(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        read(changed(tmp_path, LIST, old, new))
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("E23000026", "E99000026", "E99000026 is no police force we know"),
        ("Inadequate", "Middling", "Middling is no grade we know"),
        ("2017-03-02", "March", "'March' is not a date such as 2026-03-31"),
        ("PEEL 2016", "PEEL", "does not say on what, or in which inspection"),
    ],
)
def test_a_force_that_cannot_be_read_is_left_out_with_the_reason(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    ratings, refusals = read(changed(tmp_path, FORCES, old, new))
    assert len(ratings) == 2
    assert [refusal.reason for refusal in refusals] == [reason]


def test_two_inspections_of_one_year_may_grade_a_force_on_the_same(
    tmp_path: Path,
) -> None:
    lines = FORCES.read_text().splitlines()
    again = lines[1].replace("PEEL 2016", "Custody 2016")
    assert again != lines[1]
    path = tmp_path / "forces.csv"
    path.write_text("\n".join([*lines, again]) + "\n")
    ratings, refusals = read(path)
    assert refusals == []
    assert {rating.framework for rating in ratings} == {"PEEL", "Custody"}


def test_a_force_graded_twice_refuses_the_file(tmp_path: Path) -> None:
    path = changed(tmp_path, FORCES, "E23000026,Bedfordshire", "E23000010,Again")
    with pytest.raises(FileRefused, match="grades E23000010 twice"):
        read(path)


def test_every_grade_that_can_be_loaded_can_be_shown() -> None:
    assert tuple(scale.grades for scale in shown.SCALES) == SCALES


def test_the_grades_of_every_force_are_read_as_published(real_data: Path) -> None:
    path = real_data / "inspections" / "peel_2016_effectiveness_overall.csv"
    ratings, refusals = read(path)
    assert (len(ratings), refusals) == (43, [])
    grades = [rating.grade for rating in ratings]
    assert [grades.count(grade) for grade in SCALES[1]] == [1, 28, 0, 13, 1]
