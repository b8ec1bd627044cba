from collections import Counter
from pathlib import Path

import pytest

from data.definitions import HERE
from data.ingest.inspection import PUBLICATION, read_ratings
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Rating,
    Refusal,
)
from tests.conftest import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "inspection" / "grades.csv"
CARRIED = HERE / "inspection" / "cps_area_assurance_ratings.csv"


def read(path: Path) -> tuple[list[Rating], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(read_ratings(path, refusals.append)), refusals


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = FIXTURE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / FIXTURE.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_grade_says_who_on_what_and_when() -> None:
    assert read(FIXTURE)[0][1] == Rating(
        framework="HMCPSI Area Assurance Programme 2016-17 to 2018-19",
        edition="2019-10",
        area_type="cps_area",
        area_code="CPS-MERSEY-CHESHIRE",
        criterion="C1 Reviews and decisions in Crown Court",
        grade="fair",
        inspected_on="2018-02-01",
        url=None,
    )


def test_an_overall_grade_is_named_for_its_part() -> None:
    assert read(FIXTURE)[0][2].criterion == "C High quality casework"


def test_the_first_criterion_of_each_court_is_kept_apart() -> None:
    criteria = [rating.criterion for rating in read(FIXTURE)[0]]
    assert len(set(criteria)) == len(criteria)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (",fair,", ",adequate,", "adequate is no grade we know"),
        ("Merseyside & Cheshire", "Mercia", "Mercia is no CPS Area we know"),
        ("2018-02", "February", "February is not a month, as 2019-05"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    ratings, refusals = read(changed(tmp_path, old, new))
    assert len(ratings) == 3
    assert len(refusals) == 1
    assert refusals[0].reason == reason


def test_a_criterion_graded_twice_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, "C1 Reviews and decisions in Crown Court", "Overall")
    with pytest.raises(FileRefused, match="grades Merseyside & Cheshire twice"):
        read(path)


def test_a_file_of_headings_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "headings.csv"
    path.write_text(FIXTURE.read_text(encoding="utf-8").splitlines()[0])
    with pytest.raises(FileRefused, match="no grade"):
        read(path)


def test_another_table_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("cps_area,grade\nWessex,good\n")
    assert not PUBLICATION.recognises(path)
    with pytest.raises(NotThisPublication, match="framework"):
        PUBLICATION.edition(path)


def test_the_casework_findings_beside_the_grades_hold_none() -> None:
    assert not PUBLICATION.recognises(HERE / "inspection" / "cps_casework_findings.csv")


def test_the_carried_grades_cover_fourteen_areas() -> None:
    ratings, refusals = read(CARRIED)
    assert refusals == []
    assert len(ratings) == 214
    by_area = Counter(rating.area_code for rating in ratings)
    assert len(by_area) == 14
    # The two pilot Areas were graded on part C alone.
    pilots = {"CPS-CYMRU-WALES", "CPS-SOUTH-WEST"}
    assert {code for code, n in by_area.items() if n == 5} == pilots
    assert {n for code, n in by_area.items() if code not in pilots} == {17}


def test_the_carried_grades_are_the_published_ones(real_data: Path) -> None:
    published = real_data.parent / "inspection" / CARRIED.name
    assert CARRIED.read_bytes() == published.read_bytes()
