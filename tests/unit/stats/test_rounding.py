import pytest

from dashboard.stats.refusals import Refused
from dashboard.stats.rounding import (
    is_above,
    is_below,
    nearly_equal,
    round_half_up,
    round_to_nearest,
)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (2.5, 0, 3),
        (0.5, 0, 1),
        (1.005, 2, 1.01),
        (2.675, 2, 2.68),
        (285, -1, 290),
        (0.125, 2, 0.13),
        (-2.5, 0, -3),
        (1e-9, 2, 0),
    ],
)
def test_fives_go_up(value: float, places: int, rounded: float) -> None:
    assert round_half_up(value, places) == rounded


def test_counts_go_to_the_nearest_step_with_halves_up() -> None:
    assert [round_to_nearest(count, 5) for count in (7, 8, 12, 13)] == [5, 10, 10, 15]
    assert round_to_nearest(5, 10) == 10
    with pytest.raises(Refused):
        round_to_nearest(5, 0)


def test_what_is_no_number_cannot_be_rounded() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(Refused):
            round_half_up(value)


def test_arithmetic_does_not_break_a_tie() -> None:
    assert 0.1 + 0.2 > 0.3
    assert nearly_equal(0.1 + 0.2, 0.3)
    assert not is_above(0.1 + 0.2, 0.3)
    assert not is_below(0.3, 0.1 + 0.2)
    assert is_above(0.30001, 0.3)
    assert nearly_equal(1e9, 1e9 + 0.5)
