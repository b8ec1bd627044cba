import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.svg import Link, draw
from dashboard.figures.theme import Figure
from tests.unit.figures.drawing import INK, picture, plain
from tests.unit.figures.examples import (
    NAMES,
    ROWS,
    make_funnel,
    make_ranked,
    make_result,
    make_trend,
)
from tests.unit.figures.reading import of, only, read_svg, texts


def test_labels_on_a_log_axis_stand_at_a_power_of_ten() -> None:
    figure = plain(x=(0, 2))
    figure["layout"]["xaxis"]["type"] = "log"
    note = theme.annotation("here", (1, 5), letters=theme.font())
    figure["layout"]["annotations"] = [note]
    assert of("text", picture(figure))[0].at("x") == 50


def test_a_shape_that_cannot_be_drawn_is_refused_by_name() -> None:
    shape = theme.rectangle((0, 0, 1, 1), colour=INK) | {"type": "circle"}
    with pytest.raises(ValueError, match="circle"):
        picture(plain(shapes=[shape]))


def test_a_date_axis_is_refused() -> None:
    figure = plain()
    figure["layout"]["xaxis"]["type"] = "date"
    with pytest.raises(ValueError, match="date"):
        picture(figure)


def test_an_axis_without_width_is_refused() -> None:
    with pytest.raises(ValueError, match="no width"):
        picture(plain(x=(3, 3)))


def test_words_are_escaped_in_text_and_in_the_description() -> None:
    note = theme.annotation("<b>&\"'", (5, 5), letters=theme.font())
    figure = plain(annotations=[note])
    svg = draw(figure, title="<i>", description='"&"', id_prefix='a"b')
    assert "<b>" not in svg
    assert "<i>" not in svg
    assert texts(svg) == ["<b>&\"'"]
    assert of("title", svg)[0].text == "<i>"
    assert of("desc", svg)[0].text == '"&"'
    assert read_svg(svg)[0]["aria-labelledby"] == 'a"b-title'


def test_a_picture_without_links_has_a_name_and_a_description() -> None:
    svg = picture(make_ranked(), id_prefix="ranked-wide")
    root = read_svg(svg)[0]
    names = {e["id"]: e.text for e in read_svg(svg) if e.tag in ("title", "desc")}
    assert root["role"] == "img"
    assert names[root["aria-labelledby"]] == "Ranked"
    assert names[root["aria-describedby"]] == "Six areas"
    assert all(name.startswith("ranked-wide-") for name in names)


def link_to(code: str) -> Link | None:
    if code == "A4":
        return None
    return Link(f'/compare?area=A2&pinned="{code}"', f"Pin {NAMES[code]}")


def test_with_links_every_mark_leads_to_its_area() -> None:
    svg = picture(make_ranked(), links=link_to, id_prefix="r")
    anchors = of("a", svg)
    assert {a["href"] for a in anchors} == {
        f'/compare?area=A2&pinned="{code}"' for code in ("A1", "A2", "A3")
    }
    assert {a["data-key"] for a in anchors} == {"r-A1", "r-A2", "r-A3"}
    assert "Pin Easton & Weston" in {e.text for e in of("title", svg)}


def test_a_linked_picture_is_hidden_and_holds_no_keyboard_stop() -> None:
    svg = picture(make_ranked(), links=link_to)
    root = read_svg(svg)[0]
    assert root["aria-hidden"] == "true"
    assert root.get("role") is None
    assert all(a.own["tabindex"] == "-1" for a in of("a", svg))
    assert not of("desc", svg)


def test_a_whole_row_of_a_ranking_can_be_clicked() -> None:
    svg = picture(make_ranked(), links=link_to)
    targets = [e for e in of("rect", svg) if e.get("pointer-events") == "all"]
    assert len(targets) == 3
    assert {target.at("width") for target in targets} == {472}
    assert {target.at("height") for target in targets} == {30}
    name = only(svg, lambda e: e.tag == "text" and e.text == "Northshire")
    assert name["pointer-events"] == "none"


def test_marks_in_a_funnel_answer_to_clicks_near_them() -> None:
    svg = picture(make_funnel(), links=link_to)
    targets = [e for e in of("circle", svg) if e.get("pointer-events") == "all"]
    assert len(targets) == 4
    assert all(target.at("r") >= 12 for target in targets)


@pytest.mark.parametrize(
    "figure", [make_ranked(), make_funnel(), make_trend()], ids=("r", "f", "t")
)
def test_pictures_hold_their_colours_and_no_style_or_class(figure: Figure) -> None:
    svg = picture(figure)
    for element in read_svg(svg):
        assert "style" not in element.own
        assert "class" not in element.own
    assert all(e["fill"].startswith("#") for e in of("text", svg))
    assert read_svg(svg)[0]["font-family"].endswith("sans-serif")


@pytest.mark.parametrize("width", [358, 472])
def test_no_text_is_smaller_than_thirteen_pixels(width: int) -> None:
    for figure in (make_ranked(width=width), make_funnel(width=width), make_trend()):
        assert all(e.at("font-size") >= 13 for e in of("text", picture(figure)))


def test_a_class_goes_on_the_picture() -> None:
    assert read_svg(picture(make_ranked(), css_class="wide"))[0]["class"] == "wide"


def test_a_ranking_of_42_areas_stays_small() -> None:
    codes = [f"A{n}" for n in range(42)]
    rows = tuple(make_result(c, 0.75 + 0.003 * n) for n, c in enumerate(codes))
    names = {code: f"Some Longer Area {code}" for code in codes}
    figure = make_ranked(rows, names=names)
    assert len(picture(figure).encode()) < 12_000


def test_labels_over_marks_have_a_white_edge() -> None:
    svg = picture(make_funnel())
    label = only(svg, lambda e: e.tag == "text" and e.text == "Southshire")
    assert (label["paint-order"], label["stroke"]) == ("stroke", theme.PAPER)
    assert label["fill"] == theme.LOOKS[Identity.OWN].text


def test_a_leader_joins_a_label_to_what_it_names() -> None:
    note = theme.annotation("band", (5, 5), letters=theme.font())
    note |= {"showarrow": True, "ax": 0, "ay": -30, "arrowcolor": INK, "arrowwidth": 1}
    svg = picture(plain(annotations=[note]))
    leader = of("line", svg)[0]
    assert (leader.at("x2"), leader.at("y2")) == (50, 50)
    assert 20 < leader.at("y1") < 30


def test_tick_labels_stay_in_the_picture() -> None:
    figure = plain()
    figure["layout"]["xaxis"] |= {"tickvals": [0, 5, 10], "ticktext": ["1,000"] * 3}
    first, middle, last = (word.at("x") for word in of("text", picture(figure)))
    assert first > 10
    assert middle == 50
    assert last < 90


def test_ticks_outside_the_plot_are_not_drawn() -> None:
    figure = plain()
    figure["layout"]["yaxis"] |= {"tickvals": [5, 50], "ticktext": ["5", "50"]}
    assert texts(picture(figure)) == ["5"]


def test_the_benchmark_is_drawn_before_the_marks_and_its_name_after() -> None:
    svg = picture(make_ranked(ROWS))
    elements = read_svg(svg)
    tags = [element.tag for element in elements]
    benchmark = tags.index("line")
    assert benchmark < tags.index("circle")
    assert elements[-1].text == "England and Wales 84.0%"
