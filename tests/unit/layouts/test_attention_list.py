from dataclasses import replace
from datetime import date

from dashboard.attention import Attention, find_attention
from dashboard.pages import OverviewView
from dashboard.scorecard import ScoreRow
from layouts.attention import attention_list, attention_table
from tests.factories import make_state
from tests.integration.web.documents import Element
from tests.unit.dashboard.scorecards import GEOGRAPHY, STABLE, make_row
from tests.unit.layouts.frames import drawn, make_frame


def _view(*rows: ScoreRow) -> OverviewView:
    state = make_state()
    return OverviewView(
        state=state,
        notes=(),
        geography=GEOGRAPHY,
        windows=(),
        stages=(),
        attention=find_attention(rows, (), state),
        bright=(),
        freshness=(),
        releases=(),
        today=date(2024, 1, 31),
    )


def _items(view: OverviewView) -> list[Element]:
    frame = make_frame(make_state())
    drawing = drawn(attention_list(view.attention.lines, view, frame))
    return list(drawing.one("ol").every("li"))


def test_a_line_has_its_reason_finding_sentence_figure_and_picture() -> None:
    (item,) = _items(_view(make_row([*STABLE[:-1], 560.0])))
    assert item.one(class_="why").text == "New change for the worse"
    link = item.one("h3").one("a")
    assert link.text == (
        "Area A’s conviction rate was below its usual range in December 2023"
    )
    assert link.attributes["href"] == (
        "/measure/conviction_rate?area=A&period=2023-12&window=month#panel-chart"
    )
    assert item.one(class_="figure").text == (
        "56.0% 560 of 1,000 defendants, December 2023"
    )
    pictures = list(item.every("svg"))
    assert [p.attributes["aria-hidden"] for p in pictures] == ["true", "true"]


def test_a_sign_that_has_passed_shows_the_figure_it_is_about() -> None:
    (item,) = _items(_view(make_row([*STABLE[:-2], 560.0, 800.0])))
    assert item.one(class_="figure").text == (
        "56.0% November 2023; 80.0% in December 2023"
    )


def test_lines_and_what_improved_stand_in_the_table_too() -> None:
    worse = make_row([*STABLE[:-1], 560.0])
    better = make_row([*STABLE[:-1], 990.0], id="other", family="other")
    view = _view(worse, better)
    table = drawn(attention_table(view, make_frame())).one("table")
    reasons = [next(row.every("td")).text for row in table.one("tbody").every("tr")]
    assert reasons == ["New change for the worse", "Change for the better"]


def test_without_lines_there_are_no_items() -> None:
    view = replace(_view(make_row()), attention=Attention((), 0, (), ()))
    assert _items(view) == []
