import random

import pytest

from dashboard.figures.flags import Flag, lanes_of, stack_flags


def placed(*flags: Flag, width: float = 400, most: int = 5) -> tuple[Flag, ...]:
    found = stack_flags(flags, width=width, most=most)
    assert found is not None
    return found


def test_flags_far_apart_stand_in_one_line_to_the_right_of_their_rules() -> None:
    found = placed(Flag(50, 60), Flag(200, 60))
    assert [(flag.lane, flag.anchor) for flag in found] == [(0, "left"), (0, "left")]


def test_flags_come_back_in_the_order_they_were_given() -> None:
    assert [flag.pixel for flag in placed(Flag(200, 9), Flag(50, 9))] == [200, 50]


def test_of_two_that_would_meet_the_left_one_stands_higher() -> None:
    left, right = placed(Flag(50, 100), Flag(90, 100))
    assert (left.lane, right.lane) == (1, 0)


def test_words_that_would_leave_the_picture_hang_to_the_left() -> None:
    (flag,) = placed(Flag(380, 60))
    assert flag.anchor == "right"
    assert flag.words == (315, 375)


def test_words_too_long_for_either_side_lie_on_top_of_their_rule() -> None:
    (flag,) = placed(Flag(200, 300))
    assert flag.anchor == "center"
    assert flag.top == flag.lane
    assert flag.words == (50, 350)


def test_words_on_top_of_a_rule_near_the_edge_stay_in_the_picture() -> None:
    (flag,) = placed(Flag(390, 396))
    assert flag.words == (3, 399)


def test_words_wider_than_the_picture_have_no_place() -> None:
    assert stack_flags([Flag(200, 401)], width=400, most=5) is None


def test_more_flags_than_lines_have_no_place() -> None:
    same = [Flag(200, 180)] * 3
    assert stack_flags(same, width=400, most=1) is None
    assert lanes_of(placed(*same, most=3)) == 2


def test_no_flags_take_no_line() -> None:
    assert lanes_of(()) == 0
    assert stack_flags([], width=400, most=3) == ()


@pytest.mark.parametrize("seed", range(20))
def test_words_never_meet_nor_are_run_through(seed: int) -> None:
    draw = random.Random(seed)
    flags = [Flag(draw.uniform(10, 390), draw.uniform(30, 120)) for _ in range(5)]
    found = stack_flags(flags, width=400, most=5)
    for n, one in enumerate(found or ()):
        left, right = one.words
        assert left >= 0
        assert right <= 400
        for other in (found or ())[:n]:
            if one.lane == other.lane:
                assert right < other.words[0] or other.words[1] < left
        for other in found or ():
            if other is not one and other.top > one.lane:
                assert not left <= other.pixel <= right
