"""When an action runs, is due and was done: a bar on a calendar, with today on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.plan.model import Action

#: Pixels across and down.
SIZE = (220, 26)
_SIDE = 8
_BAR = 0.45
_CLEAR = "rgba(0,0,0,0)"


class Calendar(NamedTuple):
    """The days that all actions of a priority are drawn between."""

    first: date
    last: date


class _Mark(NamedTuple):
    symbol: str
    colour: str
    is_hollow: bool = False


_MARKS = {
    "done": _Mark("square", theme.GOOD),
    "under_way": _Mark("circle", theme.NEUTRAL, is_hollow=True),
    "planned": _Mark("circle", theme.AXIS, is_hollow=True),
    "stopped": _Mark("cross", theme.NEUTRAL),
}
_LATE = _Mark("diamond", theme.ATTENTION)


def make_calendar(actions: Iterable[Action], *, today: date) -> Calendar:
    """From the first start to the last day due, in whole years around them."""
    days = [today]
    for action in actions:
        days += [day for day in (action.starts_on, action.due_on) if day is not None]
    return Calendar(date(min(days).year, 1, 1), date(max(days).year, 12, 31))


def action_figure(action: Action, calendar: Calendar, *, today: date) -> theme.Figure:
    """The action's span in grey, what has passed of it in ink, and a mark at its end.

    A late one runs on to today in the colour of attention. Done and stopped ones end
    on the day they were.
    """
    is_late = action.is_late(today)
    start = action.starts_on or action.due_on
    has_ended = action.state in ("done", "stopped") and action.state_on is not None
    end = action.state_on if has_ended and action.state_on else action.due_on
    shapes = [_bar(start, max(end, start), theme.BAND)]
    until = min(today, end)
    if action.state != "planned" and until > start:
        colour = theme.AXIS if action.state == "stopped" else theme.LOOKS[Identity.OWN]
        ink = colour if isinstance(colour, str) else colour.mark
        shapes.append(_bar(start, until, ink))
    if is_late:
        shapes.append(_bar(action.due_on, today, theme.ATTENTION))
    shapes += [_rule(date(year, 1, 1)) for year in _years(calendar)]
    shapes.append(_rule(today, is_today=True))
    figure = theme.compose(
        [_mark_trace(end, _LATE if is_late else _MARKS[action.state])],
        size=SIZE,
        margin=theme.Margin(_SIDE, 0, _SIDE, 0),
        axes=(
            theme.axis(
                calendar.first.toordinal(),
                calendar.last.toordinal(),
                showticklabels=False,
            ),
            theme.axis(-1, 1, showticklabels=False),
        ),
        shapes=shapes,
    )
    figure["layout"] |= {"paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR}
    return figure


def _years(calendar: Calendar) -> range:
    return range(calendar.first.year, calendar.last.year + 1)


def _bar(start: date, stop: date, colour: str) -> dict[str, Any]:
    corners = (start.toordinal(), -_BAR, stop.toordinal(), _BAR)
    return theme.rectangle(corners, colour=colour)


def _rule(day: date, *, is_today: bool = False) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": day.toordinal(),
        "x1": day.toordinal(),
        "y0": 0,
        "y1": 1,
        "xref": "x",
        "yref": "paper",
        "line": {
            "color": theme.INK if is_today else theme.LINE,
            "width": 1.5 if is_today else 1,
        },
        "layer": "between",
    }


def _mark_trace(day: date, mark: _Mark) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.toordinal()],
        "y": [0],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "symbol": mark.symbol,
            "size": 11,
            "color": theme.PAPER if mark.is_hollow else mark.colour,
            "opacity": 1,
            "line": {
                "color": mark.colour if mark.is_hollow else theme.PAPER,
                "width": 2 if mark.is_hollow else 1.5,
            },
        },
    }
