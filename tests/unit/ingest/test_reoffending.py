from pathlib import Path

import pytest

from data.ingest.publication import FileRefused
from data.ingest.reoffending import PUBLICATION
from tests.conftest import ROOT
from tests.unit.ingest.observed import NATION, changer, read, values

FIXTURE = ROOT / "tests/fixtures/reoffending/reoffending.csv"
SERIES = "proven_reoffending_share"
BOTH = "offence_group_by_age_band"


def test_shares_are_per_cent_by_age_and_by_index_offence() -> None:
    assert PUBLICATION.recognises(FIXTURE)
    assert PUBLICATION.edition(FIXTURE) == "2016-17"
    observations, refusals = read(PUBLICATION, FIXTURE)
    assert refusals == []
    ages = values(observations, SERIES, NATION, breakdown="age_band", period=201504)
    assert ages == {"18_and_over": 25, "10_to_17": 37.5}
    assert values(observations, SERIES, NATION, breakdown=BOTH, period=201504) == {
        "robbery|18_and_over": 31.25
    }


def test_a_share_that_is_not_there_is_not_collected() -> None:
    last = read(PUBLICATION, FIXTURE)[0][-1]
    assert (last.period, last.value, last.status) == (201604, None, "not_collected")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("adult,robbery", "grown-up,robbery", "line 3: .*neither adult nor juvenile"),
        ("robbery", "hats", "line 3: 'hats' is not a known index offence"),
        ("0.3125", "31.25", "line 3: '31.25' is no share"),
        (
            "2016-03-31,juvenile,all juvenile",
            "2016-03-31,adult,all adult",
            "line 4: re",
        ),
    ],
)
def test_a_row_that_cannot_be_right_refuses_the_file_by_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with pytest.raises(FileRefused, match=reason):
        read(PUBLICATION, changer(FIXTURE)(tmp_path, old, new))


@pytest.mark.real_data
def test_the_real_file_is_read_whole(real_data: Path) -> None:
    folder = real_data / "reoffending"
    path = folder / "proven-reoffending-rates-national-2006-07-to-2016-17.csv.gz"
    observations, refusals = read(PUBLICATION, path)
    assert PUBLICATION.edition(path) == "2016-17"
    assert refusals == []
    assert len(observations) == 308
    assert sum(1 for each in observations if each.value is None) == 16
