from pathlib import Path

import pytest

from data.ingest.court_outcomes import PUBLICATION
from data.ingest.publication import FileRefused, NotThisPublication
from tests.conftest import ROOT
from tests.unit.ingest.observed import (
    LONDON,
    NATION,
    changer,
    read,
    rearranged,
    values,
)

FOLDER = ROOT / "tests/fixtures/court_outcomes"
PROSECUTIONS = FOLDER / "prosecutions-and-convictions.csv"
CUSTODY = FOLDER / "custody-rate.csv"
LENGTHS = FOLDER / "acsl.csv"
CLEVELAND = "E23000013"
PERSONS = {"asian": 50, "black": 30, "mixed": 8, "other": 4, "white": 400}
change = changer(PROSECUTIONS)


@pytest.mark.parametrize("path", [PROSECUTIONS, CUSTODY, LENGTHS])
def test_the_three_tables_are_one_publication(path: Path) -> None:
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2017"


def test_a_file_with_other_headings_is_not_the_publication(tmp_path: Path) -> None:
    path = change(tmp_path, '"Denominator', '"Hats')
    assert not PUBLICATION.recognises(path)
    with pytest.raises(NotThisPublication):
        read(PUBLICATION, path)


@pytest.mark.parametrize("table", [PROSECUTIONS, CUSTODY, LENGTHS])
def test_columns_may_come_in_any_order_and_unknown_ones_are_named(
    tmp_path: Path, table: Path
) -> None:
    names = {
        "Police Force Area": "police_force_area",
        "Age group": "AGE GROUP [note 2]",
        "all sentenced": "All_Sentenced",
    }
    moved = rearranged(table, tmp_path / "moved.csv", names)
    assert PUBLICATION.recognises(moved)
    observations, refusals = read(PUBLICATION, moved)
    expected, usual = read(PUBLICATION, table)
    assert observations == expected
    told = {(each.content, each.reason) for each in refusals}
    added = told - {(each.content, each.reason) for each in usual}
    assert ("Weather", "is a column that is not known: left unread") in added


def test_defendants_of_known_ethnicity_add_up_to_all() -> None:
    observations, refusals = read(PUBLICATION, PROSECUTIONS)
    assert refusals == []
    series = "court_prosecutions"
    nation = values(observations, series, NATION, breakdown="ethnic_group_5")
    assert nation == PERSONS
    assert values(observations, series, NATION) == {"all": sum(PERSONS.values())}
    assert values(observations, "court_convictions", NATION) == {"all": 382}


def test_a_group_without_a_row_has_nobody_in_it() -> None:
    observations, _ = read(PUBLICATION, PROSECUTIONS)
    groups = values(
        observations, "court_prosecutions", CLEVELAND, breakdown="ethnic_group_5"
    )
    assert groups == {"asian": 20, "black": 0, "mixed": 8, "other": 0, "white": 300}


def test_london_is_both_its_forces_and_has_a_figure_when_one_has_no_rows() -> None:
    observations, _ = read(PUBLICATION, PROSECUTIONS)
    series, area = "court_prosecutions", "criminal_justice_area"
    assert values(observations, series, LONDON, area_type=area) == {"all": 164}
    assert values(observations, series, LONDON, area_type="police_force") == {
        "all": 152
    }


def test_more_may_be_convicted_in_a_year_than_were_prosecuted_in_it() -> None:
    observations, _ = read(PUBLICATION, PROSECUTIONS)
    assert (
        values(observations, "court_convictions", NATION, breakdown="ethnic_group_5")[
            "black"
        ]
        == 33
    )


def test_the_nation_is_also_told_apart_by_sex_age_and_offence() -> None:
    observations, _ = read(PUBLICATION, PROSECUTIONS)

    def nation(breakdown: str) -> dict[str, float | None]:
        return values(observations, "court_prosecutions", NATION, breakdown=breakdown)

    assert nation("ethnic_group_5_by_sex") == {
        "black|female": 9,
        "black|male": 20,
        "black|not_stated": 1,
    }
    assert nation("ethnic_group_5_by_age_band") == {"black|18_to_20": 11}
    assert nation("offence_group_by_ethnic_group_5") == {
        "possession_of_weapons_offences|black": 5
    }


def test_forces_that_do_not_add_up_to_all_areas_refuse_the_file(
    tmp_path: Path,
) -> None:
    path = change(tmp_path, '"76.3","%","300","229"', '"76.5","%","298","228"')
    with pytest.raises(FileRefused, match="white in 2017 is 300 of 400 for All areas"):
        read(PUBLICATION, path)


def test_a_percentage_of_other_counts_refuses_the_file_and_names_the_row(
    tmp_path: Path,
) -> None:
    path = change(tmp_path, '"80.0","%","50","40"', '"81.0","%","50","40"')
    with pytest.raises(FileRefused, match=r"line 2 .*'81.0' is not the percentage"):
        read(PUBLICATION, path)


def test_a_row_given_twice_refuses_the_file(tmp_path: Path) -> None:
    lines = PROSECUTIONS.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "twice.csv"
    path.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(FileRefused, match="repeats E23000013 white"):
        read(PUBLICATION, path)


def test_a_force_that_is_not_known_refuses_the_file(tmp_path: Path) -> None:
    path = change(tmp_path, "Cleveland", "Ambridge")
    with pytest.raises(FileRefused, match="'Ambridge' is not a force"):
        read(PUBLICATION, path)


def test_custody_counts_those_whose_ethnicity_is_not_stated() -> None:
    observations, refusals = read(PUBLICATION, CUSTODY)
    assert refusals == []
    assert {each.area_type for each in observations} == {"nation"}

    def custody(breakdown: str, series: str = "court_immediate_custody") -> object:
        return values(observations, series, NATION, breakdown=breakdown)

    assert custody("ethnic_group_5", "court_sentenced") == {
        "asian": 40,
        "black": 0,
        "mixed": 0,
        "not_stated": 50,
        "other": 0,
        "white": 300,
    }
    assert custody("all") == {"all": 105}
    assert custody("offence_group") == {"miscellaneous_crimes_against_society": 2}
    assert custody("ethnic_group_5_by_age_band") == {"asian|10_to_17": 1}


def test_a_sentence_of_nought_months_is_of_nobody() -> None:
    observations, _ = read(PUBLICATION, LENGTHS)
    assert [(o.breakdown, o.category, o.value, o.status) for o in observations] == [
        ("ethnic_group_5_by_sex", "asian|female", 16.5, "published"),
        ("ethnic_group_5_by_sex", "asian|male", 19.6, "published"),
        ("ethnic_group_5_by_sex", "asian|not_stated", None, "not_applicable"),
    ]


@pytest.mark.real_data
def test_the_real_tables_give_the_published_figures(real_data: Path) -> None:
    folder = real_data / "court_outcomes_ethnicity"
    path = folder / "prosecutions-and-convictions.csv"
    assert PUBLICATION.edition(path) == "2009 to 2017"
    observations, refusals = read(PUBLICATION, path)
    assert refusals == []
    series, breakdown = "court_prosecutions", "ethnic_group_5"
    assert values(
        observations, series, NATION, breakdown=breakdown, period=201701
    ) == {"asian": 13_244, "black": 23_374, "mixed": 6_831, "other": 2_751,
          "white": 165_037}  # fmt: skip
    for year in range(2009, 2018):
        forces: dict[str, float] = {}
        for each in observations:
            if (each.series, each.breakdown, each.area_type, each.period) == (
                series,
                breakdown,
                "police_force",
                year * 100 + 1,
            ):
                forces[each.category] = forces.get(each.category, 0) + (each.value or 0)
        assert forces == values(
            observations, series, NATION, breakdown=breakdown, period=year * 100 + 1
        )
    for name, rows in (
        ("custody-rate.csv", 2_142),
        ("acsl-by-ethnicity-and-sex-2009-2017.csv", 135),
    ):
        observations, refusals = read(PUBLICATION, folder / name)
        assert refusals == []
        assert len(observations) == rows
