import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.lettering import text_width
from dashboard.figures.mini import MINI_SIZE, interval_mini, share_mini
from dashboard.figures.scales import make_plot
from dashboard.figures.svg import draw
from dashboard.figures.theme import BenchmarkLine, Figure
from tests.unit.figures.reading import of, texts

NATION = BenchmarkLine("England and Wales", 0.09)
ABOVE = interval_mini(0.11, (0.1, 0.12), benchmark=NATION)
SIMILAR = interval_mini(0.095, (0.085, 0.105), benchmark=NATION)
RATIO = interval_mini(
    2.5, (2.2, 2.8), benchmark=BenchmarkLine("White = 1", 1), is_ratio=True
)
SHARE = share_mini(0.795, known="Recorded", unknown="Not stated")
OWN = theme.LOOKS[Identity.OWN].mark


def picture(figure: Figure) -> str:
    return draw(figure, title="", description="")


@pytest.mark.parametrize("figure", [ABOVE, SIMILAR, RATIO, SHARE])
def test_plotly_can_draw_it_at_two_lines_of_text(figure: Figure) -> None:
    go.Figure(figure)
    assert (figure["layout"]["width"], figure["layout"]["height"]) == MINI_SIZE


@pytest.mark.parametrize("figure", [ABOVE, SIMILAR, RATIO, SHARE])
def test_it_leaves_the_ground_it_stands_on_unpainted(figure: Figure) -> None:
    grounds = [rect for rect in of("rect", picture(figure)) if rect.get("x") is None]
    assert not grounds


def test_the_mark_is_filled_where_the_interval_leaves_the_benchmark_out() -> None:
    assert ABOVE["data"][0]["marker"]["color"] == OWN
    assert SIMILAR["data"][0]["marker"]["color"] == theme.PAPER


def test_the_interval_lies_around_the_value() -> None:
    bars = ABOVE["data"][0]["error_x"]
    assert (bars["arrayminus"], bars["array"]) == ([0.01], [0.01])


def test_the_benchmark_is_a_line_named_below() -> None:
    (line,) = ABOVE["layout"]["shapes"]
    assert line["x0"] == line["x1"] == 0.09
    assert texts(picture(ABOVE)) == ["England and Wales"]


def test_a_ratio_stands_on_a_log_scale() -> None:
    plot = make_plot(RATIO)
    assert RATIO["layout"]["xaxis"]["type"] == "log"
    assert plot.x.at(2) - plot.x.at(1) == pytest.approx(plot.x.at(4) - plot.x.at(2))
    label = RATIO["layout"]["annotations"][0]
    assert label["x"] == 0


@pytest.mark.parametrize("value", [0.02, 0.5, 0.98])
def test_the_name_stays_in_the_picture(value: float) -> None:
    line = BenchmarkLine("the rest of Yorkshire and the Humber", 0.5)
    figure = interval_mini(value, None, benchmark=line)
    (note,) = figure["layout"]["annotations"]
    middle = make_plot(figure).x.at(note["x"]) + note["xshift"]
    half = text_width(note["text"], note["font"]) / 2
    assert middle - half >= 0 or 2 * half > MINI_SIZE[0]
    assert middle + half <= MINI_SIZE[0] or 2 * half > MINI_SIZE[0]


def test_without_an_interval_or_a_benchmark_the_value_stands_alone() -> None:
    figure = interval_mini(12.0, None, benchmark=BenchmarkLine("Wales", None))
    go.Figure(figure)
    assert "error_x" not in figure["data"][0]
    assert not figure["layout"]["shapes"]
    assert not texts(picture(figure))


def test_the_known_share_is_filled_and_the_rest_hatched() -> None:
    known, unknown = of("rect", picture(SHARE))
    room = MINI_SIZE[0] - 16
    assert known.at("width") == pytest.approx(0.795 * room, abs=0.1)
    assert known.at("width") + unknown.at("width") == pytest.approx(room, abs=0.1)
    assert known["fill"] == OWN
    assert unknown["fill"] == theme.PAPER
    assert of("path", picture(SHARE))[0]["stroke"] == theme.AXIS
    assert texts(picture(SHARE)) == ["Recorded", "Not stated"]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_whole_is_one_bar(share: float) -> None:
    figure = share_mini(share, known="Recorded", unknown="Not stated")
    go.Figure(figure)
    widths = [bar.at("width") for bar in of("rect", picture(figure))]
    assert sorted(widths) == [0, MINI_SIZE[0] - 16]


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_no_share_is_more_than_a_whole_or_less_than_none(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        share_mini(share, known="Recorded", unknown="Not stated")
