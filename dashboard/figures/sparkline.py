"""A line the height of a table row, with its usual range, signals and latest value."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dashboard.areas import Identity
from dashboard.charting import ControlChart
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.over_time import (
    PENDING_DASH,
    Values,
    last_place,
    line_trace,
    stretches,
    tidied,
)
from dashboard.figures.signals import (
    Band,
    bands,
    provisional_places,
    signal_trace,
    signalled,
)
from dashboard.stats.spc import PointType

#: The scorecard's size in pixels.
SIZE = (150, 38)

#: Room at the edges for marks, in pixels.
_SIDE, _END, _INSET = 4, 8, 5

#: A series shorter than this shows each of its values.
_SHORT = 13


def control_sparkline(
    chart: ControlChart, *, size: tuple[int, int] = SIZE
) -> theme.Figure:
    """A control chart without its words: the same limits, gaps and signals.

    Where those are about differences from a year earlier the values themselves are
    drawn, with no more than the latest signal: others would sit on hills and valleys.
    """
    values = tuple(result.value for result in chart.results)
    signals = signalled(chart)
    if chart.is_seasonal:
        latest = last_place(values)
        signals = {n: kind for n, kind in signals.items() if n == latest}
    return sparkline_figure(
        values,
        ranges=() if chart.is_seasonal else bands(chart),
        signals=signals,
        provisional=provisional_places(chart),
        size=size,
    )


def sparkline_figure(
    values: Values,
    *,
    identity: Identity = Identity.OWN,
    ranges: Sequence[Band] = (),
    signals: Mapping[int, PointType] | None = None,
    provisional: Collection[int] = (),
    size: tuple[int, int] = SIZE,
) -> theme.Figure:
    """The values in order, None breaking the line, over the usual range if given.

    Signals are marked by place. Without any value only the usual range is drawn.
    """
    known = [value for value in values if value is not None]
    ends = [*known]
    for band in ranges:
        ends += [end for end in (band.lower, band.upper) if end is not None]
    # A mean worked out from equal values may differ from them in its last digit.
    low, high = tidy(min(ends, default=0.0)), tidy(max(ends, default=0.0))
    # Marks at the very ends keep their whole shape inside the picture.
    room = (high - low) * _INSET / (size[1] - 2 * _INSET) or 1.0
    last = max(len(values) - 1, 1)
    step = (size[0] - _SIDE - _END) / last
    edges = tidy(-_SIDE / step), tidy(last + _END / step)
    figure = theme.compose(
        [
            *_means(ranges, edges),
            *_lines(values, identity, provisional),
            *_marks(values, identity, signals or {}, provisional),
        ],
        size=size,
        margin=theme.Margin(0, 0, 0, 0),
        axes=(
            theme.axis(*edges, showticklabels=False),
            theme.axis(tidy(low - room), tidy(high + room), showticklabels=False),
        ),
        shapes=_ranges(ranges, edges),
    )
    # It stands in tinted table rows.
    figure["layout"]["paper_bgcolor"] = "rgba(0,0,0,0)"
    figure["layout"]["plot_bgcolor"] = "rgba(0,0,0,0)"
    return figure


_Edges = tuple[float, float]


def _ranges(ranges: Sequence[Band], edges: _Edges) -> list[dict[str, Any]]:
    """Grey bands; dashed lines where limits are on trial, as on the whole chart."""
    shapes = []
    for band in ranges:
        if band.lower is None or band.upper is None:
            continue
        start, stop = _ends(band, ranges, edges)
        lower, upper = tidy(band.lower), tidy(band.upper)
        if not band.is_trial:
            corners = (start, lower, stop, upper)
            shapes.append(theme.rectangle(corners, colour=theme.BAND))
            continue
        shapes += [
            {
                "type": "line",
                "x0": start,
                "x1": stop,
                "y0": limit,
                "y1": limit,
                "xref": "x",
                "yref": "y",
                "line": {"color": theme.AXIS, "width": 1, "dash": "3px,3px"},
                "layer": "between",
            }
            for limit in (lower, upper)
        ]
    return shapes


def _ends(band: Band, ranges: Sequence[Band], edges: _Edges) -> _Edges:
    """Where a band starts and stops: the outermost reach the picture's edges."""
    start = edges[0] if band == ranges[0] else band.start - 0.5
    stop = edges[1] if band == ranges[-1] else band.stop - 0.5
    return start, stop


def _means(ranges: Sequence[Band], edges: _Edges) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(_ends(band, ranges, edges)),
            "y": [tidy(band.mean)] * 2,
            "hoverinfo": "skip",
            "line": {"color": theme.INK_3, "width": 1, "dash": "2px,3px"},
        }
        for band in ranges
    ]


def _lines(
    values: Values, identity: Identity, provisional: Collection[int]
) -> list[dict[str, Any]]:
    look = theme.LOOKS[identity]
    firm = [None if n in provisional else value for n, value in enumerate(values)]
    traces = [line_trace(firm, colour=look.mark, width=1.5)]
    if provisional:
        near = {n - 1 for n in provisional} | set(provisional)
        loose = [value if n in near else None for n, value in enumerate(values)]
        traces.append(line_trace(loose, colour=look.mark, width=1.5, dash=PENDING_DASH))
    return traces


def _marks(
    values: Values,
    identity: Identity,
    signals: Mapping[int, PointType],
    provisional: Collection[int],
) -> list[dict[str, Any]]:
    """Each value of a short series, those alone between gaps, signals, the latest."""
    look = theme.LOOKS[identity]
    latest = last_place(values)
    if latest is None:
        return []
    count = sum(value is not None for value in values)
    dots = [
        place
        for run in stretches(values)
        for place in run
        if (count < _SHORT or len(run) == 1)
        and place != latest
        and place not in signals
    ]
    traces = [_dots(values, dots, colour=look.mark)] if dots else []
    sizes = [_signal_size(place, signals, latest) for place in signals]
    traces += signal_trace(values, signals, size=sizes, pending=provisional, edge=1)
    if latest in signals:
        return traces
    is_open = latest in provisional
    return [
        *traces,
        {
            "type": "scatter",
            "mode": "markers",
            "x": [latest],
            "y": [tidied(values[latest])],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {
                "symbol": look.symbol,
                "size": 7,
                "color": theme.PAPER if is_open else look.mark,
                "opacity": 1,
                "line": {"color": look.mark if is_open else theme.PAPER, "width": 1.5},
            },
        },
    ]


def _signal_size(place: int, signals: Collection[int], latest: int) -> float:
    """Smaller within a run, where large marks would hide one another and the line."""
    is_in_run = place - 1 in signals or place + 1 in signals
    return 5.5 if is_in_run and place != latest else 8


def _dots(values: Values, places: Sequence[int], *, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(places),
        "y": [tidied(values[place]) for place in places],
        "hoverinfo": "skip",
        "marker": {
            "symbol": "circle",
            "size": 4,
            "color": colour,
            "opacity": 1,
            "line": {"color": theme.PAPER, "width": 0.75},
        },
    }
