import shutil
from pathlib import Path

import pytest

from data.definitions import read_series
from data.ingest.crown_court import PUBLICATION
from data.ingest.publication import FileRefused, Observation
from tests.conftest import ROOT
from tests.unit.ingest.observed import (
    LONDON,
    NATION,
    changer,
    read,
    rearranged,
    values,
)

FOLDER = ROOT / "tests/fixtures/crown_court"
VOLUMES = FOLDER / "cc_rdos.csv"
AGES = FOLDER / "cc_open.csv"
COURTS = FOLDER / "derived/gold_backlog_by_court.csv"
TRAJECTORY = FOLDER / "derived/gold_backlog_trajectory.csv"
REMAND = FOLDER / "derived/gold_remand_age_summary.csv"
DAYS = FOLDER / "derived/gold_timeliness_by_region.csv"
AVON, KENT = "E23000036", "E23000032"
OPEN, RECEIPTS = "crown_court_open_cases", "crown_court_receipts"


def in_all(
    observations: list[Observation], series: str, period: int
) -> dict[str, float | None]:
    return {
        each.area_code: each.value
        for each in observations
        if (each.series, each.breakdown, each.period) == (series, "all", period)
    }


@pytest.mark.parametrize("path", [VOLUMES, AGES])
def test_a_table_of_the_publishers_is_dated_by_its_last_quarter(path: Path) -> None:
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2025-Q4"


@pytest.mark.parametrize("path", [COURTS, TRAJECTORY, REMAND, DAYS])
def test_a_derived_table_says_that_it_is_derived(path: Path) -> None:
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2025-Q4 derived"


def test_courts_add_up_to_areas_regions_and_the_nation() -> None:
    observations, refusals = read(PUBLICATION, VOLUMES)
    assert refusals == []
    assert in_all(observations, RECEIPTS, 202507) == {
        "CROWN-CENTRAL-CRIMINAL-COURT": 63,
        "CROWN-CROYDON": 7,
        LONDON: 70,
        "HMCTS-LONDON": 70,
        NATION: 70,
    }
    assert in_all(observations, OPEN, 202510) == {
        "CROWN-BRISTOL": 0,
        "CROWN-TAUNTON": 5,
        AVON: 5,
        "HMCTS-SOUTH-WEST": 5,
        NATION: 7,
    }


def test_cases_are_told_apart_by_type_and_whole_offence_groups() -> None:
    observations, _ = read(PUBLICATION, VOLUMES)
    assert values(observations, RECEIPTS, LONDON, breakdown="offence_group") == {
        "violence_against_the_person": 40,
        "sexual_offences": 23,
        "not_known": 7,
    }
    assert values(observations, RECEIPTS, LONDON, breakdown="case_type") == {
        "triable_either_way_trials": 63,
        "appeals": 7,
    }


def test_columns_may_come_in_any_order_and_unknown_ones_are_named(
    tmp_path: Path,
) -> None:
    names = {"lcjb_area": "LCJB Area", "crown_court": "Crown Court (1)", "rdos": "RDOS"}
    path = rearranged(VOLUMES, tmp_path / "other.csv", names)
    observations, refusals = read(PUBLICATION, path)
    assert observations == read(PUBLICATION, VOLUMES)[0]
    assert [(each.line, each.content) for each in refusals] == [(1, "Weather")]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("2. Disposals", "2. Disposal", 8, "neither receipts nor disposals"),
        ("04. Appeals", "04. Apeals", 6, "'04. Apeals' is not a known type of case"),
        ("13: Not known", "13: Hats", 7, "'Hats' is not an offence group"),
        ("Croydon", "Ambridge", 6, "'Ambridge' is not a court"),
        ("Avon and Somerset LCJB", "Borset LCJB", 8, "'Borset LCJB' is not an area"),
        ("2025,Q4", "2025,All", 8, "'All' is not a quarter"),
        ("offences,12", "offences,-12", 8, "-12 is fewer than none"),
    ],
)
def test_a_label_that_is_not_known_refuses_the_file_by_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = changer(VOLUMES)(tmp_path, old, new)
    with pytest.raises(FileRefused, match=rf"line {line}: .*{reason}"):
        read(PUBLICATION, path)


def test_open_cases_have_an_age_and_those_without_one_are_in_the_total() -> None:
    observations, _ = read(PUBLICATION, AGES)
    assert values(observations, OPEN, KENT) == {"all": 31}
    known, long = "crown_court_open_known_age", "crown_court_open_over_a_year"
    assert values(observations, known, KENT) == {"all": 29}
    assert values(observations, known, KENT, breakdown="open_age") == {
        "under_4_weeks": 20,
        "1_to_2_years": 6,
        "2_years_or_more": 3,
    }
    assert values(observations, long, KENT) == {"all": 9}
    assert values(observations, long, KENT, breakdown="offence_group") == {
        "sexual_offences": 2
    }


def test_cases_for_trial_alone_are_told_apart_by_remand() -> None:
    observations, _ = read(PUBLICATION, AGES)
    series = "crown_court_open_trials_known_age"
    assert values(observations, series, KENT, breakdown="remand_status") == {
        "custody": 4,
        "bail": 9,
    }
    assert values(observations, "crown_court_open_trials_over_a_year", KENT) == {
        "all": 4
    }


def test_london_has_the_figure_of_its_region_and_not_of_a_part() -> None:
    observations, _ = read(PUBLICATION, AGES)
    assert in_all(observations, OPEN, 202510) == {
        KENT: 31,
        LONDON: 9000,
        "HMCTS-LONDON": 9000,
        NATION: 80203,
    }


def test_a_misspelt_kind_of_case_is_refused_and_not_passed_over(
    tmp_path: Path,
) -> None:
    path = changer(AGES)(tmp_path, "01. All open cases,02", "01. Al open cases,02")
    with pytest.raises(FileRefused, match="'Al open cases' is not a known type"):
        read(PUBLICATION, path)


def test_the_table_of_courts_is_dated_by_the_national_one_beside_it() -> None:
    observations, refusals = read(PUBLICATION, COURTS)
    assert in_all(observations, OPEN, 202510) == {
        "CROWN-SNARESBROOK": 43,
        "CROWN-CARDIFF": 17,
        "CROWN-DORCHESTER": None,
        LONDON: 43,
        "HMCTS-LONDON": 43,
        "HMCTS-WALES": 17,
        "HMCTS-SOUTH-WEST": 0,
        "W92000004": 17,
        NATION: 63,
    }
    assert in_all(observations, OPEN, 202410)[NATION] == 57
    assert [each.content for each in refusals] == [
        "2025-Q4: 3 cases",
        "2024-Q4: 1 cases",
    ]


def test_the_table_of_courts_alone_or_of_another_quarter_is_refused(
    tmp_path: Path,
) -> None:
    path = Path(shutil.copy(COURTS, tmp_path))
    with pytest.raises(FileRefused, match="load it from a folder with gold_backlog_tr"):
        PUBLICATION.edition(path)
    changer(TRAJECTORY)(tmp_path, "20.0,63.0", "20.0,64.0")
    with pytest.raises(
        FileRefused, match="its courts come to 63 open cases and not 64"
    ):
        PUBLICATION.edition(path)


def test_a_derived_table_adds_up_what_it_tells_apart() -> None:
    observations, _ = read(PUBLICATION, REMAND)
    series = "crown_court_open_trials_known_age"
    assert values(observations, series, NATION) == {"all": 50}
    assert values(observations, series, NATION, breakdown="remand_status") == {
        "bail": 40,
        "custody": 9,
        "not_stated": 1,
    }


def test_days_are_scores_that_are_never_added_up() -> None:
    kinds = {record["id"]: record["kind"] for record in read_series()}
    for path in (VOLUMES, AGES, COURTS, TRAJECTORY, REMAND, DAYS):
        for series in {each.series for each in read(PUBLICATION, path)[0]}:
            assert (kinds[series] == "score") == ("_days_" in series)


def test_a_derived_table_may_have_its_columns_in_any_order(tmp_path: Path) -> None:
    path = rearranged(DAYS, tmp_path / DAYS.name, {"region": "Region"})
    observations, refusals = read(PUBLICATION, path)
    assert observations == read(PUBLICATION, DAYS)[0]
    assert [each.content for each in refusals] == ["Weather"]


@pytest.mark.real_data
def test_the_derived_tables_give_the_published_caseload(real_data: Path) -> None:
    folder = real_data / "moj_courts/crown_court_derived"
    national: dict[str, float | None] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name == "gold_court_backlog_ratio.csv":
            assert not PUBLICATION.recognises(path)
            continue
        assert PUBLICATION.edition(path) == "2025-Q4 derived"
        observations = read(PUBLICATION, path)[0]
        for each in observations:
            if (each.area_code, each.breakdown, each.period) == (NATION, "all", 202510):
                assert national.setdefault(each.series, each.value) == each.value
        if path.name == "gold_backlog_by_court.csv":
            courts = [
                each.value or 0
                for each in observations
                if each.area_type == "court" and each.period == 202510
            ]
            # 101 more are of no court that is known.
            assert sum(courts) == 80_203 - 101
    assert national[OPEN] == 80_203
    assert national["crown_court_open_known_age"] == 75_799
    assert national["crown_court_open_over_a_year"] == 21_002
    assert national["crown_court_days_offence_to_completion_median"] == 346
