import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.export import format_number
from data.ingest.publication import STATUSES, Observation
from data.staging import SHOWN, find_fault

GOOD = Observation(
    "tallies", "police_force", "E23000032", 201407, "month", "all", "all", 7.0,
    "published",
)  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        GOOD,
        GOOD._replace(value=0.0),
        GOOD._replace(value=-3.5, status="revised"),
        GOOD._replace(frequency="quarter"),
        GOOD._replace(frequency="year", period=201704),
        GOOD._replace(value=None, status="suppressed"),
        GOOD._replace(value=None, status="not_applicable"),
    ],
)
def test_a_row_that_says_what_it_means_has_no_fault(row: Observation) -> None:
    assert find_fault(row) is None


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (GOOD._replace(status="final"), "status 'final' is none of published"),
        (GOOD._replace(frequency="week"), "frequency 'week' is none of month"),
        (GOOD._replace(period=201413), "no month starts at 201413"),
        (GOOD._replace(period=201400), "no month starts at 201400"),
        (GOOD._replace(period=2014), "no month starts at 2014"),
        (GOOD._replace(frequency="quarter", period=201405), "no quarter starts"),
        (GOOD._replace(series=""), "is empty"),
        (GOOD._replace(category=""), "is empty"),
        (GOOD._replace(value=None), "published without a number"),
        (GOOD._replace(status="suppressed"), "suppressed and yet a number"),
        (GOOD._replace(value=math.nan), "nan is not a number that can be stored"),
        (GOOD._replace(value=math.inf), "inf is not a number that can be stored"),
    ],
)
def test_a_row_that_cannot_be_stored_says_why(row: Observation, fault: str) -> None:
    assert fault in (find_fault(row) or "")


@given(value=st.none() | st.floats(), status=st.sampled_from(STATUSES))
def test_no_hidden_row_holds_a_number_and_no_shown_row_lacks_one(
    value: float | None, status: str
) -> None:
    row = GOOD._replace(value=value, status=status)
    if find_fault(row) is None:
        assert (row.value is not None) == (status in SHOWN)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_an_exported_number_reads_back_as_itself(value: float) -> None:
    assert float(format_number(value)) == value


def test_exported_numbers_are_whole_where_they_can_be() -> None:
    assert [format_number(value) for value in (7.0, -3.0, 0.5, 1e15, None)] == [
        "7", "-3", "0.5", "1000000000000000", ""
    ]  # fmt: skip
