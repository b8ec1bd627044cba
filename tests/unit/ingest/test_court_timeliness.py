from pathlib import Path

import pytest

from data.definitions import read_series
from data.ingest.court_timeliness import PUBLICATION
from data.ingest.crown_court import PUBLICATION as CROWN_COURT
from data.ingest.crown_court_series import DURATIONS
from data.ingest.publication import FileRefused
from tests.conftest import ROOT
from tests.unit.ingest.observed import (
    LONDON,
    NATION,
    changer,
    read,
    rearranged,
    values,
)

FOLDER = ROOT / "tests/fixtures/court_timeliness"
DAYS, WAITING = FOLDER / "timeliness.csv", FOLDER / "waiting.csv"
KENT = "E23000032"
MEAN = "crown_court_days_offence_to_completion_mean"
MEDIAN = "crown_court_days_offence_to_completion_median"


@pytest.mark.parametrize("path", [DAYS, WAITING])
def test_both_tables_are_known_and_dated_by_their_last_quarter(path: Path) -> None:
    assert PUBLICATION.recognises(path)
    assert not CROWN_COURT.recognises(path)
    assert PUBLICATION.edition(path) == "2025-Q4"


def test_each_column_is_a_stage_and_an_average() -> None:
    observations, refusals = read(PUBLICATION, DAYS)
    assert refusals == []
    found = {each.series: each.value for each in observations if each.area_code == KENT
             and each.breakdown == "all"}  # fmt: skip
    assert found == {
        "crown_court_defendants_completed": 700,
        "crown_court_days_offence_to_charge_mean": 250,
        "crown_court_days_offence_to_charge_median": 28,
        "crown_court_days_sending_to_main_hearing_mean": 260,
        "crown_court_days_sending_to_main_hearing_median": 190,
        MEAN: 760,
        MEDIAN: None,
    }


def test_an_average_the_publisher_has_not_is_not_collected() -> None:
    observations, _ = read(PUBLICATION, DAYS)
    [median] = [o for o in observations if (o.series, o.area_code, o.category) ==
                (MEDIAN, KENT, "all")]  # fmt: skip
    assert (median.value, median.status) == (None, "not_collected")


def test_whole_offence_groups_are_told_apart_and_their_parts_are_not() -> None:
    observations, _ = read(PUBLICATION, DAYS)
    assert values(observations, MEAN, KENT, breakdown="offence_group") == {
        "sexual_offences": 1500
    }


def test_london_has_the_average_of_its_region_and_no_part_of_it() -> None:
    observations, _ = read(PUBLICATION, DAYS)
    assert values(observations, MEAN, LONDON) == {"all": 620}
    assert values(observations, MEAN, "HMCTS-LONDON") == {"all": 620}
    assert values(observations, MEAN, NATION) == {"all": 707}


def test_a_table_of_the_magistrates_courts_has_stages_of_its_own(
    tmp_path: Path,
) -> None:
    text = DAYS.read_text(encoding="utf-8")
    for old, new in (
        ("Sending to the Crown Court to main hearing", "First listing to completion"),
        ("Offence to charge", "Offence to charge or laid"),
    ):
        text = text.replace(old, new)
    path = tmp_path / "mags.csv"
    path.write_text(text, encoding="utf-8")
    observations, refusals = read(PUBLICATION, path)
    assert refusals == []
    assert {each.series for each in observations} == {
        "magistrates_defendants_completed",
        *(
            f"magistrates_days_{stage}_{average}"
            for stage in (
                "offence_to_charge",
                "first_listing_to_completion",
                "offence_to_completion",
            )
            for average in ("mean", "median")
        ),
    }


def test_waits_are_in_weeks_and_hearings_in_hours_of_all_cases() -> None:
    observations, refusals = read(PUBLICATION, WAITING)
    assert refusals == []
    assert {each.series: each.value for each in observations} == {
        "crown_court_waiting_weeks_median": 9.5,
        "crown_court_waiting_weeks_mean": 24.6,
        "crown_court_hearing_hours_mean": 3.3,
        "crown_court_hearings_mean": 4.05,
    }
    assert {each.area_code for each in observations} == {"HMCTS-SOUTH-EAST"}


@pytest.mark.parametrize("path", [DAYS, WAITING])
def test_columns_may_come_in_any_order_and_unknown_ones_are_named(
    tmp_path: Path, path: Path
) -> None:
    names = {"Geographic area": "geographic_area", "receipt_type": "Receipt Type",
             "Offence to completion (Mean)": "offence_to_completion_mean"}  # fmt: skip
    other = rearranged(path, tmp_path / path.name, names)
    observations, refusals = read(PUBLICATION, other)
    assert set(observations) == set(read(PUBLICATION, path)[0])
    assert [(each.line, each.content) for each in refusals] == [(1, "Weather")]


def test_a_stage_that_is_not_known_is_named_and_left_unread(tmp_path: Path) -> None:
    path = changer(DAYS)(
        tmp_path, "Offence to charge (Mean)", "Arrest to charge (Mean)"
    )
    refusals = read(PUBLICATION, path)[1]
    assert [each.content for each in refusals] == ["Arrest to charge (Mean)"]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("Kent LCJB,01", "Borset LCJB,01", 5, "'Borset LCJB' is not an area"),
        ("02: Sexual offences,", "02: Sexual ofences,", 6, "is not an offence group"),
        (",900,400,", ",-900,400,", 6, "'-900' is less than no time"),
        ("Kent LCJB,01. All cases closed,02: Sexual offences,",
         "Kent LCJB,01. All cases closed,00: All offences,", 6, "repeats crown_court"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_refuses_the_file_by_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    with pytest.raises(FileRefused, match=rf"line {line}: .*{reason}"):
        read(PUBLICATION, changer(DAYS)(tmp_path, old, new))


def test_every_series_of_days_is_defined_as_a_score() -> None:
    kinds = {record["id"]: record["kind"] for record in read_series()}
    assert all(kinds[series] == "score" for series in DURATIONS.values())
