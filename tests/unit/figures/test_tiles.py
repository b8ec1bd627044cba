import pytest

from dashboard.figures.tiles import TileSteps, tile_labels, tile_steps
from tests.unit.figures.examples import ENGLISH, RATE, SHARE


def test_five_shades_part_at_round_numbers() -> None:
    values = [0.78 + 0.003 * n for n in range(42)]
    assert tile_steps(values).breaks == (0.8, 0.82, 0.86, 0.9)


def test_the_lightest_and_darkest_shades_are_for_the_unusual() -> None:
    values = [0.78 + 0.003 * n for n in range(42)]
    steps = tile_steps(values)
    shades = [steps.step(value) for value in values]
    assert set(shades) == {1, 2, 3, 4, 5}
    assert shades.count(1) < shades.count(3)
    assert shades.count(5) < shades.count(3)


def test_a_value_on_a_break_takes_the_darker_shade() -> None:
    steps = TileSteps((10, 20, 30, 40))
    assert [steps.class_name(value) for value in (9.9, 10, 40)] == [
        "seq-1", "seq-2", "seq-5",
    ]  # fmt: skip


def test_areas_without_a_value_do_not_count() -> None:
    assert tile_steps([None, 1, 2, 3, 4, 5, None]) == tile_steps([1, 2, 3, 4, 5])


def test_large_counts_part_at_large_round_numbers() -> None:
    values = [4000.0, 9000, 15000, 22000, 31000, 38000, 52000, 61000, 75000, 110000]
    assert all(size % 1000 == 0 for size in tile_steps(values).breaks)


@pytest.mark.parametrize("values", [[], [None], [0.5], [0.5, 0.5, None]])
def test_values_that_do_not_differ_share_one_shade(values: list[float | None]) -> None:
    steps = tile_steps(values)
    assert steps.breaks == ()
    assert steps.class_name(0.5) == "seq-1"
    assert tile_labels(steps, SHARE, ENGLISH) == ["all areas"]


def test_two_values_get_two_shades() -> None:
    steps = tile_steps([1.0, 2.0])
    assert steps.step(1.0) < steps.step(2.0)


def test_the_key_names_each_shade_in_order() -> None:
    steps = TileSteps((0.8, 0.83, 0.85, 0.87))
    assert tile_labels(steps, SHARE, ENGLISH) == [
        "under 80%",
        "80% to 83%",
        "83% to 85%",
        "85% to 87%",
        "87% and over",
    ]


def test_the_key_of_a_rate_has_no_percent_sign() -> None:
    assert tile_labels(TileSteps((1.5,)), RATE, ENGLISH) == [
        "under 1.5",
        "1.5 and over",
    ]
