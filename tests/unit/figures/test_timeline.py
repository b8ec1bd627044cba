from datetime import date

from dashboard.figures import theme
from dashboard.figures.svg import draw
from dashboard.figures.timeline import action_figure, make_calendar
from tests.plan_examples import make_action

TODAY = date(2026, 3, 31)


def colours(figure: theme.Figure) -> list[str]:
    return [
        shape["fillcolor"]
        for shape in figure["layout"]["shapes"]
        if shape["type"] == "rect"
    ]


def mark(figure: theme.Figure) -> dict[str, object]:
    (trace,) = figure["data"]
    found: dict[str, object] = trace
    return found


def test_a_calendar_holds_whole_years_around_every_day() -> None:
    actions = [make_action(due_on=date(2027, 2, 1))]
    calendar = make_calendar(actions, today=TODAY)
    assert calendar == (date(2025, 1, 1), date(2027, 12, 31))
    assert make_calendar([], today=TODAY) == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_late_action_runs_on_to_today_in_the_colour_of_attention() -> None:
    late = make_action(due_on=date(2026, 1, 31))
    figure = action_figure(late, make_calendar([late], today=TODAY), today=TODAY)
    assert theme.ATTENTION in colours(figure)
    assert mark(figure)["x"] == [date(2026, 1, 31).toordinal()]


def test_a_done_action_ends_on_the_day_it_was_done() -> None:
    done = make_action("done")
    figure = action_figure(done, make_calendar([done], today=TODAY), today=TODAY)
    assert theme.ATTENTION not in colours(figure)
    assert mark(figure)["x"] == [date(2026, 2, 1).toordinal()]


def test_a_planned_action_has_no_ink_behind_it() -> None:
    planned = make_action("planned")
    calendar = make_calendar([planned], today=TODAY)
    assert colours(action_figure(planned, calendar, today=TODAY)) == [theme.BAND]


def test_every_state_can_be_drawn() -> None:
    for state in ("planned", "under_way", "done", "stopped"):
        action = make_action(state)
        figure = action_figure(
            action, make_calendar([action], today=TODAY), today=TODAY
        )
        assert draw(figure, title="", description="").startswith("<svg ")
