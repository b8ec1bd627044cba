from collections.abc import Sequence
from pathlib import Path

import pytest

from data.definitions import read_area_names
from data.ingest.arrests import PUBLICATION
from data.ingest.population import PUBLICATION as POPULATION
from data.ingest.publication import FileRefused
from tests.conftest import ROOT
from tests.unit.ingest.observed import NATION, changer, read, values

FIXTURE = ROOT / "tests/fixtures/arrests/arrests_2016-17_to_2017-18.csv"
CUMBRIA, LANCASHIRE = "E23000002", "E23000003"
change = changer(FIXTURE)


def test_a_file_is_known_by_its_headings_and_dated_by_its_years() -> None:
    assert PUBLICATION.recognises(FIXTURE)
    assert PUBLICATION.edition(FIXTURE) == "2016-17 to 2017-18"


def test_headings_may_be_in_snake_case_and_end_in_the_day_the_year_ends(
    tmp_path: Path,
) -> None:
    path = change(
        tmp_path,
        "Financial Year,Force Name,Reason for arrest (offence group),"
        "Ethnic Group (self-defined),Age Group,Sex,Arrests",
        "financial_year,force_name,offence_group,ethnic_group,age_group,sex,arrests",
    )
    assert PUBLICATION.recognises(path)
    assert read(PUBLICATION, path) == read(PUBLICATION, FIXTURE)


def test_arrests_are_counted_by_each_field_and_by_two_at_once() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)

    def cumbria(breakdown: str) -> dict[str, float | None]:
        found = values(
            observations, "arrests", CUMBRIA, breakdown=breakdown, period=201604
        )
        return {category: value for category, value in found.items() if value}

    assert cumbria("all") == {"all": 15}
    assert cumbria("ethnic_group_5") == {"white": 10, "black": 3, "not_stated": 2}
    assert cumbria("sex") == {"male": 9, "female": 6}
    assert cumbria("age_band") == {
        "10_to_17": 4,
        "18_to_20": 3,
        "21_and_over": 6,
        "not_stated": 2,
    }
    assert cumbria("offence_group") == {
        "robbery": 12,
        "miscellaneous_crimes_against_society": 3,
    }
    assert cumbria("ethnic_group_5_by_sex") == {
        "white|male": 4,
        "white|female": 6,
        "black|male": 3,
        "not_stated|male": 2,
    }
    assert cumbria("sex_by_age_band")["female|21_and_over"] == 6
    assert cumbria("offence_group_by_ethnic_group_5")["robbery|white"] == 10


def test_a_category_that_nobody_was_in_is_a_true_nought() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)
    groups = values(
        observations, "arrests", CUMBRIA, breakdown="ethnic_group_5", period=201604
    )
    assert groups["other"] == 0
    assert groups["asian"] == 0


def test_a_force_without_figures_is_not_collected_and_no_nought() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)
    silent = [
        each
        for each in observations
        if each.area_code == LANCASHIRE and each.period == 201704
    ]
    assert {each.category for each in silent} >= {"all", "white", "white|male"}
    assert {(each.value, each.status) for each in silent} == {(None, "not_collected")}


def test_a_force_with_a_number_missing_is_left_out_whole(tmp_path: Path) -> None:
    path = change(tmp_path, "Unknown,Male,2", "Unknown,Male,*")
    refused = read(PUBLICATION, path)[1]
    assert ["'*' is not a number" in each.reason for each in refused] == [True, False]
    path = change(tmp_path, "Unknown,Male,2", "Unknown,Male,..")
    observations, refusals = read(PUBLICATION, path)
    assert values(observations, "arrests", CUMBRIA, period=201604) == {}
    assert values(observations, "arrests", CUMBRIA, period=201704) == {"all": 1006}
    assert "is left out of the period from 201604" in refusals[0].reason
    assert refusals[0].content == "Cumbria (E23000002)"


def test_a_group_that_is_not_known_counts_in_the_total_and_not_in_its_breakdowns(
    tmp_path: Path,
) -> None:
    path = change(tmp_path, "Mixed,21 years", "Martian,21 years")
    observations, refusals = read(PUBLICATION, path)
    assert [each.line for each in refusals] == [9, 11]
    assert "'Martian' is not a known ethnic group" in refusals[0].reason
    assert values(observations, "arrests", CUMBRIA, period=201704) == {"all": 1006}
    breakdowns = {
        each.breakdown
        for each in observations
        if each.area_code == CUMBRIA and each.period == 201704
    }
    assert breakdowns == {"all", "sex", "age_band", "offence_group", "sex_by_age_band"}


def test_a_force_that_is_not_known_is_refused_once_by_line(tmp_path: Path) -> None:
    path = change(tmp_path, "2017/18,Lancashire", "2017/18,Ambridge")
    refusals = read(PUBLICATION, path)[1]
    assert [each.line for each in refusals] == [10, None]
    assert "'Ambridge' is not a force" in refusals[0].reason


def test_a_year_that_cannot_be_read_leaves_the_force_out(tmp_path: Path) -> None:
    path = change(tmp_path, "2016/17,Lancashire", "2016,Lancashire")
    observations, refusals = read(PUBLICATION, path)
    assert refusals[0].line == 7
    assert {each.area_code for each in observations} == {CUMBRIA}


def test_a_column_that_is_not_known_is_named(tmp_path: Path) -> None:
    path = change(tmp_path, "Sex,Arrests", "Sex,Arrests,Hat size\n")
    text = path.read_text(encoding="utf-8").replace("\n\n", "\n")
    lines = text.splitlines()
    path.write_text("\n".join([lines[0], *(f"{line},7" for line in lines[1:])]))
    observations, refusals = read(PUBLICATION, path)
    assert (refusals[0].line, refusals[0].content) == (1, "Hat size")
    assert observations == read(PUBLICATION, FIXTURE)[0]


def test_a_file_that_ends_in_mid_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FIXTURE.name
    path.write_text(FIXTURE.read_text(encoding="utf-8")[:-14], encoding="utf-8")
    with pytest.raises(FileRefused, match="cut short"):
        read(PUBLICATION, path)


def test_england_and_wales_is_counted_where_every_force_is_there(
    tmp_path: Path,
) -> None:
    heading, row = FIXTURE.read_text(encoding="utf-8").splitlines()[:2]
    path = tmp_path / "arrests.csv"

    def write(names: Sequence[str]) -> None:
        rows = [row.replace("Cumbria", f'"{name}"') for name in names]
        rows[0] = rows[0].rpartition(",")[0] + ",.."
        path.write_text("\n".join([heading, *rows]))

    forces = [n for n, code in read_area_names()["recorded_crime"].items() if code]
    write(forces)
    observations, refusals = read(PUBLICATION, path)
    assert values(observations, "arrests", NATION) == {"all": 42 * 4}
    assert "England and Wales is without it" in refusals[0].reason
    write(forces[:-1])
    assert values(read(PUBLICATION, path)[0], "arrests", NATION) == {}


@pytest.mark.real_data
def test_the_open_data_give_the_published_figures(real_data: Path) -> None:
    folder = real_data / "police_powers"
    path = folder / "arrests-open-data-2006-07-to-2017-18.csv.gz"
    assert PUBLICATION.edition(path) == "2006-07 to 2017-18"
    observations, refusals = read(PUBLICATION, path)
    national = values(observations, "arrests", NATION, period=201704)
    assert national == {"all": 698_737}
    assert [each.content for each in refusals] == [f"Lancashire ({LANCASHIRE})"]
    assert values(observations, "arrests", LANCASHIRE, period=201704) == {"all": None}
    assert values(observations, "arrests", NATION, period=200604) == {"all": 1_474_843}

    census = real_data / "population/census2011-ethnic-group-by-local-authority.csv"
    people = values(
        read(POPULATION, census)[0],
        "census_population",
        NATION,
        breakdown="ethnic_group_5",
    )
    arrests = values(
        observations, "arrests", NATION, breakdown="ethnic_group_5", period=201704
    )
    black, white = (
        1000 * (arrests[group] or 0) / (people[group] or 0)
        for group in ("black", "white")
    )
    assert black == pytest.approx(35, abs=0.5)
    assert 10 < white < 11
    assert black / white == pytest.approx(3.4, abs=0.05)
