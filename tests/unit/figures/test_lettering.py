import pytest

from dashboard.figures.lettering import (
    Box,
    Spot,
    box_at,
    place,
    shortened,
    spots_around,
    text_width,
)
from dashboard.figures.theme import bold, font

FRAME = Box(0, 0, 400, 200)


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert text_width("MMMM", font()) > 3 * text_width("iiii", font())


def test_bold_and_larger_letters_take_more_room() -> None:
    assert text_width("Area", font()) < text_width("Area", font(size=14))
    assert text_width("Area", font(size=14)) < text_width("Area", bold(size=14))


def test_an_accent_takes_no_room() -> None:
    assert text_width("Dŵr", font()) == text_width("Dwr", font())


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 20, 10)) == 0
    assert Box(0, 0, 10, 10).overlap(Box(8, 6, 20, 20)) == 8


def test_a_label_ends_where_its_right_anchor_is() -> None:
    box = box_at((100, 50), Spot(-8, 0, "right"), text="Area", letters=font())
    assert box.right == 92
    assert box.left == pytest.approx(92 - text_width("Area", font()))


def test_a_label_stands_to_the_right_of_its_mark_when_nothing_is_there() -> None:
    label, cost = place(
        (100, 100), spots_around(4), text="Area", letters=font(), taken=[], frame=FRAME
    )
    assert label.spot == spots_around(4)[0]
    assert cost == 0


def test_a_label_moves_away_from_what_is_taken() -> None:
    taken = [Box(105, 90, 200, 110)]
    label, cost = place(
        (100, 100),
        spots_around(4),
        text="Area",
        letters=font(),
        taken=taken,
        frame=FRAME,
    )
    assert cost == 0
    assert label.box.overlap(taken[0]) == 0


def test_a_label_at_the_edge_turns_inwards() -> None:
    label, cost = place(
        (395, 100), spots_around(4), text="Area", letters=font(), taken=[], frame=FRAME
    )
    assert label.spot.anchor == "right"
    assert cost == 0


def test_where_no_spot_is_clear_the_one_that_covers_least_is_taken() -> None:
    everything = Box(0, 0, 400, 200)
    spots = (Spot(8, 0, "left"), Spot(-8, 0, "right"))
    label, cost = place(
        (100, 100),
        spots,
        text="Area",
        letters=font(),
        taken=[everything, Box(100, 0, 400, 200)],
        frame=FRAME,
    )
    assert label.spot == spots[1]
    assert cost > 0


def test_a_label_with_nowhere_to_stand_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="Area"):
        place((0, 0), (), text="Area", letters=font(), taken=[], frame=FRAME)


def test_words_that_fit_are_not_cut() -> None:
    assert shortened("New scheme", font(), room=100) == "New scheme"


def test_words_that_do_not_fit_are_cut_after_a_whole_one() -> None:
    cut = shortened("New scheme, agreed in May", font(), room=90)
    assert cut == "New scheme\N{HORIZONTAL ELLIPSIS}"
    assert text_width(cut, font()) <= 90


def test_a_word_that_does_not_fit_leaves_nothing() -> None:
    assert shortened("Disproportionality", font(), room=40) == ""
