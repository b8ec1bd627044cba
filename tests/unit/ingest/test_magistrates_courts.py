from pathlib import Path

import pytest

from data.ingest import PUBLICATIONS
from data.ingest.magistrates_courts import PUBLICATION
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

TABLE = ROOT / "tests/fixtures/magistrates_courts/rdos.csv"
CROWN = ROOT / "tests/fixtures/crown_court/cc_rdos.csv"
KENT = "E23000032"
change = changer(TABLE)


def test_the_table_is_dated_by_its_last_quarter_and_is_of_no_other_court() -> None:
    assert PUBLICATION.edition(TABLE) == "2025-Q4"
    known = {
        name
        for name, each in PUBLICATIONS.items()
        if ".csv" in each.suffixes and name != "demonstration"
        if each.recognises(TABLE)
    }
    assert known == {"magistrates_courts"}
    assert not PUBLICATION.recognises(CROWN)


def test_courts_count_in_their_area_region_and_the_nation() -> None:
    observations, refusals = read(PUBLICATION, TABLE)
    assert refusals == []
    received = {
        each.area_code: each.value
        for each in observations
        if (each.series, each.breakdown) == ("magistrates_receipts", "all")
    }
    assert received == {
        LONDON: 250,
        "HMCTS-LONDON": 250,
        KENT: 1500,
        "HMCTS-SOUTH-EAST": 1500,
        NATION: 1750,
    }


def test_cases_are_told_apart_by_type_and_an_empty_cell_is_nought() -> None:
    observations, _ = read(PUBLICATION, TABLE)
    kinds = values(observations, "magistrates_open_cases", KENT, breakdown="case_type")
    assert kinds == {"summary_motoring": 700, "breaches": 0}


def test_columns_may_come_in_any_order_and_unknown_ones_are_named(
    tmp_path: Path,
) -> None:
    names = {
        "receipt_type": "Case Type",
        "lcjb_area": "Local criminal justice board",
        "magistrates_court": "Magistrates' court",
        "value": "Number of cases",
    }
    moved = rearranged(TABLE, tmp_path / "moved.csv", names)
    assert PUBLICATION.recognises(moved)
    observations, refusals = read(PUBLICATION, moved)
    assert observations == read(PUBLICATION, TABLE)[0]
    assert [refusal.content for refusal in refusals] == ["Weather"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2. Disposals", "2. Dispozals", "neither receipts nor disposals"),
        ("05. Breaches", "05. Breeches", "not a known type of case"),
        ("South East,Kent LCJB,Margate", "South East,Ken LCJB,Margate", "not an area"),
        (",900", ",nine", "is not a number"),
    ],
)
def test_a_word_that_is_not_known_refuses_the_file_by_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with pytest.raises(FileRefused, match=reason) as refusal:
        read(PUBLICATION, change(tmp_path, old, new))
    assert refusal.value.line is not None
