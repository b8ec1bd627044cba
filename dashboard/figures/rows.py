"""Rows of shares one under another, each with what it is compared with.

Marks with their intervals, or bars from nothing; both with a short upright line where
the benchmark stands. On a phone a row's name stands above it.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import nice_ticks, tidy
from dashboard.figures.row_labels import (
    benchmark_label,
    columns_of,
    headings_of,
    names_of,
)
from dashboard.figures.row_places import (
    GAP,
    Place,
    Row,
    Rows,
    fitting,
    laid_out,
    name_room,
)
from dashboard.language import Language

_TOP, _BOTTOM = 30, 30


def rows_figure(
    groups: Sequence[Rows],
    *,
    columns: Sequence[str],
    benchmark_name: str,
    width: int,
    language: Language,
    is_bar: bool = False,
) -> theme.Figure:
    """The groups in order, every row on the one scale, which begins at nothing.

    `columns` head the words on the right. The marks come first: where words leave them
    too little room, columns go from the last to the second, then the words of the rows.
    """
    is_narrow = width < theme.NARROW
    rows = [row for group in groups for row in group.rows]
    names = 0 if is_narrow else name_room(rows, width)
    left = names + (GAP if names else 2)
    kept, sides, room = fitting(rows, columns, width, left, is_narrow=is_narrow)
    right = round(sum(sides) + GAP * len(sides) + room)
    margin = theme.Margin(left, _TOP, right, _BOTTOM)
    places, notes, height = laid_out(groups, names, width, is_narrow=is_narrow)
    high = _high(rows)
    plot = width - margin.left - margin.right
    ticks = nice_ticks(0.0, high, most=max(2, min(6, int(plot / 60))))
    return theme.compose(
        _bars(places) if is_bar else _marks(places),
        size=(width, round(height + _TOP + _BOTTOM)),
        margin=margin,
        axes=(
            theme.axis(
                0,
                high,
                tickvals=ticks,
                ticktext=[language.percent(tick, 0) for tick in ticks],
                showgrid=True,
                showline=True,
            ),
            theme.axis(height, 0, showticklabels=False),
        ),
        shapes=[*_tints(places, margin, width), *_benchmarks(places)],
        annotations=[
            *headings_of(notes, margin),
            *names_of(places, margin, is_narrow=is_narrow),
            *columns_of(places, kept, sides, room=room, right=right),
            *benchmark_label(places, benchmark_name, high, margin=margin, room=plot),
        ],
    )


def _high(rows: Sequence[Row]) -> float:
    """The end of the scale: past every mark, and whiskers as far as they help."""
    values = [row.value for row in rows if row.value is not None]
    values += [row.benchmark for row in rows if row.benchmark is not None]
    if not values:
        return 1.0
    most = max(values)
    uppers = [row.upper for row in rows if row.upper is not None]
    return tidy(min(max([most, *uppers]), most * 1.35, 1.0) * 1.06 or 1.0)


def _marks(places: Sequence[Place]) -> list[dict[str, Any]]:
    known = [place for place in places if place.row.value is not None]
    if not known:
        return []
    look = theme.LOOKS[Identity.OWN]
    is_open = [place.row.is_hollow or place.row.is_unsettled for place in known]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [tidy(place.row.value or 0.0) for place in known],
            "y": [tidy(place.y) for place in known],
            "customdata": [place.row.key for place in known],
            "hovertext": [_said(place.row) for place in known],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": {
                "symbol": look.symbol,
                "size": 11,
                "color": [theme.PAPER if hollow else look.mark for hollow in is_open],
                "opacity": 1,
                "line": {
                    "color": look.mark,
                    "width": [2 if hollow else 0 for hollow in is_open],
                },
            },
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [_far(p.row.upper, p.row.value) for p in known],
                "arrayminus": [_far(p.row.value, p.row.lower) for p in known],
                "color": look.mark,
                "thickness": 2,
                "width": 0,
            },
        }
    ]


def _bars(places: Sequence[Place]) -> list[dict[str, Any]]:
    """Bars of the own area; where one is chosen the others step back."""
    known = [place for place in places if place.row.value is not None]
    if not known:
        return []
    has_choice = any(place.row.is_chosen for place in known)
    colour = theme.LOOKS[Identity.OWN].mark

    def paint(row: Row) -> str:
        return theme.AXIS if has_choice and not row.is_chosen else colour

    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": [tidy(place.row.value or 0.0) for place in known],
            "y": [tidy(place.y) for place in known],
            "width": 14,
            "customdata": [place.row.key for place in known],
            "hovertext": [_said(place.row) for place in known],
            "hoverinfo": "text",
            "marker": {"color": [paint(place.row) for place in known]},
        }
    ]


def _said(row: Row) -> str:
    return ", ".join(text for text in (row.label, *row.texts, row.words) if text)


def _far(high: float | None, low: float | None) -> float | None:
    return None if high is None or low is None else tidy(high - low)


def _tints(
    places: Sequence[Place], margin: theme.Margin, width: int
) -> list[dict[str, Any]]:
    """The chosen row, tinted from edge to edge."""
    room = width - margin.left - margin.right
    return [
        theme.rectangle(
            (
                tidy(-margin.left / room),
                tidy(place.y - 15),
                tidy(1 + margin.right / room),
                tidy(place.y + 15),
            ),
            colour=theme.OWN_WASH,
            refs=("paper", "y"),
        )
        for place in places
        if place.row.is_chosen
    ]


def _benchmarks(places: Sequence[Place]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "x0": tidy(place.row.benchmark),
            "x1": tidy(place.row.benchmark),
            "y0": tidy(place.y - 10),
            "y1": tidy(place.y + 10),
            "xref": "x",
            "yref": "y",
            "line": {"color": theme.BENCHMARK, "width": 2},
            "layer": "above",
        }
        for place in places
        if place.row.benchmark is not None
    ]
