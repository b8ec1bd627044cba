from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data.ingest import cps_case_outcomes as cps
from data.ingest.publication import FileRefused, Observation, Refusal
from tests.conftest import ROOT

FIXTURE = (
    ROOT / "tests/fixtures/cps_case_outcomes/2014"
    "/principal_offence_category_april_2014.csv"
)
LONDON = "E23000001"
Line = Callable[[list[str]], list[str]]


def read(path: Path) -> tuple[list[Observation], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(cps.read(path, refusals.append)), refusals


def value(
    observations: list[Observation], series: str, area: str, group: str = "all"
) -> float | None:
    [found] = [
        each.value
        for each in observations
        if (each.series, each.area_code, each.category) == (series, area, group)
    ]
    return found


def changed(tmp_path: Path, old: str, new: str, name: str = FIXTURE.name) -> Path:
    text = FIXTURE.read_bytes().decode()
    assert text.count(old) == 1
    path = tmp_path / name
    path.write_bytes(text.replace(old, new).encode())
    return path


def test_a_month_holds_every_area_and_england_and_wales() -> None:
    observations, refusals = read(FIXTURE)
    areas = Counter((each.area_type, each.area_code) for each in observations)
    # Twelve groups and all offences, twice, and one administrative count.
    assert set(areas.values()) == {27}
    assert sum(1 for kind, _ in areas if kind == "criminal_justice_area") == 42
    assert ("nation", "K04000001") in areas
    assert refusals == []


def test_an_observation_says_what_when_and_where() -> None:
    observations, _ = read(FIXTURE)
    assert (
        Observation(
            series="cps_unsuccessful",
            area_type="criminal_justice_area",
            area_code="E23000026",
            period=201404,
            frequency="month",
            breakdown="offence_group",
            category="homicide",
            value=1.0,
            status="published",
        )
        in observations
    )


def test_all_offences_are_the_sum_of_the_groups_without_the_administrative() -> None:
    observations, _ = read(FIXTURE)
    for series in ("cps_convictions", "cps_unsuccessful"):
        groups = [
            each.value or 0
            for each in observations
            if each.series == series
            and each.area_code == LONDON
            and each.breakdown == "offence_group"
        ]
        assert len(groups) == 12
        assert value(observations, series, LONDON) == sum(groups)
    assert value(observations, "cps_administratively_finalised", "K04000001") == 42


def test_a_count_without_its_thousands_comma_is_read() -> None:
    observations, _ = read(FIXTURE)
    group = "offences_against_the_person"
    assert value(observations, "cps_convictions", LONDON, group) == 1198


def test_no_cases_is_zero_whether_the_percentage_is_a_dash_or_a_nought() -> None:
    observations, _ = read(FIXTURE)
    avon = "E23000036"
    assert value(observations, "cps_convictions", avon, "homicide") == 0
    assert value(observations, "cps_convictions", avon, "robbery") == 0


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("2014/principal_offence_category_april_2014.csv", "2014-04"),
        ("principal_offence_category_september_2015.csv", "2015-09"),
        ("2017/Principal_Offence_Category_Aug.csv", "2017-08"),
        ("2017/q3/Principal_Offence_Category_Sept.csv", "2017-09"),
        ("2013/2017/Principal_Offence_Category_May.csv", "2017-05"),
        ("april2016.csv", "2016-04"),
        ("2016/principal_offence_category_April.csv", "2016-04"),
        ("2014/MAR-2016.CSV", "2016-03"),
    ],
)
def test_a_file_is_dated_by_its_name_and_its_folder(name: str, edition: str) -> None:
    assert cps.edition(Path("/files") / name) == edition


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("Principal_Offence_Category_Jul.csv", "year"),
        ("2014/principal_offence_category.csv", "month"),
        ("principal_offence_category_april_may_2016.csv", "month"),
        ("april_2016_2017.csv", "year"),
        ("april16.csv", "year"),
    ],
)
def test_a_file_that_cannot_be_dated_is_told_what_to_be_called(
    name: str, missing: str
) -> None:
    path = Path("/files") / name
    expected = f"{path.name}: does not say its {missing}: name it principal_offence"
    with pytest.raises(FileRefused, match=expected):
        cps.edition(path)


def test_line_ends_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / FIXTURE.name
    path.write_bytes(FIXTURE.read_bytes().replace(b"\r\n", b"\n"))
    assert read(path)[0] == read(FIXTURE)[0]


def test_headings_may_be_written_differently_and_in_another_order(
    tmp_path: Path,
) -> None:
    lines = FIXTURE.read_text(encoding="utf-8").splitlines()
    headings = lines[0].lower().replace(" ", "_") + " 1"
    path = tmp_path / FIXTURE.name
    path.write_text("\n".join([headings, *lines[1:]]), encoding="utf-8")
    assert cps.recognises(path)
    assert read(path)[0] == read(FIXTURE)[0]


def test_another_publications_file_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "april2016.csv"
    path.write_text(",Number of Offences\nKent,1\n", encoding="utf-8")
    assert not cps.recognises(path)
    assert cps.recognises(FIXTURE)


def test_a_missing_heading_is_named(tmp_path: Path) -> None:
    heading = "Number of Drugs Offences Convictions"
    path = changed(tmp_path, f",{heading},", ",Something Else,")
    assert cps.recognises(path)
    with pytest.raises(FileRefused, match=f"line 1: lacks the heading {heading}"):
        read(path)


def test_a_heading_nobody_knows_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path, "Unsuccessful\r\n", "Unsuccessful,Number of Appeals\r\n")
    with pytest.raises(FileRefused, match="not known: Number of Appeals"):
        read(path)


def test_a_national_row_that_is_not_the_sum_names_the_column_and_both_sums(
    tmp_path: Path,
) -> None:
    path = changed(
        tmp_path, "National,378,82.0%,83,18.0%", "National,379,82.0%,83,18.0%"
    )
    expected = (
        "Number of Homicide Convictions is 379 for National but 378 over the areas"
    )
    with pytest.raises(FileRefused, match=expected):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (
            "Bedfordshire,8,88.9%",
            "Bedfordshire,8,78.9%",
            4,
            "'78.9%' is not the percentage of 8 in 9",
        ),
        ("Bedfordshire,8,88.9%", "Bedfordshire,8,-", 4, "'-' is not the percentage"),
        ("Bedfordshire,8,88.9%", "Bedfordshire,eight,88.9%", 4, "'eight' is not a num"),
        ("Bedfordshire,8,88.9%", "Bedfordshire,-,88.9%", 4, "'-' is no count"),
        ("Bedfordshire,8,88.9%", "Bedfordshire,-8,88.9%", 4, "'-8' is no count"),
        ("Bedfordshire,8,88.9%", "=HYPERLINK(1),8,88.9%", 4, "is not a known area"),
        ("Cheshire,22,88.0%", "Bedfordshire,22,88.0%", 6, "Bedfordshire has a row"),
        ("Cleveland,0,-,", "Cleveland,", 7, "has 49 cells, not 51"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_line_and_its_file_whole(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = changed(tmp_path, old, new)
    refusals: list[Refusal] = []
    with pytest.raises(FileRefused, match=f"rows that cannot be read: line {line}"):
        list(cps.read(path, refusals.append))
    [refusal] = refusals
    assert (refusal.file, refusal.line) == (path.name, line)
    assert reason in refusal.reason
    assert refusal.content.startswith(new.split(",")[0])


def test_a_file_cut_short_names_the_areas_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / FIXTURE.name
    path.write_bytes(b"".join(FIXTURE.read_bytes().splitlines(keepends=True)[:-2]))
    with pytest.raises(FileRefused, match="no row for West Yorkshire, Wiltshire"):
        read(path)


def test_a_row_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FIXTURE.name
    path.write_bytes(FIXTURE.read_bytes()[:-40])
    with pytest.raises(FileRefused, match="line 44"):
        read(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FIXTURE.name
    path.touch()
    assert not cps.recognises(path)
    with pytest.raises(FileRefused, match="lacks the heading"):
        read(path)


@pytest.mark.real_data
def test_the_published_months_add_up_to_what_was_checked_by_hand(
    real_data: Path,
) -> None:
    totals: Counter[tuple[str, str]] = Counter()
    months: Counter[str] = Counter()
    for path in sorted((real_data / "cps_case_outcomes").rglob("*.csv")):
        assert cps.recognises(path)
        year = cps.edition(path)[:4]
        observations, refusals = read(path)
        assert refusals == []
        assert len(observations) == 43 * 27
        months[year] += 1
        for each in observations:
            if each.area_type == "nation" and each.breakdown == "all":
                totals[year, each.series] += int(each.value or 0)
    assert months == {"2014": 12, "2015": 11, "2016": 10, "2017": 9}
    assert totals["2014", "cps_convictions"] == 545_703
    assert totals["2014", "cps_unsuccessful"] == 98_043
    assert totals["2014", "cps_administratively_finalised"] == 9_068
    for year, convictions, unsuccessful in (
        ("2015", 470_423, 98_558),
        ("2016", 391_466, 79_875),
        ("2017", 327_722, 64_718),
    ):
        assert totals[year, "cps_convictions"] == convictions
        assert unsuccessful == (
            totals[year, "cps_unsuccessful"]
            + totals[year, "cps_administratively_finalised"]
        )
