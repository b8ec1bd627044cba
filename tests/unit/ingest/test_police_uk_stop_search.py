import tracemalloc
import zipfile
from pathlib import Path

import pytest

from data.ingest.police_uk_stop_search import PUBLICATION
from data.ingest.publication import FileRefused, Observation
from data.ingest.search_records import search_power
from tests.conftest import ROOT
from tests.unit.ingest.observed import LONDON, changer, read, values

FOLDER = ROOT / "tests/fixtures/police_uk_stop_search"
FIXTURE = FOLDER / "2021-06/2021-06-gwent-stop-and-search.csv"
GWENT = "W15000002"
ARREST = "Controlled drugs,Arrest,True"
change = changer(FIXTURE)


def counted(breakdown: str, *, series: str = "police_uk_searches") -> dict[str, object]:
    found = values(
        read(PUBLICATION, FIXTURE)[0], series, GWENT, breakdown=breakdown, period=202106
    )
    return {category: value for category, value in found.items() if value}


def archive(
    path: Path, names: list[str], *, text: str = FIXTURE.read_text(encoding="utf-8")
) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as members:
        for name in names:
            members.writestr(name, text)
    return path


def by_place(observations: list[Observation]) -> dict[tuple[str, int], float | None]:
    return {
        (each.area_code, each.period): each.value
        for each in observations
        if (each.series, each.breakdown) == ("police_uk_searches", "all")
    }


def test_every_search_counts_those_alike_and_those_of_the_night_before_too() -> None:
    assert counted("all") == {"all": 7}


def test_a_search_is_told_apart_by_every_field() -> None:
    assert counted("ethnic_group_5") == {
        "asian": 1,
        "white": 3,
        "not_stated": 2,
        "vehicle_only": 1,
    }
    assert counted("ethnic_group_18") == {
        "asian_chinese": 1,
        "white_british": 3,
        "not_stated": 2,
        "vehicle_only": 1,
    }
    assert counted("officer_ethnic_group_5") == {
        "black": 1,
        "other": 1,
        "white": 3,
        "not_stated": 1,
        "vehicle_only": 1,
    }
    assert counted("sex") == {
        "female": 1,
        "male": 3,
        "other": 1,
        "not_stated": 1,
        "vehicle_only": 1,
    }
    assert counted("age_band")["35_and_over"] == 1
    assert counted("search_power") == {"section_1": 5, "section_60": 1, "not_stated": 1}
    assert counted("search_reason") == {
        "drugs": 4,
        "offensive_weapons": 1,
        "stolen_property": 1,
        "not_stated": 1,
    }
    assert counted("ethnic_group_5_by_sex")["white|male"] == 3
    assert counted("ethnic_group_5_by_search_reason")["white|drugs"] == 3


def test_finds_actions_and_arrests_are_series_of_their_own() -> None:
    assert counted("all", series="police_uk_searches_found") == {"all": 3}
    assert counted("all", series="police_uk_searches_acted_on") == {"all": 4}
    assert counted("all", series="police_uk_search_arrests") == {"all": 2}
    assert counted("sex", series="police_uk_search_arrests") == {"male": 2}


def test_what_was_not_recorded_is_counted_as_not_stated() -> None:
    assert counted("search_outcome")["not_stated"] == 1
    assert counted("outcome_linked") == {"linked": 3, "not_linked": 2, "not_stated": 2}


@pytest.mark.parametrize(
    ("law", "power"),
    [
        ("Firearms Act 1968 (section 47)", "section_1"),
        ("Terrorism Act 2000 (section 47A)", "section_44_47a"),
        ("Terrorism Act 2000 (section 43)", "section_1"),
        ("", "not_stated"),
    ],
)
def test_laws_are_grouped_as_in_the_yearly_figures(law: str, power: str) -> None:
    assert search_power(law) == power


def test_a_file_is_of_the_month_and_force_in_its_name(tmp_path: Path) -> None:
    path = change(tmp_path, "a", "a", name="2020-02-dyfed-powys-stop-and-search.csv")
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2020-02"
    assert by_place(read(PUBLICATION, path)[0]) == {("W15000004", 202002): 7}


def test_a_file_whose_name_says_no_force_is_refused_with_what_to_do(
    tmp_path: Path,
) -> None:
    path = change(tmp_path, "a", "a", name="searches.csv")
    assert PUBLICATION.recognises(path)
    with pytest.raises(FileRefused, match="name it <year>-<month>-<force>-stop"):
        PUBLICATION.edition(path)


def test_an_archive_may_hold_months_forces_and_other_files(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "all.zip",
        [
            "2021-06/2021-06-gwent-stop-and-search.csv",
            "2021-07/2021-07-metropolitan-stop-and-search.csv",
            "2021-07/2021-07-metropolitan-street.csv",
            "2021-07/2021-07-btp-stop-and-search.csv",
        ],
    )
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2021-06 to 2021-07"
    observations, refusals = read(PUBLICATION, path)
    assert by_place(observations) == {(GWENT, 202106): 7, (LONDON, 202107): 7}
    assert [each.content for each in refusals] == ["btp: 7 searches"]


def test_an_archive_and_a_folder_of_the_same_files_give_the_same(
    tmp_path: Path,
) -> None:
    path = archive(tmp_path / "2021-06.zip", [f"2021-06/{FIXTURE.name}"])
    assert read(PUBLICATION, path) == read(PUBLICATION, FIXTURE)


def test_an_archive_of_something_else_is_not_the_publication(tmp_path: Path) -> None:
    path = archive(tmp_path / "street.zip", ["2021-06/2021-06-gwent-street.csv"])
    assert not PUBLICATION.recognises(path)


def test_a_force_that_is_not_known_is_left_out_by_name(tmp_path: Path) -> None:
    path = archive(tmp_path / "new.zip", ["2021-06-ambridge-stop-and-search.csv"])
    observations, refusals = read(PUBLICATION, path)
    assert observations == []
    assert "'ambridge' is not a force" in refusals[0].reason


def test_an_answer_that_is_not_known_is_refused_by_member_and_line(
    tmp_path: Path,
) -> None:
    path = change(tmp_path, "Male,18-24", "Male,teens")
    observations, refusals = read(PUBLICATION, path)
    assert [each.line for each in refusals] == [2, 3, 4]
    assert FIXTURE.name in refusals[0].reason
    assert "'teens' is not an age band" in refusals[0].reason
    assert by_place(observations) == {(GWENT, 202106): 7}
    assert "age_band" not in {each.breakdown for each in observations}
    assert "sex" in {each.breakdown for each in observations}


def test_a_row_with_cells_missing_leaves_the_force_and_month_out(
    tmp_path: Path,
) -> None:
    path = change(tmp_path, "Community resolution,False,", "Community resolution,False")
    observations, refusals = read(PUBLICATION, path)
    assert observations == []
    assert refusals[0].line == 5


def test_a_file_that_ends_in_mid_row_is_refused(tmp_path: Path) -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    path = archive(
        tmp_path / "2021-06.zip", [f"2021-06/{FIXTURE.name}"], text=text[:-30]
    )
    with pytest.raises(FileRefused, match=r"gwent-stop-and-search\.csv.* cut short"):
        read(PUBLICATION, path)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "2021-06.zip", [f"2021-06/{FIXTURE.name}"])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileRefused, match="is damaged or no archive"):
        PUBLICATION.recognises(path)
    # The list of members is whole, and one of them is not.
    middle = len(whole) // 3
    path.write_bytes(whole[:middle] + bytes(20) + whole[middle + 20 :])
    with pytest.raises(FileRefused, match=r"damaged|cannot be read|not CSV"):
        read(PUBLICATION, path)


def test_a_column_that_is_not_known_is_named(tmp_path: Path) -> None:
    path = change(tmp_path, "Part of a policing operation", "Weather")
    refusals = read(PUBLICATION, path)[1]
    assert [(each.line, each.content) for each in refusals] == [(1, "Weather")]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    heading, rows = text.split("\n", 1)

    def peak(times: int) -> int:
        path = archive(
            tmp_path / f"{times}.zip",
            [f"2021-06/{FIXTURE.name}"],
            text=f"{heading}\n{rows * times}",
        )
        tracemalloc.start()
        for each in PUBLICATION.read(path, lambda refusal: None):
            assert each.value is not None
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    few = peak(10)
    assert peak(2_000) < 2 * few + 200_000


@pytest.mark.real_data
def test_ten_months_hold_the_published_searches(real_data: Path) -> None:
    months = {
        201901: (37_251, 43),
        202011: (32_495, 41),
        202012: (28_951, 41),
        202101: (29_751, 41),
        202102: (30_697, 41),
        202103: (32_849, 41),
        202105: (25_373, 40),
        202106: (38_890, 41),
        202108: (39_761, 41),
        202109: (34_520, 41),
    }
    folder = real_data / "police_powers/stop_search_monthly"
    for period, (rows, forces) in months.items():
        path = folder / f"{period // 100}-{period % 100:02}.zip"
        observations, refusals = read(PUBLICATION, path)
        found = by_place(observations)
        assert len(found) == forces
        [transport_police] = [each.content for each in refusals]
        others = int(transport_police.split()[1].replace(",", ""))
        assert sum(value or 0 for value in found.values()) + others == rows
