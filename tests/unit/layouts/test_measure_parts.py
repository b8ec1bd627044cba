from dataclasses import replace
from datetime import date

from dashboard.charting import Event
from dashboard.gap import Gap
from layouts.measure_areas import areas_table, gap_picture, gap_table
from layouts.measure_card import definition_card
from layouts.measure_chart import chart_picture, chart_table
from tests.factories import ENGLISH, WELSH, make_state
from tests.unit.dashboard.scorecards import STABLE
from tests.unit.layouts.frames import drawn, make_frame
from tests.unit.layouts.views import make_measure_view

STEP = Event(
    happened_on=date(2023, 1, 1),
    title="Files checked",
    title_cy="Gwirio ffeiliau",
    decided_by="Chair of the board",
    reason="It has held for a year.",
    rebases=True,
)
VISIT = Event(date(2022, 6, 1), "Inspection", "Arolygiad", "", "", rebases=False)


def test_events_are_listed_by_date_with_who_agreed_a_step_and_why() -> None:
    view = make_measure_view(events=(STEP, VISIT))
    assert view.row
    for language, titles in (
        (ENGLISH, ["1 June 2022 Inspection", "1 January 2023 Files checked"]),
        (WELSH, ["1 Mehefin 2022 Arolygiad", "1 Ionawr 2023 Gwirio ffeiliau"]),
    ):
        picture = drawn(
            chart_picture(view.row, language, title="x", description="y", width=1200)
        )
        entries = list(picture.one("ol").every("li"))
        assert [e.text.startswith(t) for e, t in zip(entries, titles, strict=True)] == [
            True, True,
        ]  # fmt: skip
        assert entries[1].text.endswith("Chair of the board: It has held for a year.")


def test_a_chart_without_events_has_no_list() -> None:
    view = make_measure_view()
    assert view.row
    picture = drawn(
        chart_picture(view.row, ENGLISH, title="Changed?", description="y", width=1200)
    )
    assert not list(picture.every("ol"))
    names = [svg.one("title").text for svg in picture.every("svg")]
    assert names == ["Changed?", "Changed?"]


def test_the_table_of_a_chart_has_its_newest_period_first_and_says_signs() -> None:
    view = make_measure_view([*STABLE[:-1], 560.0])
    assert view.row
    rows = list(drawn(chart_table(view.row, ENGLISH)).one("tbody").every("tr"))
    assert len(rows) == 24
    cells = [cell.text for cell in rows[0].every("td")]
    assert rows[0].one("th").text == "December 2023"
    assert cells[0] == "56.0%"
    assert "below its usual range" in cells[-1]


def test_areas_stand_highest_first_and_those_without_a_figure_last() -> None:
    view = make_measure_view()
    assert view.distribution
    table = drawn(areas_table(view, view.distribution, make_frame(make_state())))
    rows = list(table.one("tbody").every("tr"))
    assert [row.one("th").text.split(" (")[0] for row in rows] == [
        "Area B", "Area A", "Area C",
    ]  # fmt: skip
    values = [next(row.every("td")).text for row in rows]
    assert values == ["90.0%", "80.0%", "[x]"]


def test_a_gap_that_may_be_chance_is_not_printed_as_a_number_first() -> None:
    clear = drawn(gap_picture(Gap(-34.2, -56.0, -11.0), ENGLISH))
    assert clear.one("b").text == "About 34 fewer"
    assert "95% interval 56 fewer to 11 fewer" in clear.text
    chance = drawn(gap_picture(Gap(26.0, -1.0, 56.0), ENGLISH))
    assert chance.one("b").text == "Could be chance"


def test_a_gap_stands_in_its_table_with_its_sign() -> None:
    view = make_measure_view()
    assert view.row
    table = drawn(gap_table(Gap(-34.2, -56.0, -11.0), view.row, ENGLISH))
    cells = [cell.text for cell in table.one("tbody").every("td")]
    assert cells == ["−34", "−56", "−11"]


def test_the_card_leaves_out_what_a_measure_does_not_have() -> None:
    whole = drawn(definition_card(make_measure_view(target=0.9), ENGLISH))
    terms = [term.text for term in whole.every("dt")]
    assert {"Numerator", "Denominator", "Target", "Next review"} <= set(terms)
    assert "2030" in whole.text
    bare = drawn(definition_card(make_measure_view(is_loaded=False), ENGLISH))
    terms = [term.text for term in bare.every("dt")]
    assert "Target" not in terms
    assert "Status" not in terms
    assert [h.text for h in bare.every("h3")] == ["What it cannot tell you"]


def test_questions_and_caveats_stand_beside_the_definition() -> None:
    view = make_measure_view(questions=("Why?",), questions_cy=("Pam?",))
    beside = drawn(definition_card(view, WELSH)).one(class_="beside")
    assert "Pam?" in beside.text
    notes = view.measure.publication.model_copy(update={"caveats": ("Gaps.",)})
    measure = view.measure.model_copy(update={"publication": notes})
    caveats = drawn(definition_card(replace(view, measure=measure), ENGLISH))
    assert "Before you use it Gaps." in caveats.one(class_="beside").text
