import pytest

from dashboard.figures.axes import (
    log_ticks,
    nice_step,
    nice_ticks,
    padded_range,
    tick_texts,
    tidy,
    value_text,
)
from dashboard.measures import Kind
from tests.unit.figures.examples import COUNT, ENGLISH, RATE, SHARE


@pytest.mark.parametrize(
    ("span", "most", "step"),
    [(0.14, 7, 0.02), (100, 4, 50), (9, 10, 1), (0.0034, 5, 0.001), (7000, 6, 2000)],
)
def test_steps_are_one_two_or_five_times_a_power_of_ten(
    span: float, most: int, step: float
) -> None:
    assert nice_step(span, most=most) == step


def test_a_span_without_width_has_a_step_all_the_same() -> None:
    assert nice_step(0, most=5) == 1


def test_ticks_stand_inside_the_range_and_carry_no_rounding_noise() -> None:
    assert nice_ticks(0.78, 0.92, most=7) == [
        0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92,
    ]  # fmt: skip


def test_ticks_pass_through_zero() -> None:
    assert nice_ticks(-3.2, 4.1, most=4) == [-2, 0, 2, 4]


def test_log_ticks_are_one_two_and_five() -> None:
    assert log_ticks(4000, 120000, most=6) == [5000, 10000, 20000, 50000, 100000]


def test_log_ticks_thin_evenly_when_there_is_little_room() -> None:
    assert log_ticks(4000, 120000, most=3) == [5000, 20000, 100000]


def test_log_ticks_over_many_decades_are_powers_of_ten() -> None:
    assert log_ticks(1, 100000, most=6) == [1, 10, 100, 1000, 10000, 100000]


def test_a_short_log_range_gets_ordinary_round_numbers() -> None:
    assert log_ticks(6000, 9000, most=5) == [6000, 7000, 8000, 9000]


def test_a_range_gets_room_but_a_share_never_leaves_zero_to_one() -> None:
    assert padded_range(0.5, 0.6, kind=Kind.PROPORTION, share=0.1) == (0.49, 0.61)
    assert padded_range(0.0, 1.0, kind=Kind.PROPORTION) == (0, 1)


def test_a_rate_may_pass_one_but_not_fall_below_zero() -> None:
    assert padded_range(0.1, 90.1, kind=Kind.RATE) == (0, 93.7)


def test_a_single_value_gets_a_range_around_it() -> None:
    low, high = padded_range(7.0, 7.0, kind=Kind.RATE)
    assert low < 7 < high


def test_values_that_differ_by_rounding_alone_are_a_single_one() -> None:
    low, high = padded_range(0.8, 0.8 + 2e-16, kind=Kind.PROPORTION)
    assert low < 0.8 < high


def test_shares_are_written_as_percentages_with_one_decimal() -> None:
    assert value_text(0.8249, SHARE, ENGLISH) == "82.5%"


def test_rates_have_one_decimal_and_counts_none() -> None:
    assert value_text(1234.56, RATE, ENGLISH) == "1,234.6"
    assert value_text(1234.0, COUNT, ENGLISH) == "1,234"


def test_tick_labels_have_only_the_decimals_that_tell_them_apart() -> None:
    assert tick_texts([0.8, 0.85], SHARE, ENGLISH) == ["80%", "85%"]
    assert tick_texts([0.8, 0.805], SHARE, ENGLISH) == ["80.0%", "80.5%"]
    assert tick_texts([-2.5, 0, 2.5], RATE, ENGLISH) == ["−2.5", "0.0", "2.5"]
    assert tick_texts([], RATE, ENGLISH) == []


def test_stored_numbers_keep_six_digits() -> None:
    assert tidy(0.1 + 0.2) == 0.3
    assert tidy(109532.0) == 109532
