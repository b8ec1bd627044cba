from pathlib import Path

import pytest

from data.definitions import read_delivery_metrics, read_series
from data.ingest.delivery_dashboard import PUBLICATION, quarter_period
from data.ingest.headings import name_key
from data.ingest.publication import FileRefused, Observation
from tests.conftest import ROOT
from tests.unit.ingest.observed import changer, read, rearranged

FIXTURE = (
    ROOT / "tests/fixtures/delivery_dashboard"
    "/criminal_justice_delivery_data_q3_2024_v4.csv"
)
change = changer(FIXTURE)


def test_a_file_is_dated_by_its_name_or_else_its_last_quarter(tmp_path: Path) -> None:
    assert PUBLICATION.recognises(FIXTURE)
    assert PUBLICATION.edition(FIXTURE) == "2024-Q3-v04"
    path = change(tmp_path, "hats", "hats", name="delivery.csv")
    assert PUBLICATION.edition(path) == "2024-Q2"


def test_later_versions_of_a_quarter_come_later_in_order(tmp_path: Path) -> None:
    editions = [
        PUBLICATION.edition(change(tmp_path, "hats", "hats", name=f"q3_2024{end}.csv"))
        for end in ("", "_v2", "_v10")
    ]
    assert editions == sorted(editions)


def test_a_quarterly_row_is_a_figure_and_one_of_a_rolling_year_is_not() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)
    found = [(o.series, o.area_type, o.area_code, o.period, o.category, o.value,
              o.status) for o in observations]  # fmt: skip
    assert found == [
        ("delivery_recorded_crimes", "nation", "K04000001", 202404, "all", 1_650_000,
         "published"),
        ("delivery_recorded_crimes", "police_force", "E23000036", 202404, "all", 38_000,
         "published"),
        ("delivery_recorded_crimes", "police_force", "E23000036", 202404, "adult_rape",
         None, "suppressed"),
        ("delivery_guilty_plea_share", "criminal_justice_area", "E23000001", 202404,
         "all", 58.5, "published"),
        ("delivery_guilty_plea_share", "police_force", "E23000001", 202401, "all", None,
         "not_collected"),
    ]  # fmt: skip


def test_a_metric_that_is_not_known_is_named_once(tmp_path: Path) -> None:
    refusals = read(PUBLICATION, FIXTURE)[1]
    assert [each.line for each in refusals] == [8]
    assert "'Number of hats worn' is not a metric in" in refusals[0].reason
    path = change(tmp_path, "Avon and Somerset", "Borset")
    assert [each.line for each in read(PUBLICATION, path)[1]] == [3, 8]


def test_columns_may_come_in_any_order_and_unknown_ones_are_named(
    tmp_path: Path,
) -> None:
    path = rearranged(
        FIXTURE,
        tmp_path / FIXTURE.name,
        {"metric_name": "Metric Name", "value": "VALUE"},
    )
    observations, refusals = read(PUBLICATION, path)
    assert observations == read(PUBLICATION, FIXTURE)[0]
    assert (refusals[0].line, refusals[0].content) == (1, "Weather")


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("Apr - Jun 2015", 201504),
        ("January to March 2024", 202401),
        ("Oct–Dec 2023", 202310),
    ],
)
def test_a_quarter_starts_with_its_first_month(label: str, period: int) -> None:
    assert quarter_period(label) == period


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("Apr - Jun 2024,38000", "Apr - Jul 2024,38000", 3, "is no quarter such as"),
        ("Rolling annual", "Rolling", 4, "'Rolling' is neither Quarterly nor Rolling"),
        ("38000", "lots", 3, "'lots' is not a number"),
        ("Adult rape", "All crime", 5, "repeats delivery_recorded_crimes"),
    ],
)
def test_a_row_that_cannot_be_right_refuses_the_file_by_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = change(tmp_path, old, new)
    with pytest.raises(FileRefused, match=rf"line {line}: .*{reason}"):
        read(PUBLICATION, path)


def test_every_metric_is_a_series_and_no_name_is_of_two() -> None:
    series = {
        record["id"]
        for record in read_series()
        if record["publication"] == PUBLICATION.name
    }
    metrics = read_delivery_metrics()
    assert {metric["series"] for metric in metrics} == series
    names = [name_key(name) for metric in metrics for name in metric["spellings"]]
    assert len(set(names)) == len(names)


def test_shares_and_days_are_scores_that_are_never_added_up() -> None:
    kinds = {record["id"]: record["kind"] for record in read_series()}
    found: list[Observation] = read(PUBLICATION, FIXTURE)[0]
    assert {(each.series, kinds[each.series]) for each in found} == {
        ("delivery_recorded_crimes", "flow"),
        ("delivery_guilty_plea_share", "score"),
    }
