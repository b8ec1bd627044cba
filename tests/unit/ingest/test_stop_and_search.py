from pathlib import Path

import pytest

from data.ingest.arrests import PUBLICATION as ARRESTS
from data.ingest.stop_and_search import PUBLICATION
from tests.conftest import ROOT
from tests.unit.ingest.observed import NATION, changer, read, values

FIXTURE = ROOT / "tests/fixtures/stop_and_search/searches_2018-19.csv"
GWENT, NORTH_WALES = "W15000002", "W15000001"
change = changer(FIXTURE)


def test_searches_and_arrests_are_told_apart_by_their_headings() -> None:
    assert PUBLICATION.recognises(FIXTURE)
    assert not ARRESTS.recognises(FIXTURE)
    assert PUBLICATION.edition(FIXTURE) == "2018-19"


def test_a_search_counts_by_both_ethnic_groups_power_and_reason() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)

    def gwent(series: str, breakdown: str) -> dict[str, float | None]:
        found = values(observations, series, GWENT, breakdown=breakdown)
        return {category: value for category, value in found.items() if value}

    assert gwent("searches", "all") == {"all": 26}
    assert gwent("searches", "ethnic_group_5") == {
        "asian": 12,
        "other": 2,
        "white": 1,
        "not_stated": 7,
        "vehicle_only": 4,
    }
    assert gwent("searches", "ethnic_group_18") == {
        "asian_indian": 12,
        "asian_chinese": 2,
        "white_irish": 1,
        "not_stated": 7,
        "vehicle_only": 4,
    }
    assert gwent("searches", "search_power") == {"section_1": 19, "section_60": 7}
    assert gwent("searches", "search_reason")["drugs"] == 14
    assert gwent("searches", "ethnic_group_5_by_search_reason")["asian|drugs"] == 12
    assert gwent("search_arrests", "ethnic_group_5") == {
        "asian": 3,
        "white": 5,
        "not_stated": 1,
    }


def test_arrests_for_another_reason_than_the_search_have_no_breakdown_by_it() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)
    assert "search_reason" not in {
        each.breakdown for each in observations if each.series == "search_arrests"
    }


def test_a_dash_beside_numbers_is_none_and_a_force_without_any_is_not_collected() -> (
    None
):
    observations, _ = read(PUBLICATION, FIXTURE)
    powers = values(observations, "searches", GWENT, breakdown="search_power")
    assert powers["section_44_47a"] == 0
    assert values(observations, "searches", NORTH_WALES) == {"all": None}


def test_the_transport_police_are_in_no_area_and_said_so() -> None:
    observations, refusals = read(PUBLICATION, FIXTURE)
    assert {each.area_code for each in observations} == {GWENT, NORTH_WALES}
    assert refusals[0].content == "British Transport Police: 30 searches"


def test_a_power_that_is_not_known_is_refused_by_line(tmp_path: Path) -> None:
    path = change(tmp_path, "Section 60 (CJPOA)", "Section 61")
    observations, refusals = read(PUBLICATION, path)
    assert refusals[0].line == 5
    assert values(observations, "searches", GWENT) == {"all": 26}
    assert values(observations, "searches", GWENT, breakdown="search_power") == {}


@pytest.mark.real_data
def test_the_open_data_give_the_published_figures(real_data: Path) -> None:
    path = real_data / "police_powers/stop-search-open-data-2006-07-to-2018-19.csv.gz"
    observations, refusals = read(PUBLICATION, path)

    def national(breakdown: str) -> dict[str, float | None]:
        return values(
            observations, "searches", NATION, breakdown=breakdown, period=201804
        )

    assert national("all") == {"all": 383_629}
    assert national("search_power") == {
        "section_1": 370_454,
        "section_60": 13_175,
        "section_44_47a": 0,
    }
    assert national("ethnic_group_5")["not_stated"] == 56_236
    for breakdown in ("ethnic_group_18", "ethnic_group_5_by_search_power"):
        assert sum(value or 0 for value in national(breakdown).values()) == 383_629
    assert [each.content.split(":")[0] for each in refusals] == [
        "British Transport Police"
    ]
