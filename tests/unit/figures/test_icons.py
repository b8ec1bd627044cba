import re
from itertools import product

import pytest

from dashboard.figures import theme
from dashboard.figures.icons import Ground, change_icon, ground_icon, outlook_icon
from dashboard.polarity import Polarity
from dashboard.verdicts import Change, Direction, Outlook
from tests.unit.figures.reading import Element, of, read_svg
from tests.unit.figures.test_theme import contrast

CHANGES = {
    Change.IMPROVING: "rect",
    Change.WORSENING: "path",
    Change.CHANGED: "path",
    Change.NO_CLEAR_CHANGE: "circle",
    Change.NOT_ENOUGH_DATA: "circle",
}
LEANING = (Change.IMPROVING, Change.WORSENING, Change.CHANGED)
ICONS = [
    *(change_icon(c, d) for c in Change for d in (None, *Direction)),
    *(outlook_icon(o, polarity=p) for o in Outlook for p in Polarity),
    *(ground_icon(ground) for ground in Ground),
]


def container(change: Change, direction: Direction | None = None) -> Element:
    return read_svg(change_icon(change, direction))[1]


@pytest.mark.parametrize("icon", ICONS)
def test_an_icon_is_hidden_from_screen_readers(icon: str) -> None:
    root = read_svg(icon)[0]
    assert root["aria-hidden"] == "true"
    assert root.get("role") is None


@pytest.mark.parametrize("change", list(Change))
def test_the_shape_says_the_class(change: Change) -> None:
    assert container(change).tag == CHANGES[change]


def test_no_two_classes_have_the_same_picture() -> None:
    pictures = {change_icon(change, None) for change in Change}
    assert len(pictures) == len(Change)
    shapes = {re.sub("#[0-9A-F]{6}", "", picture) for picture in pictures}
    assert len(shapes) == len(Change)


def test_better_worse_and_neither_have_the_colours_of_verdicts() -> None:
    colours = [container(change)["fill"] for change in LEANING]
    assert colours == [theme.GOOD, theme.ATTENTION, theme.NEUTRAL]


@pytest.mark.parametrize("change", LEANING)
def test_the_arrow_points_the_way_the_value_went(change: Change) -> None:
    up, down = (of("path", change_icon(change, d))[-1]["d"] for d in Direction)
    assert up != down
    # The head of the arrow: where its two strokes meet.
    heads = [float(path.split("L")[1].split()[1]) for path in (up, down)]
    assert heads[0] < 12 < heads[1]


@pytest.mark.parametrize("change", [Change.NO_CLEAR_CHANGE, Change.NOT_ENOUGH_DATA])
def test_without_a_clear_change_there_is_no_arrow(change: Change) -> None:
    assert change_icon(change, Direction.UP) == change_icon(change, None)


def test_too_little_is_a_dashed_circle_with_three_dots() -> None:
    outline, *dots = of("circle", change_icon(Change.NOT_ENOUGH_DATA, None))
    assert outline["stroke-dasharray"]
    assert len(dots) == 3


def bar_and_line(outlook: Outlook, polarity: Polarity) -> tuple[Element, float]:
    icon = outlook_icon(outlook, polarity=polarity)
    (bar,) = of("rect", icon)
    (line,) = of("path", icon)
    assert line["stroke"] == theme.INK
    return bar, float(line["d"].removeprefix("M0 ").removesuffix("H24"))


@pytest.mark.parametrize(
    ("outlook", "polarity", "is_above"),
    [
        (Outlook.WILL_MEET, Polarity.HIGHER_IS_BETTER, True),
        (Outlook.WILL_MISS, Polarity.HIGHER_IS_BETTER, False),
        (Outlook.WILL_MEET, Polarity.LOWER_IS_BETTER, False),
        (Outlook.WILL_MISS, Polarity.LOWER_IS_BETTER, True),
    ],
)
def test_the_usual_range_lies_on_its_side_of_the_target(
    outlook: Outlook, polarity: Polarity, *, is_above: bool
) -> None:
    bar, line = bar_and_line(outlook, polarity)
    top, bottom = bar.at("y"), bar.at("y") + bar.at("height")
    assert (bottom < line) if is_above else (top > line)
    is_met = outlook == Outlook.WILL_MEET
    assert bar["fill"] == (theme.GOOD if is_met else theme.ATTENTION)


@pytest.mark.parametrize("polarity", list(Polarity))
def test_a_range_across_the_target_is_hollow(polarity: Polarity) -> None:
    bar, line = bar_and_line(Outlook.HIT_AND_MISS, polarity)
    assert bar["fill"] == theme.PAPER
    assert bar.at("y") < line < bar.at("y") + bar.at("height")


def test_no_target_is_a_short_dash() -> None:
    icon = outlook_icon(Outlook.NO_TARGET)
    assert [element.tag for element in read_svg(icon)] == ["svg", "path"]


def test_too_few_periods_look_the_same_for_change_and_target() -> None:
    few = change_icon(Change.NOT_ENOUGH_DATA, None)
    assert outlook_icon(Outlook.NOT_ENOUGH_DATA) == few


def test_reasons_have_a_shape_and_a_colour_each() -> None:
    marks = [read_svg(ground_icon(ground))[1] for ground in Ground]
    assert len({mark["fill"] for mark in marks}) == 3
    assert sorted(len(mark["points"].split()) for mark in marks) == [4, 4, 6]


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        *product(
            (theme.GOOD, theme.ATTENTION, theme.NEUTRAL, theme.INK),
            (theme.PAPER, theme.WASH, theme.OWN_WASH, theme.BAND),
        )
    ],
)
def test_icons_stand_out_from_every_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 3


def test_an_arrow_stands_out_from_its_shape() -> None:
    for change in LEANING:
        shape, arrow = read_svg(change_icon(change, Direction.UP))[1:]
        assert contrast(shape["fill"], arrow["stroke"]) >= 3


@pytest.mark.parametrize("icon", ICONS)
def test_nothing_is_drawn_outside_an_icon(icon: str) -> None:
    root, *shapes = read_svg(icon)
    side = float(root["viewBox"].split()[2])
    for shape in shapes:
        for corner in (shape.get("points") or "").split():
            assert all(0 <= float(end) <= side for end in corner.split(","))


def test_an_icon_can_be_made_larger_without_being_drawn_anew() -> None:
    root = read_svg(change_icon(Change.CHANGED, None, size=48))[0]
    assert (root["width"], root["viewBox"]) == ("48", "0 0 24 24")
