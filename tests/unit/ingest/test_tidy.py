import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.ingest import PUBLICATIONS, tidy
from data.ingest.publication import FileRefused, Observation, Refusal
from tests.conftest import ROOT

FIXTURE = ROOT / "tests/fixtures/tidy/figures.csv"
HEADINGS = FIXTURE.read_text(encoding="utf-8").splitlines()[0].split(",")
GOOD = {
    "series": "cps_convictions",
    "area_code": "E23000032",
    "area_type": "criminal_justice_area",
    "period_start": "2018-01-01",
    "frequency": "month",
    "breakdown": "all",
    "category": "all",
    "value": "12",
    "status": "published",
}


def read(path: Path) -> tuple[list[Observation], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(tidy.read(path, refusals.append)), refusals


def write(path: Path, rows: Iterable[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_rows_are_read_as_they_stand() -> None:
    observations, refusals = read(FIXTURE)
    assert refusals == []
    assert len(observations) == 7
    assert observations[0] == Observation(
        series="cps_convictions",
        area_type="criminal_justice_area",
        area_code="E23000032",
        period=201801,
        frequency="month",
        breakdown="all",
        category="all",
        value=1200.0,
        status="published",
    )
    assert [each.value for each in observations[1:]] == [
        1150.0,
        310.0,
        None,
        -4.0,
        15.889140581668855,
        0.0,
    ]
    assert observations[3].status == "suppressed"


def test_a_shared_code_means_the_geography_its_series_is_loaded_for() -> None:
    observations, _ = read(FIXTURE)
    assert [each.area_type for each in observations] == [
        "criminal_justice_area",
        "criminal_justice_area",
        "police_force",
        "police_force",
        "police_force",
        "region",
        "nation",
    ]


def test_the_area_type_column_may_be_left_out(tmp_path: Path) -> None:
    with FIXTURE.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    path = tmp_path / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(row[:2] + row[3:] for row in rows)
    assert tidy.recognises(path)
    assert read(path)[0] == read(FIXTURE)[0]


def test_a_category_may_be_two_at_once(tmp_path: Path) -> None:
    pair = {"breakdown": "ethnic_group_5_by_sex", "category": "black|male"}
    [observation] = read(write(tmp_path / "pair.csv", [GOOD | pair]))[0]
    assert (observation.breakdown, observation.category) == (
        "ethnic_group_5_by_sex",
        "black|male",
    )


def test_columns_nobody_asked_for_are_passed_over(tmp_path: Path) -> None:
    lines = FIXTURE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "figures.csv"
    path.write_text(
        "\n".join(f"{end},{line}" for line, end in zip(lines, "nabcdefg", strict=True)),
        encoding="utf-8",
    )
    assert read(path)[0] == read(FIXTURE)[0]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("series", "invented", "series 'invented' is not defined"),
        ("series", "", "series '' is not defined"),
        ("area_code", "E99", "area_code 'E99' is not an area in use"),
        ("area_code", "=1+1", "area_code '=1+1' is not an area in use"),
        ("area_type", "region", "area_type of E23000032 'region' is not"),
        ("period_start", "2018-01-02", "is not the first of a month"),
        ("period_start", "01/01/2018", "is not a date such as 2014-07-01"),
        ("period_start", "2018-13-01", "is not a date such as 2014-07-01"),
        ("frequency", "week", "frequency 'week' is not month or quarter or year"),
        ("breakdown", "Offence Group", "breakdown 'Offence Group' is not lower-case"),
        ("category", "", "category '' is not lower-case"),
        ("category", "robbery", "one is 'all' and the other is not"),
        ("value", "", "value is missing though published"),
        ("value", "x", "value is missing though published"),
        ("value", "-1", "value '-1' is below zero"),
        ("value", "nan", "value 'nan' is not a number"),
        ("value", "1e999", "value '1e999' is too large"),
        ("value", "12 cases", "value '12 cases' is not a number"),
        ("status", "", "status '' is not published or provisional"),
        ("status", "suppressed", "value '12' is there though suppressed"),
    ],
)
def test_a_field_that_cannot_be_right_is_refused_by_name_and_line(
    tmp_path: Path, field: str, value: str, reason: str
) -> None:
    path = write(tmp_path / "figures.csv", [GOOD, GOOD | {field: value}, GOOD])
    observations, refusals = read(path)
    assert len(observations) == 2
    [refusal] = refusals
    assert (refusal.file, refusal.line) == ("figures.csv", 3)
    assert reason in refusal.reason


def test_a_quarter_starts_with_the_calendars_quarters(tmp_path: Path) -> None:
    row = GOOD | {"frequency": "quarter", "period_start": "2018-02-01"}
    _, [refusal] = read(write(tmp_path / "figures.csv", [row]))
    assert "is not the start of a quarter" in refusal.reason


def test_a_code_that_could_be_two_geographies_must_say_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        tidy, "_series", lambda: {"cps_convictions": tidy.Series(None, is_signed=False)}
    )
    _, [refusal] = read(write(tmp_path / "figures.csv", [GOOD | {"area_type": ""}]))
    assert "state its area_type" in refusal.reason


def parquet(path: Path) -> Path:
    with FIXTURE.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    numbers = [float(row["value"].replace(",", "") or "nan") for row in rows]
    columns: dict[str, pa.Array] = {
        name: pa.array([row[name] or None for row in rows]) for name in HEADINGS
    }
    columns["series"] = columns["series"].dictionary_encode()
    columns["value"] = pa.array(numbers)
    columns["period_start"] = pa.array(
        [date.fromisoformat(row["period_start"]) for row in rows]
    )
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_holds_the_same_as_csv(tmp_path: Path) -> None:
    path = parquet(tmp_path / "figures.parquet")
    assert tidy.recognises(path)
    assert read(path) == read(FIXTURE)


def test_a_parquet_time_at_midnight_is_a_day_and_any_other_is_refused(
    tmp_path: Path,
) -> None:
    rows = [GOOD, GOOD]
    columns = {name: [row[name] for row in rows] for name in HEADINGS} | {
        "period_start": [
            datetime.fromisoformat("2018-01-01"),
            datetime.fromisoformat("2018-01-01T06:00"),
        ],
        "value": [12, 13],
    }
    path = tmp_path / "figures.parquet"
    pq.write_table(pa.table(columns), path)
    [observation], [refusal] = read(path)
    assert (observation.period, observation.value) == (201801, 12.0)
    assert (refusal.line, "is not a date" in refusal.reason) == (2, True)


def test_a_damaged_parquet_file_is_refused_by_name(tmp_path: Path) -> None:
    path = parquet(tmp_path / "figures.parquet")
    path.write_bytes(path.read_bytes()[:-30])
    assert not tidy.recognises(path)
    with pytest.raises(FileRefused, match=r"figures\.parquet: is damaged"):
        read(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("series,area_code,value\na,b,1\n", encoding="utf-8")
    assert not tidy.recognises(path)
    with pytest.raises(FileRefused, match="lacks the heading period_start, frequency"):
        read(path)


def test_a_file_cut_in_mid_row_or_without_rows_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "figures.csv", [GOOD, GOOD])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(FileRefused, match="line 3: is cut short"):
        read(path)
    write(path, [])
    with pytest.raises(FileRefused, match="has headings but no rows"):
        read(path)


def test_an_edition_is_the_files_name() -> None:
    names = ("courts-2018.csv", "courts-2018.csv.gz", "courts-2018.PARQUET")
    assert {tidy.edition(Path(name)) for name in names} == {"courts-2018"}


def test_demonstration_figures_are_the_same_files_under_another_name() -> None:
    demonstration = PUBLICATIONS["demonstration"]
    assert demonstration.recognises(FIXTURE)
    assert list(demonstration.read(FIXTURE, print)) == list(tidy.read(FIXTURE, print))
    assert demonstration.title != PUBLICATIONS["tidy"].title
