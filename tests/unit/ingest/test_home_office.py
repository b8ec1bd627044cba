import gzip
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from data.ingest import police_outcomes, recorded_crime
from data.ingest.home_office import offence_group, quarter_period
from data.ingest.publication import FileRefused, Observation, Publication, Refusal
from tests.conftest import ROOT

CRIME = ROOT / "tests/fixtures/recorded_crime/recorded_crime_2017_18.csv"
OUTCOMES = ROOT / "tests/fixtures/police_outcomes/outcomes_2018_19.csv"
RECORDED, OUTCOME = recorded_crime.PUBLICATION, police_outcomes.PUBLICATION
AVON, MET, CITY = "E23000036", "E23000001", "E23000034"
DYFED, GWENT = "W15000004", "W15000002"
Key = tuple[str, str, int, str]


def read(
    publication: Publication, path: Path
) -> tuple[dict[Key, float | None], list[Refusal]]:
    refusals: list[Refusal] = []
    observations = list(publication.read(path, refusals.append))
    values = {
        (each.series, each.area_code, each.period, each.category): each.value
        for each in observations
    }
    assert len(values) == len(observations)
    return values, refusals


def with_lines(tmp_path: Path, source: Path, lines: Sequence[str]) -> Path:
    path = tmp_path / source.name
    text = source.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def crime(force: str, quarter: str, group: str, count: str) -> str:
    return f'2017/18,{quarter},"{force}",An offence,{group},Subgroup,1,{count}'


@pytest.mark.parametrize(
    ("year", "quarter", "period"),
    [
        ("2017/18", "1", 201704),
        ("2017/18", "2", 201707),
        ("2017-18", "Q3", 201710),
        ("2017/2018", " 4 ", 201801),
        ("2099/00", "4", 210001),
    ],
)
def test_a_financial_year_begins_in_april(year: str, quarter: str, period: int) -> None:
    assert quarter_period(year, quarter) == period


@pytest.mark.parametrize(
    ("year", "quarter"),
    [("2017/19", "1"), ("2017", "1"), ("2017/18", "5"), ("2017/18", ""), ("NA", "1")],
)
def test_what_is_no_quarter_of_a_financial_year_is_refused(
    year: str, quarter: str
) -> None:
    with pytest.raises(ValueError, match="is no"):
        quarter_period(year, quarter)


def test_both_publications_mean_the_same_group_by_miscellaneous_crimes() -> None:
    assert offence_group("Miscellaneous crimes") == offence_group(
        "Miscellaneous crimes against society"
    )


def test_recorded_offences_are_added_up_by_force_quarter_and_group() -> None:
    values, _ = read(RECORDED, CRIME)
    assert values["recorded_offences", AVON, 201704, "robbery"] == 1231
    assert values["recorded_offences", AVON, 201704, "all"] == 1233
    assert values["recorded_offences", CITY, 201704, "theft_offences"] == 88


def test_a_correction_is_added_like_any_other_count() -> None:
    values, _ = read(RECORDED, CRIME)
    assert values["recorded_offences", MET, 201704, "theft_offences"] == 8988


def test_a_group_a_force_has_no_row_for_is_zero_and_a_quarter_without_one_missing() -> (
    None
):
    values, _ = read(RECORDED, CRIME)
    assert values["recorded_offences", MET, 201801, "robbery"] == 0
    assert ("recorded_offences", CITY, 201801, "all") not in values


def test_bodies_without_an_area_are_listed_once_with_their_totals() -> None:
    values, refusals = read(RECORDED, CRIME)
    assert [(refusal.line, refusal.content) for refusal in refusals] == [
        (None, "Action Fraud: 66,776 offences"),
        (None, "British Transport Police: 71 offences"),
        (None, "CIFAS: 500 offences"),
    ]
    assert {refusal.reason for refusal in refusals} == {
        "has no police force area: left out of every area"
    }
    assert {code for _, code, _, _ in values} == {AVON, MET, CITY}
    assert "fraud_offences" not in {group for _, _, _, group in values}


def test_an_observation_says_what_when_and_where() -> None:
    observations = list(RECORDED.read(CRIME, lambda _: None))
    assert (
        Observation(
            series="recorded_offences",
            area_type="police_force",
            area_code=MET,
            period=201801,
            frequency="quarter",
            breakdown="offence_group",
            category="theft_offences",
            value=8500.0,
            status="published",
        )
        in observations
    )
    assert {each.breakdown for each in observations if each.category == "all"} == {
        "all"
    }


def test_outcomes_are_told_apart_by_the_number_of_their_type() -> None:
    values, _ = read(OUTCOME, OUTCOMES)
    group = "criminal_damage_and_arson"
    assert {
        series: value
        for (series, code, period, category), value in values.items()
        if (code, period, category) == (DYFED, 201804, group)
    } == {
        "outcomes_all": 1726,
        "outcomes_charged_or_summonsed": 43,
        "outcomes_victim_does_not_support": 1300,
        "outcomes_no_suspect": 300,
        "outcomes_out_of_court": 62,
        "outcomes_not_yet_assigned": 9,
    }


def test_a_kind_of_outcome_may_come_out_below_zero_and_still_adds_up() -> None:
    values, _ = read(OUTCOME, OUTCOMES)
    group = "miscellaneous_crimes_against_society"
    assert values["outcomes_not_yet_assigned", DYFED, 201804, group] == -6
    assert values["outcomes_not_yet_assigned", DYFED, 201804, "all"] == 3
    assert values["outcomes_all", DYFED, 201804, "all"] == 1730


def test_outcomes_of_offences_no_longer_recorded_are_said_not_counted() -> None:
    values, refusals = read(OUTCOME, OUTCOMES)
    assert "fraud_offences_to_2012_13" not in {group for _, _, _, group in values}
    assert [refusal.content for refusal in refusals] == [
        "British Transport Police: 13 outcomes",
        "Fraud offences to 2012/13: 1 rows",
    ]


def test_snake_cased_headings_say_the_same(tmp_path: Path) -> None:
    headings, *rows = OUTCOMES.read_text(encoding="utf-8").splitlines()
    path = tmp_path / OUTCOMES.name
    snake = headings.lower().replace(" ", "_")
    path.write_text("\n".join([snake, *rows]), encoding="utf-8")
    assert OUTCOME.recognises(path)
    assert read(OUTCOME, path)[0] == read(OUTCOME, OUTCOMES)[0]


def test_outcomes_recorded_in_the_quarter_are_never_taken_instead(
    tmp_path: Path,
) -> None:
    lines = OUTCOMES.read_text(encoding="utf-8").splitlines()
    path = tmp_path / OUTCOMES.name
    lines[0] = lines[0].replace(
        "Force outcomes for offences recorded in quarter", "Notes"
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(
        FileRefused,
        match="lacks the heading Force outcomes for offences recorded in quarter",
    ):
        read(OUTCOME, path)


def test_each_publication_recognises_its_own_files_only(tmp_path: Path) -> None:
    other = tmp_path / "areas.csv"
    other.write_text("Force Name,Number of Offences\nKent,1\n", encoding="utf-8")
    assert [RECORDED.recognises(path) for path in (CRIME, OUTCOMES, other)] == [
        True,
        False,
        False,
    ]
    assert [OUTCOME.recognises(path) for path in (CRIME, OUTCOMES, other)] == [
        False,
        True,
        False,
    ]


def test_an_edition_is_the_financial_years_a_file_holds(tmp_path: Path) -> None:
    assert RECORDED.edition(CRIME) == "2017-18"
    later = crime("Kent", "1", "Robbery", "1").replace("2017/18", "2018/19")
    path = with_lines(tmp_path, CRIME, [later])
    assert RECORDED.edition(path) == "2017-18 to 2018-19"
    path.write_text("Financial Year\nNA\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="does not say its financial year"):
        RECORDED.edition(path)


def test_blank_rows_are_passed_over(tmp_path: Path) -> None:
    path = with_lines(tmp_path, CRIME, ["NA,NA,NA,NA,NA,NA,NA,NA", ",,,,,,,", ""])
    assert read(RECORDED, path) == read(RECORDED, CRIME)


@pytest.mark.parametrize(
    ("line", "reason", "withheld"),
    [
        (
            crime("Metropolitan Police", "1", "Theft offences", "many"),
            "'many' is not a number",
            {("theft_offences", 201704), ("all", 201704)},
        ),
        (
            crime("Metropolitan Police", "1", "Theft offences", "x"),
            "'x' is no count",
            {("theft_offences", 201704), ("all", 201704)},
        ),
        (
            crime("Metropolitan Police", "7", "Theft offences", "5"),
            "'7' is not a quarter from 1 to 4",
            {
                ("theft_offences", 201704),
                ("theft_offences", 201801),
                ("all", 201704),
                ("all", 201801),
            },
        ),
        (
            crime("Metropolitan Police", "4", "Piracy", "5"),
            "'Piracy' is not an offence group",
            {
                ("all", 201801),
                ("theft_offences", 201801),
                ("robbery", 201801),
                ("miscellaneous_crimes_against_society", 201801),
            },
        ),
    ],
)
def test_a_refused_row_withholds_the_totals_it_belongs_to_and_no_others(
    tmp_path: Path, line: str, reason: str, withheld: set[tuple[str, int]]
) -> None:
    complete, _ = read(RECORDED, CRIME)
    values, refusals = read(RECORDED, with_lines(tmp_path, CRIME, [line]))
    [refusal] = [each for each in refusals if each.line is not None]
    assert refusal.line == 13
    assert reason in refusal.reason
    missing = complete.keys() - values.keys()
    assert {(group, period) for _, _, period, group in missing} == withheld
    assert {code for _, code, _, _ in missing} == {MET}
    assert values.items() <= complete.items()


def test_a_row_with_a_cell_too_many_is_refused_by_line(tmp_path: Path) -> None:
    lines = [
        crime("Metropolitan Police", "1", "Theft offences", "5,5"),
        crime("Avon and Somerset", "1", "Robbery", "5"),
    ]
    values, refusals = read(RECORDED, with_lines(tmp_path, CRIME, lines))
    [refusal] = [each for each in refusals if each.line is not None]
    assert (refusal.line, refusal.reason) == (13, "has 9 cells, not 8 as the headings")
    assert values["recorded_offences", AVON, 201704, "robbery"] == 1236
    assert ("recorded_offences", MET, 201704, "all") not in values


def test_a_file_that_ends_in_mid_row_is_refused_whole(tmp_path: Path) -> None:
    path = with_lines(tmp_path, CRIME, ["2017/18,1,Kent,Shopl"])
    with pytest.raises(FileRefused, match=r"line 13: is cut short: .* 4 cells of 8"):
        read(RECORDED, path)


def test_a_force_nobody_knows_is_named_once(tmp_path: Path) -> None:
    lines = [crime("=cmd()", str(quarter), "Robbery", "5") for quarter in (1, 2, 3)]
    values, refusals = read(RECORDED, with_lines(tmp_path, CRIME, lines))
    [refusal] = [each for each in refusals if each.line is not None]
    assert refusal.line == 13
    assert "'=cmd()' is not a force" in refusal.reason
    assert "[recorded_crime]" in refusal.reason
    assert values == read(RECORDED, CRIME)[0]


def test_offences_that_add_up_to_less_than_none_are_refused(tmp_path: Path) -> None:
    line = crime("London, City of", "2", "Robbery", "-3")
    values, refusals = read(RECORDED, with_lines(tmp_path, CRIME, [line]))
    reasons = [each.reason for each in refusals if "less than none" in each.reason]
    assert len(reasons) == 2
    assert ("recorded_offences", CITY, 201707, "robbery") not in values
    assert values["recorded_offences", CITY, 201707, "theft_offences"] == 0


def test_an_outcome_type_nobody_knows_is_refused(tmp_path: Path) -> None:
    line = (
        "2018/19,1,Gwent,Blackmail,Miscellaneous crimes against society,"
        "Miscellaneous crimes,35,,Something new,Something new,99,5,5"
    )
    values, refusals = read(OUTCOME, with_lines(tmp_path, OUTCOMES, [line]))
    assert any("'99' is not an outcome type" in each.reason for each in refusals)
    assert ("outcomes_all", GWENT, 201804, "all") not in values
    assert values["outcomes_all", GWENT, 201901, "all"] == 11


def test_a_file_cut_short_while_packed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crime.csv.gz"
    path.write_bytes(gzip.compress(CRIME.read_bytes() * 50)[:-20])
    with pytest.raises(FileRefused, match=re.escape("crime.csv.gz: is cut short")):
        read(RECORDED, path)


@pytest.mark.real_data
def test_published_offences_add_up_with_the_bodies_that_have_no_area(
    real_data: Path,
) -> None:
    path = real_data / "police_outcomes" / "prc-pfa-mar2013-onwards-tables201718.csv.gz"
    assert RECORDED.recognises(path)
    assert RECORDED.edition(path) == "2017-18"
    values, refusals = read(RECORDED, path)
    assert len({code for _, code, _, _ in values}) == 43
    in_areas = sum(
        value or 0 for (_, _, _, group), value in values.items() if group == "all"
    )
    assert len(refusals) == 5
    elsewhere = sum(
        int(re.sub(r"\D", "", refusal.content.split(": ")[1])) for refusal in refusals
    )
    assert in_areas == 4_821_452
    assert in_areas + elsewhere == 5_519_401


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "total", "charged", "transport_police"),
    [
        ("outcomes-open-data-2017-18.csv.gz", 4_878_302, 479_704, 59_785),
        ("outcomes-open-data-2018-19.csv.gz", 5_269_059, 440_860, 66_564),
    ],
)
def test_published_outcomes_add_up_with_british_transport_police(
    real_data: Path, name: str, total: int, charged: int, transport_police: int
) -> None:
    path = real_data / "police_outcomes" / name
    assert OUTCOME.recognises(path)
    assert OUTCOME.edition(path) == name[len("outcomes-open-data-") : -len(".csv.gz")]
    values, refusals = read(OUTCOME, path)
    assert len({code for _, code, _, _ in values}) == 43
    sums: Counter[str] = Counter()
    for (series, _, _, group), value in values.items():
        if group == "all":
            sums[series] += int(value or 0)
    assert sums["outcomes_all"] == total - transport_police
    assert sums["outcomes_charged_or_summonsed"] == charged
    assert (
        refusals[0].content
        == f"British Transport Police: {transport_police:,} outcomes"
    )
    assert all(refusal.line is None for refusal in refusals)
