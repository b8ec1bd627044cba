from collections import Counter
from pathlib import Path

import pytest

from data.ingest.crime_severity import PUBLICATION
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Refusal,
)
from tests.conftest import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "crime_severity" / "severity-2021-2022.csv"


def read(path: Path) -> tuple[list[Observation], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(PUBLICATION.read(path, refusals.append)), refusals


def scores(area_type: str, code: str, *, category: str = "all") -> dict[int, object]:
    return {
        each.period: (each.value, each.status)
        for each in read(FIXTURE)[0]
        if (each.area_type, each.area_code) == (area_type, code)
        and each.category == category
    }


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = FIXTURE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / FIXTURE.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_year_starts_the_month_after_the_one_before_ended() -> None:
    assert scores("police_force", "E23000002") == {
        202004: (11.25, "published"),
        202104: (12.5, "published"),
    }


def test_a_region_and_a_force_of_one_name_are_told_apart_by_code() -> None:
    assert scores("region", "E12000005")[202104] == (17.0, "published")
    assert scores("police_force", "E23000014")[202104] == (19.0, "published")


def test_a_force_that_is_an_area_by_itself_gives_the_area_its_score() -> None:
    assert scores("criminal_justice_area", "E23000002") == scores(
        "police_force", "E23000002"
    )


def test_london_has_its_regions_score_not_the_metropolitan_polices() -> None:
    assert scores("criminal_justice_area", "E23000001")[202104] == (17.5, "published")
    assert scores("police_force", "E23000001")[202104] == (17.25, "published")


def test_a_colon_is_a_score_that_was_not_collected() -> None:
    assert scores("police_force", "E23000034")[202104] == (None, "not_collected")


def test_wales_is_a_region_and_a_nation() -> None:
    assert scores("region", "W92000004") == scores("nation", "W92000004") != {}


def test_offence_groups_are_categories() -> None:
    assert scores("nation", "K04000001", category="robbery")[202104] == (
        1.1,
        "published",
    )


def test_scores_are_not_to_be_added_up() -> None:
    assert not PUBLICATION.additive


def test_the_edition_is_the_last_year_the_file_holds() -> None:
    assert PUBLICATION.edition(FIXTURE) == "2022-03"


def test_an_unknown_group_is_refused_by_line(tmp_path: Path) -> None:
    path = changed(tmp_path, "Robbery,", "Piracy,")
    refused = [refusal.reason for refusal in read(path)[1]]
    assert len(refused) == 18
    assert set(refused) == {"'Piracy' is not an offence group we know"}
    assert [refusal.line for refusal in read(path)[1]][:2] == [7, 9]


def test_a_date_that_ends_no_month_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, "2021-03-31", "2021-03-15")
    reasons = {refusal.reason for refusal in read(path)[1]}
    assert reasons == {"'2021-03-15' does not end a year, as 2022-03-31 does"}


def test_a_missing_row_is_named_and_the_file_refused(tmp_path: Path) -> None:
    row = "Robbery,E23000002,Cumbria,\"Apr '21 to \nMar '22\",0.25,2022-03-31\n"
    with pytest.raises(FileRefused, match="E23000002 robbery 2022-03-31"):
        read(changed(tmp_path, row, ""))


def test_a_repeated_row_is_refused_by_line(tmp_path: Path) -> None:
    path = changed(tmp_path, "E23000014,West Midlands", "E23000002,Cumbria")
    with pytest.raises(FileRefused, match="repeats E23000002"):
        read(path)


def test_a_file_cut_in_the_middle_of_a_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes(FIXTURE.read_bytes()[:-14])
    with pytest.raises(FileRefused, match="cut short"):
        read(path)


def test_another_table_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("code,name,year,population\nE23000002,Cumbria,2020,1\n")
    assert not PUBLICATION.recognises(path)
    with pytest.raises(NotThisPublication, match="severity score"):
        read(path)


def test_the_published_scores_are_all_read(real_data: Path) -> None:
    (path,) = (real_data / "police_outcomes").glob("*crime-severity*")
    observations, refusals = read(path)
    assert refusals == []
    years, groups = 20, 7
    rows = Counter(each.area_type for each in observations)
    assert rows == {
        "police_force": 43 * years * groups,
        "criminal_justice_area": 42 * years * groups,
        "region": 10 * years * groups,
        "nation": 3 * years * groups,
    }
    missing = [each for each in observations if each.value is None]
    assert len(missing) == 140
    assert {each.area_code for each in missing} == {"E23000034"}
